"""Remind the units that were asked by mail and did not answer: near the day, and after it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.groups.holidays import calendar_of
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.reminding import Reminder
from groupmgr.groups.rules import amounts
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site
from groupmgr.meetings.labels import MeetingState, Presence
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service import attendance, inviting
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.policy import Actor


@dataclass(frozen=True, slots=True)
class Limits:
    """Working days before the last day to answer, and reminders for one meeting at most.

    The fields are called as the subjects of the rules; their defaults hold
    where the group has laid down none.
    """

    ahead: int = 2
    most: int = 2


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a press of the button would write to, and whom not any more."""

    due: list[Attendance]
    spared: list[Attendance]
    most: int


def preview(session: Session, meeting: Meeting) -> Preview:
    """Sort the units that were asked and did not answer; nobody is written to twice a day."""
    most = _limits(session, meeting.group_id).most
    asked = [row for row in attendance.roll(session, meeting) if _is_awaited(row)]
    due = [row for row in asked if row.reminders < most and _rested(row, today())]
    return Preview(due, [row for row in asked if row not in due], most)


def remind_all(session: Session, actor: Actor, meeting: Meeting, site: Site) -> int:
    """Write to all that a preview shows; return how many letters there are."""
    require_open(session, actor, meeting)
    due = preview(session, meeting).due
    if not due:
        raise RuleBroken("没有可以提醒的单位：今天已经发过，或者提醒次数已满；请打电话或用微信联系")
    found = inviting.contacts(session, meeting)
    reached = [row for row in due if row.unit_id in found]
    if not reached:
        raise RuleBroken("这些单位的联络员没有邮箱了；请先补登邮箱，或者打电话联系")
    for row in reached:
        _remind(session, actor, row, found[row.unit_id], site)
    note(session, actor, meeting, "提醒未回执单位", f"{len(reached)} 家")
    return len(reached)


def waiting() -> sa.Select[int, int]:
    """Select the seats of units that were asked by mail and may still answer."""
    return (
        sa.select(Attendance.id, Meeting.group_id)
        .join(Attendance.meeting)
        .where(
            Meeting.state == MeetingState.NOTIFIED,
            Meeting.starts_at > now(),
            Meeting.reply_by.is_not(None),
            Attendance.asked_at.is_not(None),
            Attendance.presence == Presence.INVITED,
            ~Attendance.reply.has(),
        )
        .order_by(Attendance.id)
    )


def remind(session: Session, clock: Actor, settings: Mapping[str, Any], key: int) -> None:
    """Write to one unit, where its turn has come and it has an address."""
    whole = (joinedload(Attendance.unit), joinedload(Attendance.meeting))
    row = session.get_one(Attendance, key, options=whole)
    found = inviting.contacts(session, row.meeting, row.unit_id)
    if row.unit_id in found and _is_due(session, row, today()):
        site = Site(settings["SECRET_KEY"], settings.get("SITE") or row.meeting.site)
        _remind(session, clock, row, found[row.unit_id], site)


REMINDER = Reminder(waiting, remind)


def _is_due(session: Session, row: Attendance, day: dt.date) -> bool:
    """Tell whether another letter is due: one near the last day, all others once it is over."""
    last, limits = row.meeting.reply_by, _limits(session, row.meeting.group_id)
    if last is None or not _rested(row, day):
        return False
    near = day >= calendar_of(session, row.meeting.group_id).before(last, limits.ahead)
    turns = limits.most if day > last else int(near)
    return row.reminders < min(turns, limits.most)


def _remind(
    session: Session, actor: Actor, row: Attendance, contact: inviting.Contact, site: Site
) -> None:
    before = journal.facts(row)
    row.reminders += 1
    inviting.post(session, actor, row, contact, site)
    journal.record(session, actor, f"第 {row.reminders} 次提醒回执", row, before=before)


def _is_awaited(row: Attendance) -> bool:
    return row.reply is None and row.asked_at is not None and row.presence is Presence.INVITED


def _rested(row: Attendance, day: dt.date) -> bool:
    return row.asked_at is None or row.asked_at.date() < day


def _limits(session: Session, group_id: int) -> Limits:
    return Limits(**amounts(session, group_id, RuleKind.REPLYING, today()))
