"""How values are written for people: days, times, numbers, money, and what is missing."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Flask

from groupmgr.kernel.clock import now
from groupmgr.kernel.labels import Label
from groupmgr.kernel.text import chinese
from groupmgr.kernel.written import day_words

MISSING = "未报"


def date_cn(day: dt.date | None) -> str:
    """Write a day in full: 2024年11月14日."""
    return day_words(day) if day else ""


def day_cn(day: dt.date | None) -> str:
    """Write a day in a table of one year: 11月14日."""
    return f"{day.month}月{day.day}日" if day else ""


def days_cn(start: dt.date | None, end: dt.date | None) -> str:
    """Write a span of days: 2024年11月10日—11月14日."""
    if start is None or end is None or start == end:
        return date_cn(start or end)
    return f"{date_cn(start)}—{day_cn(end) if start.year == end.year else date_cn(end)}"


def time_cn(moment: dt.datetime | None) -> str:
    """Write a moment: 2024年11月14日 14:32."""
    return f"{date_cn(moment)} {moment:%H:%M}" if moment else ""


def ago(moment: dt.datetime | None) -> str:
    """Write a moment as people say it within two days, in full otherwise."""
    if moment is None:
        return ""
    days = (now().date() - moment.date()).days
    if days in (0, 1):
        return f"{'昨天' if days else '今天'} {moment:%H:%M}"
    return time_cn(moment)


def number(value: Any, places: int | None = None) -> str:
    """Write a number with separators; nothing reported is 未报, never 0."""
    if value is None:
        return MISSING
    if places is None:
        places = 0 if value == int(value) else 2
    return f"{Decimal(value):,.{places}f}"


def wan(value: Decimal | None) -> str:
    """Write an amount in 元 as 万元, always with two places."""
    return MISSING if value is None else f"{value / 10000:,.2f}"


def size(octets: int) -> str:
    """Write the size of a file."""
    return f"{octets / 1024**2:.1f} MB" if octets >= 1024**2 else f"{max(octets // 1024, 1)} KB"


def words(value: Any) -> str:
    """Write any value of a record."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    return "" if value is None else str(value)


def missing(value: Any) -> Any:
    """Say that nothing was reported where there is nothing."""
    return MISSING if value is None or value == "" else value


def register(app: Flask) -> None:
    """Make them filters of the templates."""
    shown = (chinese, date_cn, day_cn, time_cn, ago, number, wan, size, words, missing)
    app.jinja_env.filters.update({function.__name__: function for function in shown})
    app.jinja_env.globals["days_cn"] = days_cn
    app.jinja_env.globals["fields_of"] = lambda form, names: [form[name] for name in names]


# The first that fits: a `Label` is a string, a moment is a day, a truth is a number.
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (Label, lambda label: str(label.label)),
    (bool, lambda truth: "是" if truth else "否"),
    (dt.datetime, time_cn),
    (dt.date, date_cn),
    ((int, Decimal), number),
    ((list, tuple, set, frozenset), lambda many: "、".join(words(one) for one in many)),
)
