"""On which days people work: weekdays, without the holidays and with the weekends worked instead.

The days are those that the State Council announced, as the `holidays` library
has them; of a year not yet announced the festivals themselves are known.
"""

import datetime as dt
from functools import cache

import holidays


def is_workday(day: dt.date) -> bool:
    """Tell whether people are at work on a day."""
    return _calendar().is_working_day(day)


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("CN")
