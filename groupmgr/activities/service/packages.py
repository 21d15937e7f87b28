"""Archives of the evidence of many activities: downloads that the worker packs."""

import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service.packing import Packing
from groupmgr.downloads import service as downloads
from groupmgr.files.models import StoredFile
from groupmgr.files.packing import stream
from groupmgr.files.store import Store
from groupmgr.jobs.models import Job
from groupmgr.jobs.work import Work
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

JOB = f"{downloads.KIND}evidence"
MOST = 5_000
#: What must stay free on the disk after an archive is written.
LEFT_FREE = 2 * 1024**3


def ask(
    session: Session,
    actor: Actor,
    home: Path,
    keys: Sequence[int],
    back: str,
    chapters: Mapping[int, str] | None = None,
) -> Job:
    """Have the evidence of these activities packed; the actor was shown each of them in a list.

    With chapters, each lies in the folder of its own.
    """
    policy.require(actor, Action.ACTIVITY_VIEW)
    if not keys:
        raise RuleBroken("没有可以打包的活动，请换个条件筛选")
    if len(keys) > MOST:
        raise RuleBroken(f"一次最多打包 {MOST:,} 项活动的佐证，请先按年度、单位或类别筛选")
    if shutil.disk_usage(home).free - _size(session, keys) < LEFT_FREE:
        raise RuleBroken("服务器磁盘空间不够，请筛选少一些活动，或请系统管理员清理磁盘")
    whole = whole_of(session, actor, keys)
    wish = f"{hash(tuple(keys))}" + "-filed" * bool(chapters)
    name = f"佐证材料（{len(keys)}项活动）{today():%Y%m%d}.zip"
    filed = [[key, chapters[key]] for key in keys] if chapters else []
    arguments = {"keys": list(keys), "whole": whole, "chapters": filed}
    return downloads.ask(session, actor, JOB, wish, name, back, arguments)


def build(work: Work) -> None:
    """Write the archive; whole or not at all."""
    keys = work.arguments["keys"]
    place = downloads.place(work.home, work.job_id)
    with work.reading() as session, downloads.writing(place) as archive:
        store, whole = Store.under(work.home), frozenset(work.arguments["whole"])
        packing = Packing(session, store, whole, dict(work.arguments.get("chapters", [])))
        told = time.monotonic()
        work.progress("打包佐证", 0, len(keys))
        for piece in stream(packing.files(keys)):
            archive.write(piece)
            if time.monotonic() - told > 1:
                told = time.monotonic()
                work.progress("打包佐证", packing.done, len(keys))


def whole_of(session: Session, actor: Actor, keys: Sequence[int]) -> list[int]:
    """Return those of the activities that the actor keeps or reviews."""
    table, actions = Activity, (Action.ACTIVITY_EDIT, Action.ACTIVITY_DECIDE)
    allowed = sa.or_(*(policy.visible(actor, action, table) for action in actions))
    return sorted(session.scalars(sa.select(table.id).where(table.id.in_(keys), allowed)))


def _size(session: Session, keys: Sequence[int]) -> int:
    files = sa.select(Evidence.file_id).where(Evidence.activity_id.in_(keys))
    size = sa.select(sa.func.sum(StoredFile.size)).where(StoredFile.id.in_(files))
    return int(session.scalar(size) or 0)
