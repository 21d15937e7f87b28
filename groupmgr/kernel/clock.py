"""What day and time it is for the users, who all live by Beijing time."""

import datetime as dt

BEIJING = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


def now() -> dt.datetime:
    """Return the time in Beijing to the second, without a zone, as the database stores it."""
    return dt.datetime.now(BEIJING).replace(tzinfo=None, microsecond=0)


def today() -> dt.date:
    """Return the day in Beijing."""
    return now().date()
