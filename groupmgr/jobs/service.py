"""Ask for work outside the request, see how far it is, and stop it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.jobs.models import Job, JobState
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

OPEN = (JobState.QUEUED, JobState.RUNNING)


def queue(session: Session, actor: Actor, kind: str, key: str, arguments: Mapping[str, Any]) -> Job:
    """Ask for work, or join the same work that is already waiting or running.

    The caller has checked that the actor may have it done.
    """
    same = sa.select(Job).where(Job.key == key, Job.state.in_(OPEN))
    known = session.scalar(same)
    if known is not None:
        return known
    job = Job(
        kind=kind,
        key=key,
        arguments=dict(arguments),
        group_id=actor.group_id or None,
        account_id=actor.account_id or None,
    )
    session.add(job)
    session.flush()
    return job


def latest(session: Session, key: str) -> Job | None:
    """Return the last job for this work, if it was ever asked for."""
    query = sa.select(Job).where(Job.key == key).order_by(Job.id.desc()).limit(1)
    return session.scalar(query)


def before(session: Session, job: Job) -> int:
    """Return how many jobs come first."""
    query = sa.select(sa.func.count(Job.id)).where(Job.state.in_(OPEN), Job.id < job.id)
    return session.scalar(query) or 0


def cancel(session: Session, actor: Actor, job: Job) -> None:
    """Stop a job at its next step; people stop their own, the secretariat any of the group."""
    if job.account_id != actor.account_id:
        policy.require(actor, Action.REPORT_BUILD)
    if job.state not in OPEN:
        raise RuleBroken("这项工作已经结束，不能取消")
    job.state, job.finished_at = JobState.CANCELLED, now()
    session.flush()
