"""Archives of the evidence of many activities: asked for, made by the worker, kept for a day."""

import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service.packing import Packing
from groupmgr.files.models import StoredFile
from groupmgr.files.packing import stream
from groupmgr.files.store import Store
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.work import Work
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

JOB = "evidence-archive"
MOST = 5_000
KEPT_SECONDS = 24 * 3600
#: What must stay free on the disk after an archive is written.
LEFT_FREE = 2 * 1024**3


def ask(
    session: Session,
    actor: Actor,
    home: Path,
    keys: Sequence[int],
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
    wish = f"{JOB}-{actor.account_id}-{hash(tuple(keys))}" + "-filed" * bool(chapters)
    filed = [[key, chapters[key]] for key in keys] if chapters else []
    arguments = {"keys": list(keys), "whole": whole, "chapters": filed}
    return jobs.queue(session, actor, JOB, wish, arguments)


def build(work: Work) -> None:
    """Write the archive; whole or not at all."""
    keys, place = work.arguments["keys"], path(work.home, work.job_id)
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.with_suffix(".part")
    with work.reading() as session, draft.open("wb") as archive:
        store, whole = Store.under(work.home), frozenset(work.arguments["whole"])
        packing = Packing(session, store, whole, dict(work.arguments.get("chapters", [])))
        told = time.monotonic()
        work.progress("打包佐证", 0, len(keys))
        for piece in stream(packing.files(keys)):
            archive.write(piece)
            if time.monotonic() - told > 1:
                told = time.monotonic()
                work.progress("打包佐证", packing.done, len(keys))
    draft.replace(place)


def path(home: Path, job_id: int) -> Path:
    """Return where the archive of a job lies."""
    return Path(home) / "archives" / f"{job_id}.zip"


def ready(home: Path, actor: Actor, job: Job) -> Path | None:
    """Return the archive of a job for whoever asked for it, until it is a day old."""
    place = path(home, job.id)
    is_own = job.kind == JOB and job.account_id == actor.account_id
    is_done = is_own and job.state is JobState.DONE and place.is_file()
    return place if is_done and place.stat().st_mtime > time.time() - KEPT_SECONDS else None


def sweep(home: Path) -> int:
    """Remove the archives that are a day old and return how many went."""
    old = time.time() - KEPT_SECONDS
    gone = [one for one in (Path(home) / "archives").glob("*") if one.stat().st_mtime < old]
    for one in gone:
        one.unlink()
    return len(gone)


def whole_of(session: Session, actor: Actor, keys: Sequence[int]) -> list[int]:
    """Return those of the activities that the actor keeps or reviews."""
    table, actions = Activity, (Action.ACTIVITY_EDIT, Action.ACTIVITY_DECIDE)
    allowed = sa.or_(*(policy.visible(actor, action, table) for action in actions))
    return sorted(session.scalars(sa.select(table.id).where(table.id.in_(keys), allowed)))


def _size(session: Session, keys: Sequence[int]) -> int:
    files = sa.select(Evidence.file_id).where(Evidence.activity_id.in_(keys))
    size = sa.select(sa.func.sum(StoredFile.size)).where(StoredFile.id.in_(files))
    return int(session.scalar(size) or 0)
