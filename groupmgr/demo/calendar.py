"""Working days of the two years; nobody meets on a weekend or on the long holidays."""

import datetime as dt
import random

_HOLIDAYS = (
    (dt.date(2023, 1, 16), dt.date(2023, 1, 29)),
    (dt.date(2023, 4, 29), dt.date(2023, 5, 3)),
    (dt.date(2023, 9, 29), dt.date(2023, 10, 6)),
    (dt.date(2024, 2, 5), dt.date(2024, 2, 18)),
    (dt.date(2024, 5, 1), dt.date(2024, 5, 5)),
    (dt.date(2024, 10, 1), dt.date(2024, 10, 7)),
)


def working(day: dt.date) -> dt.date:
    """Return the day, or the next one on which people work."""
    while day.weekday() > 4 or any(first <= day <= last for first, last in _HOLIDAYS):
        day += dt.timedelta(days=1)
    return day


def day_in(dice: random.Random, year: int, month: int) -> dt.date:
    """Return some working day that falls in a month, or soon after it."""
    return working(dt.date(year, month, dice.randrange(2, 27)))


def spoken(first: dt.date, last: dt.date) -> str:
    """Return days as people write them in the name of a file."""
    if first == last:
        return f"{first.month}月{first.day}日"
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日"
