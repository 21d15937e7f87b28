"""What a meeting leads to: numbered resolutions, and things to be done by units."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups.models import Body
from groupmgr.journal import locks
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import HELD_STATES, VOTED_KINDS, Duty
from groupmgr.meetings.models import AgendaItem, FollowUp, FollowUpUnit, Meeting, Resolution
from groupmgr.meetings.series import series
from groupmgr.meetings.service import attendance, voting
from groupmgr.meetings.service.minuting import note, refuse_closed, require_open
from groupmgr.policy import Actor


def resolve(
    session: Session, actor: Actor, meeting: Meeting, facts: Mapping[str, Any]
) -> Resolution:
    """Add a resolution, numbered in its series and year; the item it rests on must have passed."""
    _require_held(session, actor, meeting)
    _require_passed(session, meeting, facts["agenda_item_id"])
    number = _next_number(session, meeting)
    resolution = Resolution(meeting_id=meeting.id, number=number, **facts)
    session.add(resolution)
    note(session, actor, meeting, "形成决议", f"{resolution.number} {resolution.text}")
    return resolution


def revise(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    resolution: Resolution,
    facts: Mapping[str, Any],
) -> Resolution:
    """Mend the words or the day of a resolution; its number stays."""
    require_open(session, actor, meeting)
    _require_passed(session, meeting, facts["agenda_item_id"])
    for name, value in facts.items():
        setattr(resolution, name, value)
    note(session, actor, meeting, "修改决议", f"{resolution.number} {resolution.text}")
    return resolution


def assign(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    follow_up: FollowUp,
    facts: Mapping[str, Any],
) -> FollowUp:
    """Say what which units must do until when, or say it anew."""
    _require_held(session, actor, meeting)
    lead_ids, support_ids = facts["lead_ids"], facts["support_ids"]
    if set(lead_ids) & set(support_ids):
        raise RuleBroken("同一单位不能既牵头又配合", "support_ids")
    if facts["due_on"] < meeting.day:
        raise RuleBroken("完成时限不能早于会议日期", "due_on")
    refuse_closed(session, meeting, follow_up.due_on, facts["due_on"])
    before = journal.facts(follow_up) if follow_up.id else None
    follow_up.meeting_id = meeting.id
    for name in ("text", "due_on", "resolution_id"):
        setattr(follow_up, name, facts[name])
    session.add(follow_up)
    session.flush()
    _set_units(session, follow_up, {Duty.LEAD: lead_ids, Duty.SUPPORT: support_ids})
    journal.record(session, actor, "交办事项", follow_up, before=before)
    return follow_up


def _set_units(session: Session, follow_up: FollowUp, wanted: Mapping[Duty, Iterable[int]]) -> None:
    mine = FollowUpUnit.follow_up_id == follow_up.id
    session.execute(sa.delete(FollowUpUnit).where(mine))
    session.add_all(
        FollowUpUnit(follow_up_id=follow_up.id, unit_id=unit_id, duty=duty)
        for duty, unit_ids in wanted.items()
        for unit_id in unit_ids
    )
    session.flush()
    session.expire(follow_up, ["units"])


def _require_held(session: Session, actor: Actor, meeting: Meeting) -> None:
    require_open(session, actor, meeting)
    if meeting.state not in HELD_STATES:
        raise RuleBroken("会议召开以后才能登记议定事项")


def _require_passed(session: Session, meeting: Meeting, item_id: int | None) -> None:
    """Refuse to rest a resolution on what was voted down, or not voted on as it must be.

    A vote fixed its quorum; what needed none rests on the quorum of this moment.
    """
    item = session.get(AgendaItem, item_id) if item_id else None
    result = voting.result_of(session, item) if item else None
    if item and result and not result.passed:
        raise RuleBroken(f"议题“{item.title}”表决未通过，不能形成决议", "agenda_item_id")
    if result:
        return
    if item and item.kind in VOTED_KINDS and charter_of(session, meeting).majority(item.kind):
        raise RuleBroken(f"议题“{item.title}”须先表决", "agenda_item_id")
    seats = attendance.turnout(session, meeting)
    if not seats.quorate:
        raise RuleBroken(f"{seats.shortage}，不能形成决议")


def _next_number(session: Session, meeting: Meeting) -> str:
    """Return the next n号 of the series in the year; one at a time: none is given twice."""
    locks.in_turn(session)
    body = session.get(Body, meeting.body_id) if meeting.body_id else None
    begins = f"{series(meeting.kind, body)}〔{meeting.day.year}〕"
    query = (
        sa.select(Resolution.number)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(Meeting.group_id == meeting.group_id, Resolution.number.startswith(begins))
    )
    given = (
        re.fullmatch(r"(\d+)号", number.removeprefix(begins)) for number in session.scalars(query)
    )
    last = max((int(found[1]) for found in given if found), default=0)
    return f"{begins}{last + 1}号"
