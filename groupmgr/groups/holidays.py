"""A group's own days off and worked weekends, and the calendar that follows from them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.holiday import DayKind, Holiday
from groupmgr.groups.models import Group
from groupmgr.journal import service as journal
from groupmgr.kernel import workdays
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.workdays import Calendar, Span
from groupmgr.policy import Action, Actor

LONGEST = dt.timedelta(days=61)


def book(session: Session, actor: Actor) -> Sequence[Holiday]:
    """Return what the group laid down, the latest first."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Holiday)
    return session.scalars(sa.select(Holiday).where(seen).order_by(Holiday.first_on.desc())).all()


def save(session: Session, actor: Actor, days: Holiday, facts: Mapping[str, Any]) -> Holiday:
    """Enter some days, or revise them."""
    before = journal.facts(days) if days.id else None
    if before is None:
        policy.require(actor, Action.GROUP_EDIT)
        days.group_id = actor.group_id
    else:
        policy.require_on(session, actor, Action.GROUP_EDIT, days)
    told = {**facts, "last_on": facts["last_on"] or facts["first_on"]}
    _check(session, days, told["first_on"], told["last_on"])
    for name, value in told.items():
        setattr(days, name, value)
    session.add(days)
    journal.record(session, actor, "登记节假日安排", days, before=before)
    return days


def drop(session: Session, actor: Actor, days: Holiday) -> None:
    """Take some days out; the journal keeps what was laid down."""
    policy.require_on(session, actor, Action.GROUP_EDIT, days)
    gone = dict.fromkeys(journal.facts(days))
    journal.record(session, actor, "删除节假日安排", days, before=gone)
    session.delete(days)
    session.flush()


def calendar_of(session: Session, group_id: int) -> Calendar:
    """Return the working days of a group."""
    own = session.scalars(sa.select(Holiday).where(Holiday.of_group(group_id)))
    return Calendar([Span(one.first_on, one.last_on, one.kind is DayKind.WORK) for one in own])


def at_work(session: Session, day: dt.date) -> frozenset[int]:
    """Return the keys of the groups that work on a day."""
    usual = DayKind.WORK if workdays.is_workday(day) else DayKind.OFF
    own = (
        sa.select(Holiday.kind)
        .where(Holiday.group_id == Group.id, Holiday.touches(day, day))
        .scalar_subquery()
    )
    works = sa.func.coalesce(own, usual) == DayKind.WORK
    return frozenset(session.scalars(sa.select(Group.id).where(works)))


def _check(session: Session, days: Holiday, first: dt.date, last: dt.date) -> None:
    if last < first:
        raise RuleBroken("结束日期不能早于开始日期", "last_on")
    if last - first > LONGEST:
        raise RuleBroken("一次最多登记两个月，更长的请分开登记", "last_on")
    same = sa.select(Holiday).where(
        Holiday.of_group(days.group_id), Holiday.touches(first, last), Holiday.id != (days.id or 0)
    )
    with session.no_autoflush:
        other = session.scalar(same.limit(1))
    if other is not None:
        raise RuleBroken(f"与“{other.name}”的日期重叠，请先修改那一条", "first_on")
