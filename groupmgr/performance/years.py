"""The years that a group has figures of."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity
from groupmgr.meetings.labels import HELD_STATES
from groupmgr.meetings.models import Meeting


def latest(session: Session, group_id: int, today: dt.date) -> int:
    """Return the last year, up to this one, in which the group recorded something that happened."""
    activity = sa.select(sa.func.max(Activity.ends_on)).where(
        Activity.of_group(group_id), Activity.ends_on <= today
    )
    meeting = sa.select(sa.func.max(Meeting.starts_at)).where(
        Meeting.of_group(group_id),
        Meeting.state.in_(HELD_STATES),
        Meeting.starts_at <= dt.datetime.combine(today, dt.time.max),
    )
    days = (session.scalar(activity), session.scalar(meeting))
    return max((day.year for day in days if day is not None), default=today.year)
