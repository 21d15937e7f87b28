"""Put database and stored files into one file while people work."""

import hashlib
import os
import zipfile
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from groupmgr.files.store import Store
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.progress import Progress, silent
from groupmgr.upkeep.archive import DATABASE, MANIFEST, Manifest, member
from groupmgr.upkeep.dumping import Dumped, dump


def backup(engine: sa.Engine, home: Path, target: Path, progress: Progress = silent) -> Manifest:
    """Write the whole backup or nothing of it.

    The database is copied first: every file that a row of the copy names is in
    the store by then, and stays there.
    """
    if target.exists():
        raise RuleBroken(f"{target} 已经存在，请换一个文件名")
    if not target.parent.is_dir():
        raise RuleBroken(f"没有文件夹 {target.parent}，请先建立")
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as folder:
        copy, draft = Path(folder) / DATABASE, Path(folder) / "draft"
        progress("复制数据库", 0, 1)
        dumped = dump(engine, copy)
        draft.touch(mode=0o600)
        with draft.open("r+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
                package.write(copy, DATABASE)
                lost = _pack(package, Store.under(home), dumped, progress)
                manifest = _manifest(engine, dumped, copy, lost)
                package.writestr(MANIFEST, manifest.written())
            os.fsync(file.fileno())
        draft.replace(target)
    return manifest


def _pack(
    package: zipfile.ZipFile, store: Store, dumped: Dumped, progress: Progress
) -> tuple[str, ...]:
    """Add the stored files and return the hashes of those that are missing or damaged."""
    lost = []
    for number, sha256 in enumerate(dumped.hashes, 1):
        content = store.read(sha256) if store.path(sha256).exists() else b""
        if hashlib.sha256(content).hexdigest() == sha256:
            package.writestr(member(sha256), content, zipfile.ZIP_STORED)
        else:
            lost.append(sha256)
        progress("收入文件", number, len(dumped.hashes))
    return tuple(lost)


def _manifest(engine: sa.Engine, dumped: Dumped, copy: Path, lost: tuple[str, ...]) -> Manifest:
    with copy.open("rb") as file:
        members = {DATABASE: hashlib.file_digest(file, "sha256").hexdigest()}
    members |= {member(sha256): sha256 for sha256 in dumped.hashes if sha256 not in set(lost)}
    kind, made_at = engine.dialect.name, now().isoformat(" ")
    return Manifest(made_at, version("groupmgr"), kind, dumped.revision, members, lost)
