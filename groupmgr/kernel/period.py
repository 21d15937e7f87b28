"""The span of time a figure speaks of, and for whom it is asked."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

from groupmgr.kernel.labels import Label


@dataclass(frozen=True, slots=True)
class Period:
    """A closed range of days; stocks are read on its last day."""

    start: dt.date
    end: dt.date

    @classmethod
    def year(cls, year: int) -> Self:
        """Return the calendar year."""
        return cls(dt.date(year, 1, 1), dt.date(year, 12, 31))

    @property
    def school_year(self) -> int:
        """Return the year in which the last school year (1 Sep to 31 Aug) to end here began."""
        ended_in = self.end.year if (self.end.month, self.end.day) >= (8, 31) else self.end.year - 1
        return ended_in - 1


class Reading(Label):
    """How strictly a record must be proved to count (counting.md)."""

    APPROVED = "approved", "已通过"
    CONFIRMED = "confirmed", "已通过且各方确认"
    EVIDENCED = "evidenced", "已通过且佐证齐全"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is asked for: a group, a period, one unit or all of them, a reading."""

    group_id: int
    period: Period
    unit_id: int | None = None
    reading: Reading = Reading.APPROVED
