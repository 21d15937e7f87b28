"""Which units count as members on a day, and what they were called then."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.kernel.indicator import Rows
from groupmgr.members.models import FormerName, Membership, Unit


def member_on(group_id: int, unit_id: Any, day: Any) -> sa.ColumnElement[bool]:
    """Match the units that were in the group on a day; both may be columns."""
    return sa.exists().where(
        Membership.unit_id == unit_id,
        Membership.group_id == group_id,
        Membership.on_roll(day),
    )


def members_among(pairs: sa.SelectBase, group_id: int, day: dt.date) -> Rows:
    """Keep, of pairs (`id`, `unit_id`), those of units that were members on the day, once each."""
    each = pairs.subquery()
    return (
        sa.select(each.c.id, each.c.unit_id)
        .where(member_on(group_id, each.c.unit_id, day))
        .distinct()
    )


def name_on(unit: Any, day: Any) -> sa.ColumnElement[str]:
    """Return what a unit, of the table or an alias, was called on a day; both may be columns."""
    former = (
        sa.select(FormerName.name)
        .where(FormerName.unit_id == unit.id, FormerName.until >= day)
        .order_by(FormerName.until)
        .limit(1)
        .correlate_except(FormerName)
        .scalar_subquery()
    )
    return sa.func.coalesce(former, unit.name)


def name_of(unit_id: Any, day: Any) -> sa.ColumnElement[str]:
    """Return what the unit with a key was called on a day; asked only where it is shown."""
    unit = aliased(Unit)
    return sa.select(name_on(unit, day)).where(unit.id == unit_id).scalar_subquery()


def units_on_roll(group_id: int, day: dt.date, *columns: Any) -> Rows:
    """Return the query of the units in the group on a day: `id`, `name` as of then, and columns."""
    return sa.select(Unit.id, name_on(Unit, day).label("name"), *columns).where(
        member_on(group_id, Unit.id, day)
    )


def itself(group_id: int, day: dt.date) -> Rows:
    """Credit every unit on roll to itself."""
    return sa.select(Unit.id, Unit.id.label("unit_id")).where(member_on(group_id, Unit.id, day))
