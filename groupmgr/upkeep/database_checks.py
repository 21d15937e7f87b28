"""Questions to the database: is it there, of the right shape, unharmed."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal.models import Entry
from groupmgr.journal.service import broken_at
from groupmgr.upkeep import versions
from groupmgr.upkeep.finding import Finding, Site

UPGRADE = "请执行 groupmgr db upgrade"
BRING_BACK = "请停止服务，保留现状，从最近的备份恢复到空目录（groupmgr restore）"


def reachable(site: Site) -> Finding:
    """Look whether the database answers."""
    with site.reading.connect() as connection:
        connection.execute(sa.select(1))
    return Finding(site.reading.url.render_as_string())


def migrated(site: Site) -> Finding:
    """Look whether the database stands at the newest migration and equals the models."""
    with site.reading.connect() as connection:
        revision = versions.current(connection)
        if revision is not None and revision not in versions.known():
            return Finding(f"数据库（{revision}）比程序新", "请换上新版程序")
        if revision != versions.newest():
            stands = f"停在 {revision}" if revision else "还没有建立"
            return Finding(f"{stands}，最新为 {versions.newest()}", UPGRADE)
        unequal = versions.differences(connection)
    if unequal:
        return Finding(
            f"与程序有 {unequal} 处不一致", f"{UPGRADE}；仍不一致，请与最近的备份核对表结构"
        )
    return Finding(f"{revision}，与程序一致")


def sound(site: Site) -> Finding:
    """Ask SQLite to go through its own file; PostgreSQL has no such question."""
    if site.reading.dialect.name != "sqlite":
        return Finding("由 PostgreSQL 维护")
    with site.reading.connect() as connection:
        faults = connection.exec_driver_sql("PRAGMA integrity_check(5)").scalars().all()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if faults != ["ok"]:
        return Finding(f"数据库文件损坏：{faults[0]}", BRING_BACK)
    if dangling:
        return Finding(f"有 {len(dangling)} 行指向不存在的记录", BRING_BACK)
    return Finding("完好")


def unbroken_journal(site: Site) -> Finding:
    """Look whether every entry of the journal follows from the one before."""
    with Session(site.reading) as session:
        broken = broken_at(session)
        entries = session.scalar(sa.select(sa.func.count(Entry.id)))
    if broken is not None:
        return Finding(f"从第 {broken} 条起对不上，有人改动过", "请保留现状，与最近的备份核对")
    return Finding(f"{entries:,} 条，首尾相接")
