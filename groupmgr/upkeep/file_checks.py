"""Questions to the disk: does the store hold what the database says, and is there room."""

import hashlib
import shutil
import time
from pathlib import Path

import sqlalchemy as sa

from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.upkeep.finding import Finding, Site

LEAST_FREE = 1024**3
#: A file is stored before the row that names it is: what is younger may yet get one.
SETTLED_SECONDS = 3600


def complete(site: Site) -> Finding:
    """Look whether every stored file is there with the content that its hash promises."""
    store, hashes = Store.under(site.home), _known(site)
    missing = [sha256 for sha256 in hashes if not store.path(sha256).is_file()]
    there = set(hashes) - set(missing)
    changed = sorted(sha256 for sha256 in there if _digest(store.path(sha256)) != sha256)
    if missing or changed:
        first = store.path([*missing, *changed][0])
        return Finding(
            f"缺少 {len(missing)} 个，损坏 {len(changed)} 个，如 {first}",
            "请从最近的备份中取出同名文件放回原处",
        )
    return Finding(f"{len(hashes):,} 个，内容与登记一致")


def claimed(site: Site) -> Finding:
    """Look for content that no row names, as a broken upload leaves it."""
    root, known = Store.under(site.home).root, set(_known(site))
    strays = [place for place in sorted(root.glob("??/*")) if place.name not in known]
    old = [place for place in strays if time.time() - place.stat().st_mtime > SETTLED_SECONDS]
    if old:
        return Finding(f"{len(old)} 个没有记录提到，如 {old[0]}", "不影响使用，备份后可以删除")
    return Finding("没有多余的文件")


def room(site: Site) -> Finding:
    """Look whether there is space to go on."""
    free = shutil.disk_usage(site.home).free
    words = f"{site.home} 剩余 {free / 1024**3:.1f} GB"
    return Finding(words, "请清理或扩大磁盘" if free < LEAST_FREE else "")


def _known(site: Site) -> list[str]:
    with site.reading.connect() as connection:
        return list(connection.scalars(sa.select(StoredFile.sha256).order_by(StoredFile.id)))


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
