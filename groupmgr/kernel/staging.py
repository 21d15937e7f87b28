"""The life of a record: in which state it was from which day on, and by which document."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Name, Short
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label

Life = Iterable[tuple[dt.date, Label]]


class StageColumns:
    """The columns of a table of stages; the table adds its `state` and the key of its record."""

    on: Mapped[dt.date]
    document_number: Mapped[Short | None]
    reason: Mapped[Name] = mapped_column(default="")


def last_stage(stage: Any, key: Any, record: Any, *which: sa.ColumnElement[bool]) -> Any:
    """Select the state of the last of some stages of a record."""
    query = sa.select(stage.state).where(key == record.id, *which)
    return query.order_by(stage.on.desc()).limit(1).correlate(record).scalar_subquery()


def state_on(stages: Iterable[Any], day: dt.date) -> Any:
    """Return the state on a day of stages in their order, or nothing before the first."""
    begun = [stage.state for stage in stages if stage.on <= day]
    return begun[-1] if begun else None


def in_order(
    rows: Iterable[Mapping[str, Any]], after: Mapping[Any, Iterable[Any]]
) -> Sequence[Mapping[str, Any]]:
    """Return the rows by their days; raise `RuleBroken` where one cannot follow another."""
    ordered = sorted(rows, key=lambda row: row["on"])
    if not ordered:
        raise RuleBroken("至少要有一个状态", "stages")
    if ordered[-1]["on"] > today():
        raise RuleBroken("起始日期不能晚于今天", "stages")
    for row, follows in pairwise(ordered):
        if row["on"] == follows["on"]:
            raise RuleBroken("同一天只填一个状态", "stages")
        if follows["state"] not in after[row["state"]]:
            words = f"“{row['state'].label}”之后不能是“{follows['state'].label}”，请核对日期和状态"
            raise RuleBroken(words, "stages")
    return ordered


def years_apart(before: Life, after: Life) -> frozenset[int]:
    """Return the years in which two lives of a record differ on some day."""
    lives = dict(before), dict(after)
    days = sorted({*lives[0], *lives[1]})
    found: frozenset[int] = frozenset()
    for day, ends in zip(days, [*days[1:], None], strict=True):
        was, now = (_state(life, day) for life in lives)
        if was is not now:
            found |= years_within(day, ends)
    return found


def years_within(since: dt.date, until: dt.date | None) -> frozenset[int]:
    """Return the years from a day until before another, or until today."""
    last = until - dt.timedelta(days=1) if until else today()
    return frozenset(range(since.year, max(last, since).year + 1))


def _state(life: Mapping[dt.date, Label], day: dt.date) -> Label | None:
    return next((life[on] for on in sorted(life, reverse=True) if on <= day), None)
