"""What schools report of themselves once a school year, and who has not yet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.groups.models import Closing
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Period
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.models import Membership, Unit
from groupmgr.members.school_year_checks import refuse_faults
from groupmgr.members.statistics import SchoolYear
from groupmgr.policy import Action, Actor

FIRST = 2015


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the schools that should report have done so (已报/应报)."""

    reported: int
    expected: int


def years() -> list[int]:
    """Return the school years that can be reported, by the year they began, the latest first."""
    return list(range(today().year, FIRST - 1, -1))


def latest() -> int:
    """Return the last school year that has ended."""
    return Period(today(), today()).school_year


def last_reported(session: Session, actor: Actor) -> int:
    """Return the last school year of which anything was reported, or the last that has ended."""
    seen = policy.visible(actor, Action.STATISTICS_VIEW, SchoolYear)
    return session.scalar(sa.select(sa.func.max(SchoolYear.began)).where(seen)) or latest()


def words(began: int) -> str:
    """Return how people call a school year."""
    return f"{began}—{began + 1} 学年"


def listing(actor: Actor, began: int) -> sa.Select[Unit, SchoolYear | None]:
    """Return the query of the schools that should report, each with its report where there is one.

    These are the schools on the roll on the last day of the school year.
    """
    day = min(dt.date(began + 1, 8, 31), today())
    member = sa.exists().where(
        Membership.unit_id == Unit.id,
        Membership.group_id == actor.group_id,
        Membership.on_roll(day),
    )
    of_year = sa.and_(SchoolYear.unit_id == Unit.id, SchoolYear.began == began)
    return (
        sa.select(Unit, SchoolYear)
        .outerjoin(SchoolYear, of_year)
        .where(policy.visible(actor, Action.STATISTICS_VIEW, Unit))
        .where(Unit.kind.in_(SCHOOLS), member)
        .order_by(Unit.pinyin, Unit.id)
    )


def coverage(session: Session, actor: Actor, began: int) -> Coverage:
    """Return how many schools reported a year, of those the actor may see."""
    rows = listing(actor, began).order_by(None)
    counted = rows.with_only_columns(
        sa.func.count(SchoolYear.id), sa.func.count(), maintain_column_froms=True
    )
    return Coverage(*session.execute(counted).one())


def of_unit(session: Session, unit: Unit) -> dict[int, SchoolYear]:
    """Return the reports of a school that the caller has been shown, by year, the latest first."""
    query = sa.select(SchoolYear).where(SchoolYear.unit_id == unit.id)
    found = session.scalars(query.order_by(SchoolYear.began.desc()))
    return {record.began: record for record in found}


def save(
    session: Session, actor: Actor, unit: Unit, record: SchoolYear, facts: Mapping[str, Any]
) -> SchoolYear:
    """Report a school year, or correct the report."""
    policy.require_on(session, actor, Action.STATISTICS_EDIT, unit)
    if unit.kind not in SCHOOLS:
        raise RuleBroken("只有学校填报学年统计")
    _refuse_closed(session, unit, record.began)
    refuse_faults(facts)
    before = journal.facts(record) if record.id else None
    for name, value in facts.items():
        setattr(record, name, value)
    session.add(record)
    deed = f"{'更正' if before else '填报'}学年统计（{words(record.began)}）"
    journal.record(session, actor, deed, record, before=before)
    return record


def _refuse_closed(session: Session, unit: Unit, began: int) -> None:
    """Keep what a school reported of a year that counts in the next one, where that is closed."""
    year = began + 1
    member = sa.select(Membership.group_id).where(
        Membership.unit_id == unit.id, Membership.on_roll(dt.date(year, 12, 31))
    )
    closing.refuse(session, sa.and_(Closing.year == year, Closing.group_id.in_(member)), unit.id)
