"""The minutes of the meetings, and what units answered to the last notice."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.demo.world import World
from groupmgr.meetings import minutes
from groupmgr.meetings.labels import MeetingState, Presence, Reply
from groupmgr.meetings.models import Meeting, UnitReply
from groupmgr.meetings.revisions import MinutesComment, MinutesRevision
from groupmgr.meetings.series import series
from groupmgr.meetings.service import planning
from groupmgr.meetings.sitting import sitting

_S = MeetingState
_WRITTEN = (_S.MINUTES_DRAFTED, _S.MINUTES_CIRCULATED, _S.ARCHIVED)
_EXCUSE = "单位另有会议安排"


def make(world: World) -> None:
    """Add minutes to the meetings that have come so far, and replies to the one that is next.

    They are read anew in a session of their own, so that what the others hold stays as it is.
    """
    query = sa.select(Meeting).order_by(Meeting.starts_at, Meeting.id).options(*planning.WHOLE)
    session = Session(world.session.connection())
    given: dict[str, int] = {}
    for meeting in session.scalars(query):
        if meeting.state in _WRITTEN:
            _write(session, meeting, given)
        elif meeting.state is _S.NOTIFIED:
            _reply(session, world, meeting)
    session.flush()
    session.close()


def _write(session: Session, meeting: Meeting, given: dict[str, int]) -> None:
    text = minutes.draft(sitting(session, meeting, meeting.day))
    at = meeting.ends_at + dt.timedelta(days=2)
    meeting.minutes = text
    version = MinutesRevision(
        meeting_id=meeting.id, number=1, text=text, made_by=meeting.recorder or "秘书处"
    )
    version.created_at = version.changed_at = at
    session.add(version)
    if meeting.state is _S.MINUTES_DRAFTED:
        return
    meeting.comments_by = (at + dt.timedelta(days=7)).date()
    if meeting.state is _S.MINUTES_CIRCULATED:
        _comment(session, meeting, at + dt.timedelta(days=1))
        return
    issued = (at + dt.timedelta(days=10)).date()
    begins = f"{meeting.group_id} {series(meeting.kind, meeting.body)}纪要〔{issued.year}〕"
    given[begins] = given.get(begins, 0) + 1
    meeting.minutes_number = f"{begins.partition(' ')[2]}{given[begins]}号"
    meeting.minutes_issued_on, meeting.signer = issued, meeting.host


def _comment(session: Session, meeting: Meeting, at: dt.datetime) -> None:
    row = next(one for one in meeting.attendance if one.presence is Presence.PRESENT)
    said = MinutesComment(
        meeting_id=meeting.id,
        unit_id=row.unit_id,
        number=1,
        name=row.person,
        text="建议写明责任单位的联系人",
        created_at=at,
    )
    session.add(said)


def _reply(session: Session, world: World, meeting: Meeting) -> None:
    at = dt.datetime.combine(meeting.notice_on or meeting.day, dt.time(16))
    meeting.reply_by = meeting.day - dt.timedelta(days=3)
    for place, row in enumerate(meeting.attendance[:7]):
        person = world.people[row.unit_id][0].name
        said = UnitReply(attendance_id=row.id, said=Reply.JOIN, person=person, said_by=person)
        if place == 1:
            said.said, said.person, said.reason = Reply.EXCUSED, "", _EXCUSE
            row.presence = Presence.EXCUSED
        said.created_at = said.changed_at = at
        session.add(said)
    for row in meeting.attendance[7:]:
        row.asked_at = dt.datetime.combine(meeting.reply_by - dt.timedelta(days=3), dt.time(9))
        row.reminders = 1
