"""On which days people work: weekdays, without the holidays and with the weekends worked instead.

The days are those that the State Council announced, as the `holidays` library
has them; of a year not yet announced the festivals themselves are known. What
a group laid down itself goes before both.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import holidays
from holidays.countries.china import ChinaStaticHolidays


@dataclass(frozen=True, slots=True)
class Span:
    """Days, the last one too, on which all work or nobody does."""

    first: dt.date
    last: dt.date
    works: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a group; its own spans do not overlap."""

    own: Sequence[Span] = ()

    def is_workday(self, day: dt.date) -> bool:
        """Tell whether people are at work on a day."""
        for span in self.own:
            if span.first <= day <= span.last:
                return span.works
        return is_workday(day)

    def since(self, day: dt.date) -> dt.date:
        """Return the first working day from a day on."""
        while not self.is_workday(day):
            day += dt.timedelta(days=1)
        return day

    def before(self, day: dt.date, count: int) -> dt.date:
        """Return the day that many working days before a day."""
        while count:
            day -= dt.timedelta(days=1)
            count -= self.is_workday(day)
        return day


def is_workday(day: dt.date) -> bool:
    """Tell whether people are at work on a day, where nothing else was laid down."""
    return _announced().is_working_day(day)


def last_announced_year() -> int:
    """Return the last year whose holidays and worked weekends are known."""
    return max(ChinaStaticHolidays.special_public_holidays)


@cache
def _announced() -> holidays.HolidayBase:
    return holidays.country_holidays("CN")
