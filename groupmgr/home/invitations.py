"""The meetings to which a unit is invited and has not said whether it comes."""

import sqlalchemy as sa

from groupmgr import policy
from groupmgr.home.terms import Source
from groupmgr.kernel.clock import now
from groupmgr.meetings.labels import MeetingState, Presence
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.policy import Action, Actor


def unanswered(actor: Actor) -> Source:
    """Select them with the last day to answer, or the day of the meeting where there is none."""
    last = sa.func.coalesce(
        Meeting.reply_by, sa.func.date(Meeting.starts_at, type_=sa.Date), type_=sa.Date
    )
    silent = Meeting.attendance.any(
        sa.and_(
            Attendance.unit_id.in_(actor.unit_ids),
            Attendance.presence == Presence.INVITED,
            ~Attendance.reply.has(),
        )
    )
    rows = (
        sa.select(Meeting.id, Meeting.title, Meeting.place, last)
        .where(policy.visible(actor, Action.MEETING_VIEW, Meeting), silent)
        .where(Meeting.state == MeetingState.NOTIFIED, Meeting.starts_at > now())
        .order_by(last, Meeting.id)
    )
    return "待回执", "meetings.show", "meeting_id", rows
