"""The activities of the year by month, beside last year's where they are known."""

from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.pictures import lines
from groupmgr.reports.facts import Activity
from groupmgr.reports.outline import Block

_MONTHS = tuple(f"{month}月" for month in range(1, 13))


def months(book: Book) -> tuple[Block, ...]:
    """Draw the course of the year."""
    if not book.facts.activities:
        return ()
    year, counts = book.facts.year, _by_month(book.facts.activities)
    series = {f"{year}年": counts}
    if book.facts.months_before:
        series[f"{year - 1}年"] = book.facts.months_before
    busiest = counts.index(max(counts)) + 1
    summary = f"{busiest}月最多，共{max(counts)}项。"
    return (lines("months", "各月开展活动项数", summary, _MONTHS, series),)


def _by_month(activities: tuple[Activity, ...]) -> tuple[int, ...]:
    ends = [int(activity.ends_on[5:7]) for activity in activities]
    return tuple(ends.count(month) for month in range(1, 13))
