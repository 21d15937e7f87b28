"""Ask for a file, find it again, and forget it after some days."""

import datetime as dt
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.packing import plain
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job, JobState
from groupmgr.kernel.clock import now
from groupmgr.policy import Actor

#: Every kind of job that ends in a file begins so.
KIND = "download-"
KEPT = dt.timedelta(days=3)
_NAME_LENGTH = 100


def ask(
    session: Session,
    actor: Actor,
    kind: str,
    wish: str,
    name: str,
    back: str,
    arguments: Mapping[str, Any],
) -> Job:
    """Have a file of this name made; `back` is the page that asked.

    The same wish of the same person joins the work under way. The caller has
    checked that the actor may see what will stand in it.
    """
    told = {"name": plain(name, _NAME_LENGTH), "back": back, **arguments}
    return jobs.queue(session, actor, kind, key_of(actor, kind, wish), told)


def key_of(actor: Actor, kind: str, wish: str) -> str:
    """Return by what the work on a person's wish is known."""
    return f"{kind}-{actor.group_id}-{actor.account_id}-{wish}"


def listing(actor: Actor) -> sa.Select[Job]:
    """Return the query of what the person asked for in this group and may still find."""
    return sa.select(Job).where(
        Job.of_group(actor.group_id),
        Job.account_id == actor.account_id,
        Job.kind.startswith(KIND, autoescape=True),
        Job.created_at > now() - KEPT,
    )


def is_own(actor: Actor, job: Job) -> bool:
    """Tell whether a job makes a file, and for this person."""
    return job.kind.startswith(KIND) and job.account_id == actor.account_id


def place(home: Path, job_id: int) -> Path:
    """Return where the file of a job lies."""
    return _folder(home) / str(job_id)


@contextmanager
def writing(at: Path) -> Iterator[BinaryIO]:
    """Write what a job makes, or is made of: whole or not at all."""
    at.parent.mkdir(parents=True, exist_ok=True)
    draft = at.with_name(f"{at.name}.part")
    with draft.open("wb") as file:
        yield file
    draft.replace(at)


def ready(home: Path, job: Job) -> Path | None:
    """Return the file of a job, once it is made and until it is forgotten."""
    at = place(home, job.id)
    is_there = job.state is JobState.DONE and at.is_file()
    return at if is_there and at.stat().st_mtime > _oldest() else None


def sweep(home: Path) -> int:
    """Remove what is too old, drafts and what was not printed too; return how many files went."""
    oldest = _oldest()
    gone = [one for one in _folder(home).glob("*") if one.stat().st_mtime < oldest]
    for one in gone:
        one.unlink(missing_ok=True)
    return len(gone)


def _oldest() -> float:
    return time.time() - KEPT.total_seconds()


def _folder(home: Path) -> Path:
    return Path(home) / "downloads"
