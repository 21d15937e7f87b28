"""Bring a backup back into an empty home."""

import hashlib
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa

from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.progress import Progress, silent
from groupmgr.upkeep import versions
from groupmgr.upkeep.archive import DAMAGED, DATABASE, FILES, Manifest, read_manifest
from groupmgr.upkeep.dumping import load

_CHUNK = 1024**2
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)


def restore(engine: sa.Engine, home: Path, file: Path, progress: Progress = silent) -> Manifest:
    """Unpack and check the whole backup beside its place, then put it there.

    The database comes back as it was: whoever calls migrates it.
    """
    root = Store.under(home).root
    _refuse_used(engine, root)
    with TemporaryDirectory(dir=home, prefix=".restore-") as folder:
        staging = Path(folder)
        with _opened(file) as package:
            manifest = read_manifest(package)
            _refuse_strange(engine, manifest)
            _refuse_too_large(home, package)
            _unpack(package, manifest, staging, progress)
        load(engine, staging / DATABASE)
        (staging / FILES).replace(root)
    return manifest


@contextmanager
def _opened(file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(file) as package:
            yield package
    except _BROKEN as error:
        raise RuleBroken(DAMAGED) from error


def _refuse_used(engine: sa.Engine, root: Path) -> None:
    if sa.inspect(engine).get_table_names() or (root.exists() and any(root.iterdir())):
        raise RuleBroken(
            f"{root.parent} 或它的数据库里已有内容，不能覆盖；"
            "请用 GROUPMGR_HOME 指定一个空目录（PostgreSQL 另建一个空库）再恢复"
        )


def _refuse_strange(engine: sa.Engine, manifest: Manifest) -> None:
    kind = engine.dialect.name
    if manifest.kind != kind:
        raise RuleBroken(f"备份取自 {manifest.kind}，不能恢复到 {kind}；请改 GROUPMGR_DATABASE_URL")
    if manifest.revision not in versions.known():
        raise RuleBroken(f"备份来自较新的版本（{manifest.version}），请先升级程序")


def _refuse_too_large(home: Path, package: zipfile.ZipFile) -> None:
    needed = sum(info.file_size for info in package.infolist())
    if needed > shutil.disk_usage(home).free:
        raise RuleBroken(f"磁盘空间不够：恢复需要 {needed / 1024**3:.1f} GB")


def _unpack(
    package: zipfile.ZipFile, manifest: Manifest, staging: Path, progress: Progress
) -> None:
    (staging / FILES).mkdir()
    for number, (name, sha256) in enumerate(manifest.members.items(), 1):
        if _unpacked(package, name, staging / name) != sha256:
            raise RuleBroken(DAMAGED)
        progress("核对备份", number, len(manifest.members))


def _unpacked(package: zipfile.ZipFile, name: str, place: Path) -> str:
    """Write a member to its place and return the SHA-256 of what was written."""
    place.parent.mkdir(exist_ok=True)
    digest = hashlib.sha256()
    with package.open(name) as packed, place.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
