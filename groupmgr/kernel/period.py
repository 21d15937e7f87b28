"""The span of time a figure speaks of, and for whom it is asked."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace
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

    @classmethod
    def part(cls, year: int, number: int, parts: int) -> Self:
        """Return one of the equal parts of the calendar year: a half, a quarter, a month."""
        months = 12 // parts
        first, last = (number - 1) * months + 1, number * months
        return cls(dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1]))

    @property
    def start_time(self) -> dt.datetime:
        """Return the moment at which the period begins."""
        return dt.datetime.combine(self.start, dt.time.min)

    @property
    def end_time(self) -> dt.datetime:
        """Return the moment before which everything in the period happens."""
        return dt.datetime.combine(self.end + dt.timedelta(days=1), dt.time.min)

    @property
    def school_year(self) -> int:
        """Return the year in which the last school year (1 Sep to 31 Aug) to end here began."""
        ended_in = self.end.year if (self.end.month, self.end.day) >= (8, 31) else self.end.year - 1
        return ended_in - 1

    def last_twelve_months(self) -> Self:
        """Return the twelve months that end with the period."""
        after = self.end + dt.timedelta(days=1)
        leap_day = (after.month, after.day) == (2, 29)
        start = after.replace(month=3, day=1) if leap_day else after
        return replace(self, start=start.replace(year=after.year - 1))


class Reading(Label):
    """How strictly a record must be proved to count (counting.md)."""

    APPROVED = "approved", "已通过"
    CONFIRMED = "confirmed", "已通过且各方确认"
    EVIDENCED = "evidenced", "已通过且佐证为A级"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a figure is asked for: a group, a period, one unit or all of them, a reading.

    `beside` says that the other readings are asked for in the same statement,
    in which the activities approved are found once for all of them.
    """

    group_id: int
    period: Period
    unit_id: int | None = None
    reading: Reading = Reading.APPROVED
    beside: bool = False
