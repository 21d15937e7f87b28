"""Follow-ups over all meetings of the group: what is due, from whom, and how far it is."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import FollowUpState
from groupmgr.meetings.models import FollowUp, FollowUpUnit
from groupmgr.meetings.service.minuting import refuse_closed
from groupmgr.policy import Action, Actor

WHOLE = (
    joinedload(FollowUp.meeting),
    selectinload(FollowUp.units).joinedload(FollowUpUnit.unit),
)


def listing(actor: Actor) -> sa.Select[FollowUp]:
    """Return the query of the follow-ups the actor may see, the most pressing first."""
    seen = policy.visible(actor, Action.MEETING_VIEW, FollowUp)
    return (
        sa.select(FollowUp)
        .join(FollowUp.meeting)
        .where(seen)
        .options(*WHOLE)
        .order_by(FollowUp.due_on, FollowUp.id)
    )


def waiting(session: Session, actor: Actor) -> int:
    """Count what is overdue among those the actor can bring further."""
    mine = policy.visible(actor, Action.FOLLOW_UP_REPORT, FollowUp)
    query = sa.select(sa.func.count()).where(mine, FollowUp.overdue_on(today()))
    return session.scalar(query.select_from(FollowUp)) or 0


def report(
    session: Session, actor: Actor, follow_up: FollowUp, facts: Mapping[str, Any]
) -> FollowUp:
    """Say how far it is; what is done needs its day, and words on what was reached."""
    policy.require_on(session, actor, Action.FOLLOW_UP_REPORT, follow_up)
    refuse_closed(session, follow_up.meeting, follow_up.due_on)
    state, progress, done_on = facts["state"], facts["progress"], facts["done_on"]
    if state is FollowUpState.DONE:
        done_on = done_on or today()
        _refuse_future(done_on)
    if state in (FollowUpState.DONE, FollowUpState.ABANDONED) and not progress:
        raise RuleBroken("请写明完成情况或终止原因", "progress")
    before = journal.facts(follow_up)
    follow_up.state, follow_up.progress = state, progress
    follow_up.done_on = done_on if state is FollowUpState.DONE else None
    journal.record(session, actor, "填报进展", follow_up, before=before)
    return follow_up


def _refuse_future(done_on: dt.date) -> None:
    if done_on > today():
        raise RuleBroken("完成日期不能晚于今天", "done_on")
