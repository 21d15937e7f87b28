"""Plan a meeting, revise the plan, and list the meetings."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.groups.models import Body
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import MeetingState, Presence
from groupmgr.meetings.models import AgendaItem, Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.meetings.service import carrying
from groupmgr.meetings.service.minuting import refuse_closed, require_open
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor

# Everything that the page of a meeting shows.
WHOLE = (
    joinedload(Meeting.body),
    joinedload(Meeting.convener),
    selectinload(Meeting.agenda).selectinload(AgendaItem.votes),
    selectinload(Meeting.attendance).options(
        joinedload(Attendance.unit), joinedload(Attendance.reply)
    ),
    selectinload(Meeting.resolutions),
    selectinload(Meeting.follow_ups).selectinload(FollowUp.units).joinedload(FollowUpUnit.unit),
)

SEATS = (
    sa.select(sa.func.count())
    .where(Attendance.meeting_id == Meeting.id, Attendance.presence != Presence.IN_ATTENDANCE)
    .correlate(Meeting)
    .scalar_subquery()
)
TAKEN = (
    sa.select(sa.func.count())
    .where(
        Attendance.meeting_id == Meeting.id,
        Attendance.presence.in_((Presence.PRESENT, Presence.PROXY)),
    )
    .correlate(Meeting)
    .scalar_subquery()
)


def listing(actor: Actor) -> sa.Select[Any]:
    """Return the query of the meetings the actor may see, with 应到 and 实到 of each."""
    seen = policy.visible(actor, Action.MEETING_VIEW, Meeting)
    return (
        sa.select(Meeting, SEATS.label("due"), TAKEN.label("attended"))
        .where(seen)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    )


def bodies(session: Session, group_id: int) -> list[Body]:
    """Return the bodies of the group that can hold a meeting."""
    return list(session.scalars(sa.select(Body).where(Body.of_group(group_id)).order_by(Body.id)))


def save(session: Session, actor: Actor, meeting: Meeting, facts: Mapping[str, Any]) -> Meeting:
    """Plan a new meeting or revise one that is not over."""
    before = journal.facts(meeting) if meeting.id else None
    if before is None:
        policy.require(actor, Action.MEETING_EDIT)
        meeting.group_id = actor.group_id
    else:
        require_open(session, actor, meeting)
        if days := _moved(meeting, facts):
            refuse_closed(session, meeting, *days)
    _check(session, actor, facts)
    for name, value in facts.items():
        setattr(meeting, name, value)
    session.add(meeting)
    journal.record(session, actor, "修改会议" if before else "拟定会议", meeting, before=before)
    if meeting.state is MeetingState.PLANNED:
        carrying.carry(session, actor, meeting)
    return meeting


def _moved(meeting: Meeting, facts: Mapping[str, Any]) -> tuple[dt.date, ...]:
    """Return the old and the new day of a meeting that would count otherwise."""
    wanted = {name: facts.get(name, getattr(meeting, name)) for name in ("kind", "starts_at")}
    if all(getattr(meeting, name) == value for name, value in wanted.items()):
        return ()
    return meeting.day, wanted["starts_at"].date()


def _check(session: Session, actor: Actor, facts: Mapping[str, Any]) -> None:
    if facts["ends_at"] < facts["starts_at"]:
        raise RuleBroken("结束时间不能早于开始时间", "ends_at")
    if (until := facts.get("reply_by")) and until > facts["starts_at"].date():
        raise RuleBroken("回执截止日期不能晚于会议日期", "reply_by")
    body_id, convener_id = facts.get("body_id"), facts.get("convener_unit_id")
    if body_id and body_id not in {body.id for body in bodies(session, actor.group_id)}:
        raise RuleBroken("请从本集团的机构中选择", "body_id")
    if convener_id:
        of_group = sa.select(Unit.id).where(Unit.id == convener_id, Unit.of_group(actor.group_id))
        if session.scalar(of_group) is None:
            raise RuleBroken("请从本集团的单位中选择", "convener_unit_id")
