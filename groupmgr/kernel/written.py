"""Days and times as they are written."""

import datetime as dt

_WEEK = "一二三四五六日"


def day_words(day: dt.date) -> str:
    """Return 2024年1月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def moment_words(at: dt.datetime) -> str:
    """Return 2024年1月5日（星期五）14:30."""
    return f"{day_words(at.date())}（星期{_WEEK[at.weekday()]}）{at:%H:%M}"
