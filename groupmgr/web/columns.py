"""A column of a list: on the page and in the workbook the same."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from groupmgr.kernel.labels import Label
from groupmgr.web import filters


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a list tells of every row.

    `cell` gives the value: a number, day, `Label` or words; `sort` is the SQL
    expression its head sorts by; `link` the address of the row's page, if it has one; `under`
    a second, quieter line. `status` draws the value as a badge, `money` writes
    元 as 万元, `exported` keeps a column for the workbook alone, and `narrow`
    is false for what a phone leaves out: a row there is a title, a state, and a
    line or two. `written` says how the page writes the value, where its kind
    does not say it.
    """

    key: str
    head: str
    cell: Callable[[Any], Any]
    sort: Any = field(default=None, kw_only=True)
    numeric: bool = field(default=False, kw_only=True)
    money: bool = field(default=False, kw_only=True)
    status: bool = field(default=False, kw_only=True)
    link: Callable[[Any], str] | None = field(default=None, kw_only=True)
    under: Callable[[Any], str] | None = field(default=None, kw_only=True)
    exported: bool = field(default=False, kw_only=True)
    narrow: bool = field(default=True, kw_only=True)
    written: Callable[[Any], str | None] | None = field(default=None, kw_only=True)

    @property
    def right(self) -> bool:
        """Whether it stands at the right, as numbers do."""
        return self.numeric or self.money

    def text(self, row: Any) -> str:
        """Return what the page shows."""
        own = self.written(row) if self.written else None
        if own is not None:
            return own
        value = self.cell(row)
        if value is None and self.right:
            return filters.MISSING
        return filters.wan(value) if self.money else filters.words(value)

    def stored(self, row: Any) -> str | int | float | dt.date | None:
        """Return what the workbook holds: numbers and days as such, all else as words."""
        value = self.cell(row)
        if isinstance(value, bool | Label):
            return filters.words(value)
        if self.money and value is not None:
            return float(Decimal(value) / 10000)
        if isinstance(value, Decimal):
            return float(value)
        return value if isinstance(value, int | dt.date | None) else filters.words(value)
