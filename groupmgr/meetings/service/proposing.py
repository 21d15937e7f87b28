"""Propose the next meeting of a kind from the last one and the rule on how often it is held."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.text import chinese
from groupmgr.meetings.cadence import cadences
from groupmgr.meetings.labels import HELD_STATES, MeetingForm, MeetingKind
from groupmgr.meetings.models import Meeting

SATURDAY = 5
USUAL_NOTICE = 10
LASTS = dt.timedelta(hours=2)


def next_meeting(
    session: Session, group_id: int, kind: MeetingKind, day: dt.date
) -> dict[str, Any]:
    """Return what to plan: the body and session after the last one, before the span ends."""
    query = sa.select(Meeting).where(
        Meeting.of_group(group_id), Meeting.kind == kind, Meeting.state.in_(HELD_STATES)
    )
    last = session.scalar(query.order_by(Meeting.starts_at.desc()).limit(1))
    due = next((one for one in cadences(session, group_id, day) if one.kind is kind), None)
    left = due.days_left if due and due.held < due.required else USUAL_NOTICE
    at = dt.datetime.combine(_working(day + dt.timedelta(days=min(left, USUAL_NOTICE))), dt.time(9))
    facts: dict[str, Any] = {"kind": kind, "starts_at": at, "ends_at": at + LASTS}
    if last is None:
        return facts | {"form": MeetingForm.ON_SITE}
    kept = ("form", "body_id", "convener_unit_id", "host", "recorder", "place", "term_number")
    facts |= {name: getattr(last, name) for name in kept}
    if last.session_number:
        facts["session_number"] = last.session_number + 1
        facts["title"] = _title(last, last.session_number + 1)
    return facts


def _title(last: Meeting, number: int) -> str:
    """Return the title of the last one with the next number in it."""
    was, now = (f"第{chinese(n)}次" for n in (number - 1, number))
    return last.title.replace(was, now) if was in last.title else ""


def _working(day: dt.date) -> dt.date:
    """Return the day, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - SATURDAY + 1))
