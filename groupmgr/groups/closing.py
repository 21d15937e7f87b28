"""封账: close a year of a group, open it again, and let single units change it until a day."""

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from groupmgr import policy
from groupmgr.groups.models import Closing, Exemption
from groupmgr.journal import locks
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.written import day_words
from groupmgr.policy import Action, Actor

FIRST = 2000


class Closed(RuleBroken):
    """What was asked for would change a year that a group has closed."""


def refuse_closed(
    session: Session, group_ids: Collection[int], years: Collection[int], unit_id: int | None
) -> None:
    """Raise `Closed` if one of the groups closed one of the years, and not but for the unit.

    Without a unit it is about what the groups keep themselves.
    """
    if group_ids and years:
        refuse(session, Closing.group_id.in_(group_ids) & Closing.year.in_(years), unit_id)


def refuse(session: Session, which: sa.ColumnElement[bool], unit_id: int | None) -> None:
    """Raise `Closed` if one of these closings keeps the unit out; else keep out those who close."""
    locks.beside(session)
    held = find(session, which, unit_id)
    if held is not None:
        raise Closed(words(held))


def find(session: Session, which: sa.ColumnElement[bool], unit_id: int | None) -> Closing | None:
    """Return the first of some closings that is in force and leaves the unit no exemption."""
    exempt = sa.exists().where(
        Exemption.closing_id == Closing.id,
        Exemption.unit_id.is_not_distinct_from(unit_id),
        Exemption.in_force_on(today()),
    )
    query = (
        sa.select(Closing)
        .join(Closing.group)
        .where(
            which,
            Closing.reopened_at.is_(None),
            ~exempt,
        )
        .order_by(Closing.year, Closing.group_id)
        .options(contains_eager(Closing.group))
        .limit(1)
    )
    return session.scalar(query)


def words(closing: Closing) -> str:
    """Return which year of which group is closed since when, and what can be done."""
    day = closing.closed_at
    return (
        f"{closing.group.name}的{closing.year}年度已于 {day_words(day)}封账，"
        "计入的内容不能再改；确需改动，请联系该集团秘书处开放例外"
    )


def years_of(*days: dt.date | None) -> frozenset[int]:
    """Return the years of the days that are known."""
    return frozenset(day.year for day in days if day is not None)


def since(day: dt.date | None) -> frozenset[int]:
    """Return every year in which something shows that holds from a day on."""
    return frozenset(range(max(day.year, FIRST), today().year + 1)) if day else frozenset()


def history(session: Session, actor: Actor) -> Sequence[Closing]:
    """Return every closing of the group with its exemptions, the latest year first."""
    query = sa.select(Closing).where(policy.visible(actor, Action.CLOSING_EDIT, Closing))
    return session.scalars(
        query.order_by(Closing.year.desc(), Closing.id.desc()).options(
            joinedload(Closing.group), selectinload(Closing.exemptions)
        )
    ).all()


def close(session: Session, actor: Actor, year: int, reason: str = "") -> Closing:
    """Close a year that is over."""
    policy.require(actor, Action.CLOSING_EDIT)
    if not FIRST <= year < today().year:
        raise RuleBroken(f"{year}年度还没有结束，到 {year + 1}年再封账", "year")
    locks.alone(session)
    held = sa.select(Closing.id).where(
        Closing.group_id == actor.group_id, Closing.year == year, Closing.reopened_at.is_(None)
    )
    if session.scalar(held):
        raise RuleBroken(f"{year}年度已经封账", "year")
    closing = Closing(
        group_id=actor.group_id, year=year, closed_by=actor.name, reason=reason.strip()
    )
    session.add(closing)
    journal.record(session, actor, "年度封账", closing, reason=reason.strip())
    return closing


def reopen(session: Session, actor: Actor, closing: Closing, reason: str) -> Closing:
    """Open a closed year to everybody again; its exemptions end with it."""
    policy.require_on(session, actor, Action.CLOSING_EDIT, closing)
    _require_closed(closing)
    if not reason.strip():
        raise RuleBroken("请写明解除封账的原因", "reason")
    before = journal.facts(closing)
    closing.reopened_at, closing.reopened_by = now(), actor.name
    closing.reopened_reason = reason.strip()
    journal.record(session, actor, "解除封账", closing, before=before, reason=reason.strip())
    return closing


def exempt(
    session: Session,
    actor: Actor,
    closing: Closing,
    *,
    unit_id: int | None,
    until: dt.date,
    reason: str,
) -> Exemption:
    """Let the records of a unit, or what the group keeps itself, be changed until a day."""
    policy.require_on(session, actor, Action.CLOSING_EDIT, closing)
    _require_closed(closing)
    if until < today():
        raise RuleBroken("截止日期不能早于今天", "until")
    if not reason.strip():
        raise RuleBroken("请写明开放例外的原因", "reason")
    exemption = Exemption(
        closing=closing,
        unit_id=unit_id,
        until=until,
        reason=reason.strip(),
        granted_by=actor.name,
    )
    session.add(exemption)
    journal.record(session, actor, "开放封账例外", exemption, reason=reason.strip())
    return exemption


def end(session: Session, actor: Actor, exemption: Exemption) -> Exemption:
    """Take an exemption back before its last day."""
    policy.require_on(session, actor, Action.CLOSING_EDIT, exemption)
    if exemption.ended_at is not None or exemption.until < today():
        raise RuleBroken("这个例外已经结束")
    locks.alone(session)
    before = journal.facts(exemption)
    exemption.ended_at = now()
    journal.record(session, actor, "结束封账例外", exemption, before=before)
    return exemption


def _require_closed(closing: Closing) -> None:
    if closing.reopened_at is not None:
        raise RuleBroken(f"{closing.year}年度没有封账")
