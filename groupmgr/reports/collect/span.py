"""Which days the report speaks of, and the same days a year before."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.kernel.period import Period, Scope
from groupmgr.members.models import Unit

_WIDE = str.maketrans("()", "（）")


@dataclass(frozen=True, slots=True)
class Span:
    """A group, the days of its year up to the cut-off day, and the names of all units."""

    session: Session
    group: Group
    period: Period
    units: dict[int, Unit]

    @classmethod
    def of(cls, session: Session, group: Group, year: int, as_of: dt.date) -> "Span":
        """Return the days of the year up to the cut-off day, or refuse a day before the year."""
        start, end = dt.date(year, 1, 1), dt.date(year, 12, 31)
        if as_of < start:
            raise RuleBroken(f"数据截止日不能早于{year}年1月1日", "as_of")
        named = sa.select(Unit).options(selectinload(Unit.former_names))
        units = {unit.id: unit for unit in session.scalars(named)}
        return cls(session, group, Period(start, min(as_of, end)), units)

    @property
    def year(self) -> int:
        return self.period.start.year

    @property
    def as_of(self) -> dt.date:
        return self.period.end

    @property
    def scope(self) -> Scope:
        return Scope(self.group.id, self.period)

    @property
    def before(self) -> Scope:
        """Return the same days of the year before."""
        last = self.year - 1
        end = self.as_of
        day = end.day if (end.month, end.day) != (2, 29) else 28
        return Scope(self.group.id, Period(dt.date(last, 1, 1), dt.date(last, end.month, day)))

    def name(self, unit_id: int, day: dt.date | None = None) -> str:
        """Return what the unit was called on a day, or on the cut-off day."""
        return self.units[unit_id].name_on(day or self.as_of)


def words(label: Label) -> str:
    """Return the words of a label as documents print them."""
    return wide(label.label)


def wide(text: str) -> str:
    """Return our own words with the full-width brackets that documents use."""
    return text.translate(_WIDE)


def iso(day: dt.date | None) -> str | None:
    """Write a day as facts keep it."""
    return day.isoformat() if day else None
