"""The units of a group as fields and lists offer them."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.clock import today
from groupmgr.members.models import FormerName, Membership, Unit


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit with the letters it is found by; `current` while it is a member."""

    id: int
    name: str
    pinyin: str
    initials: str
    current: bool


def units_of(session: Session, group_id: int) -> list[UnitChoice]:
    """Return the units that are or were in the group, sorted by name."""
    on_roll = sa.func.max(sa.case((Membership.on_roll(today()), 1), else_=0))
    query = (
        sa.select(Unit.id, Unit.name, Unit.pinyin, Unit.initials, on_roll)
        .join(Membership, Membership.unit_id == Unit.id)
        .where(Membership.group_id == group_id, Membership.joined_on.is_not(None))
        .group_by(Unit.id)
        .order_by(Unit.pinyin, Unit.id)
    )
    found = session.execute(query)
    return [
        UnitChoice(key, name, letters, firsts, bool(now_in))
        for key, name, letters, firsts, now_in in found
    ]


def names_of(session: Session, group_id: int) -> dict[str, str]:
    """Return the keys of these units by the names they had, and by their short names."""
    here = Unit.memberships.any(Membership.group_id == group_id)
    former = sa.select(FormerName.name, Unit.id).join(FormerName.unit).where(here)
    short = sa.select(Unit.short_name, Unit.id).where(here, Unit.short_name.is_not(None))
    names = sa.union_all(former, short).subquery()
    return {name: str(key) for name, key in session.execute(sa.select(*names.c))}
