"""Sign in at the door: a phone reads the code of the meeting, picks its unit and gives a name."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from groupmgr.groups import closing
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import HELD_STATES, MeetingState, Presence, Reply, SignedBy
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service import attendance
from groupmgr.policy import Actor

OPENS = dt.timedelta(hours=2)
CLOSES = dt.timedelta(hours=1)
NAME_LENGTH = 40


def is_open(meeting: Meeting, at: dt.datetime) -> bool:
    """Tell whether the code is good: from two hours before until an hour after the meeting."""
    states = (MeetingState.NOTIFIED, MeetingState.HELD)
    return meeting.state in states and meeting.starts_at - OPENS <= at <= meeting.ends_at + CLOSES


def sign(session: Session, meeting: Meeting, unit_id: int, person: str) -> list[Attendance]:
    """Let a person sign in for a unit, and for those that sent it as a delegate; return the seats.

    Whoever stands in the room with the code may sign in; the list shows who did.
    """
    if not is_open(meeting, now()):
        raise RuleBroken("现在不是签到时间，请到签到处登记")
    if meeting.state in HELD_STATES:
        closing.refuse_closed(session, [meeting.group_id], closing.years_of(meeting.day), None)
    rows = attendance.roll(session, meeting)
    row = next((one for one in rows if one.unit_id == unit_id), None)
    if row is None:
        raise RuleBroken("请从名单中选择单位", "unit_id")
    attendance.refuse_twice(rows, row, person)
    signed = [row, *_represented(session, meeting, rows, row, person)]
    for one in signed:
        _sign(session, one, person, row)
    return signed


def _represented(
    session: Session, meeting: Meeting, rows: Sequence[Attendance], own: Attendance, person: str
) -> list[Attendance]:
    """Return the seats that the person was sent for, as far as the charter allows."""
    each = charter_of(session, meeting).proxies
    sent = [
        one
        for one in rows
        if one is not own
        and one.reply is not None
        and one.reply.said is Reply.DELEGATE
        and one.reply.person == person
        and one.reply.delegate_unit_id in (None, own.unit_id)
        and one.presence is not Presence.PRESENT
    ]
    return sent[:each]


def _sign(session: Session, row: Attendance, person: str, own: Attendance) -> None:
    """Write it in the row, in the name of the unit: by proxy where it sent this person."""
    before = journal.facts(row)
    sent = row.reply is not None and row.reply.said is Reply.DELEGATE
    by_proxy = row is not own or (sent and row.reply is not None and row.reply.person == person)
    if row.presence is Presence.PRESENT and row.left_at is None:
        _join(row, person)
    else:
        if row.presence is not Presence.IN_ATTENDANCE:
            row.presence = Presence.PROXY if by_proxy else Presence.PRESENT
        row.person, row.signed_at, row.signed_by = person, now(), SignedBy.SCAN
        row.left_at = None
        row.delegate_unit_id = own.unit_id if row is not own else None
    journal.record(session, _guest(row), "扫码签到", row, before=before, reason=person)


def _join(row: Attendance, person: str) -> None:
    """Count one more person of a unit that is already there."""
    names = row.person.split("、")
    if person in names:
        return
    row.people += 1
    together = "、".join([*filter(None, names), person])
    row.person = together if len(together) <= NAME_LENGTH else row.person


def _guest(row: Attendance) -> Actor:
    name = f"{row.unit.name[: NAME_LENGTH - 6]}（扫码）"
    return Actor.speaking_for(name, row.meeting.group_id, row.unit_id)
