"""补录: the list of who came is changed after the minutes were drafted, once another agreed."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import MINUTED, Presence, SignedBy
from groupmgr.meetings.late import LateEntry
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service.attendance import write_presence
from groupmgr.meetings.service.minuting import note, refuse_closed, require_open
from groupmgr.policy import Actor


def entries(session: Session, meeting: Meeting) -> list[LateEntry]:
    """Return what was asked for, the first one first."""
    seat = joinedload(LateEntry.seat)
    query = (
        sa.select(LateEntry)
        .join(LateEntry.seat)
        .where(Attendance.meeting_id == meeting.id)
        .options(seat.joinedload(Attendance.unit), joinedload(LateEntry.asked_by))
    )
    return list(session.scalars(query.order_by(LateEntry.id)))


def ask(
    session: Session, actor: Actor, meeting: Meeting, row: Attendance, facts: Mapping[str, Any]
) -> LateEntry:
    """Ask for a change of the list; until another person agrees nothing changes."""
    require_open(session, actor, meeting)
    if meeting.state not in MINUTED:
        raise RuleBroken("纪要还没有起草，请直接在名单里改")
    if not facts["reason"]:
        raise RuleBroken("请写明补录的依据，如纸质签到表", "reason")
    entry = LateEntry(attendance_id=row.id, asked_by_id=actor.account_id, **facts)
    session.add(entry)
    words = f"{row.unit.name} {entry.presence.label} {entry.person}：{entry.reason}"
    note(session, actor, meeting, "申请补录", words)
    return entry


def decide(
    session: Session, actor: Actor, meeting: Meeting, entry: LateEntry, *, accepted: bool
) -> LateEntry:
    """Agree to a change that somebody else asked for, or not."""
    require_open(session, actor, meeting)
    refuse_closed(session, meeting)
    if entry.decided_at is not None:
        raise RuleBroken("这条补录已经复核过")
    if entry.asked_by_id == actor.account_id:
        raise RuleBroken("补录要由另一个人复核，请秘书处其他人员处理")
    entry.accepted, entry.decided_by_id, entry.decided_at = accepted, actor.account_id, now()
    row = entry.seat
    if accepted:
        row.presence, row.person, row.people = entry.presence, entry.person, entry.people
        row.signed_by = None
        write_presence(row, SignedBy.LATER)
        if row.presence in (Presence.PRESENT, Presence.PROXY):
            row.signed_at = meeting.starts_at
    deed = "补录通过" if accepted else "补录不通过"
    note(session, actor, meeting, deed, f"{row.unit.name} {entry.presence.label}")
    return entry
