"""The fields of a form as columns of a workbook, each with one plain form for what a cell says."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms.validators import Length

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables import cells
from groupmgr.tables.sheets import Cell
from groupmgr.workbooks.book import Value
from groupmgr.workbooks.habits import NONE, Habits

YES, NO = "是", "否"
TRUE, FALSE = ("√", "有", "已同意", "同意"), ("×", "无", "未同意")
# Of a month alone these say its last day.
ENDS = {"ends_on", "until"}


class Column:
    """A column of words; the others differ in what they say differently.

    `written` takes what a field holds, `read` what somebody typed into a cell;
    both give the same plain words for the same thing. `typed` gives these
    words back as a browser would send them.
    """

    width: ClassVar[int] = 22
    kind: ClassVar[str] = "文字"
    several = False
    habit = NONE

    def __init__(self, field: Any) -> None:
        self.key = field.short_name
        self.required = bool(field.flags.required)
        self.note = str(field.description or "")
        self.label = str(field.label.text)
        self.most = max((v.max for v in field.validators if isinstance(v, Length)), default=-1)

    @property
    def words(self) -> Sequence[str]:
        """What can be chosen, where that is a list."""
        return ()

    def learn(self, habits: Habits, path: str) -> None:
        """Take in how people write it elsewhere."""
        self.habit = habits.get(path, NONE)

    def written(self, field: Any) -> Value:
        """Return what a field holds."""
        return _lines(str(field.data or ""))

    def read(self, cell: Cell | None) -> Value:
        """Return what a cell says; raise `RuleBroken` where it cannot be meant so."""
        return self.habit.cleaned(_lines(cells.text(cell)))

    def typed(self, value: Value) -> list[str]:
        """Return it as a browser would send it."""
        return [str(value)]


class LongColumn(Column):
    """Text of several lines."""

    width = 40


class NumberColumn(Column):
    """A number with its unit."""

    width = 14
    kind = "数字"
    per = 1

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        self.whole, self.least, self.unit = field.whole, field.least, field.unit
        self.label += f"（{self.unit}）" if self.unit not in self.label else ""

    def written(self, field: Any) -> Value:
        return "" if field.data is None else _plain(Decimal(field.data) / self.per)

    def read(self, cell: Cell | None) -> Value:
        units = dict.fromkeys(("", self.unit, *self.habit.units), 1)
        found = cells.number(cell, units, whole=self.whole)
        return "" if found is None else _plain(found)


class MoneyColumn(NumberColumn):
    """An amount in 万元."""

    kind = "金额"
    per = 10_000

    def read(self, cell: Cell | None) -> Value:
        factors = {"": self.per, "万元": self.per, "万": self.per, "元": 1}
        found = cells.number(cell, factors, whole=False)
        return "" if found is None else _plain(found / self.per)


class DayColumn(Column):
    """A day."""

    width = 13
    kind = "日期"

    def written(self, field: Any) -> Value:
        return field.data.isoformat() if field.data else ""

    def read(self, cell: Cell | None) -> Value:
        found = cells.day(cell, at_end=self.key in ENDS)
        return found.isoformat() if found else ""


class MomentColumn(Column):
    """A day and a time of day."""

    width = 17
    kind = "日期和时间"

    def written(self, field: Any) -> Value:
        return f"{field.data:%Y-%m-%d %H:%M}" if field.data else ""

    def read(self, cell: Cell | None) -> Value:
        if isinstance(cell, dt.datetime):
            return f"{cell:%Y-%m-%d %H:%M}"
        return cells.text(cell)


class TruthColumn(Column):
    """是 or 否."""

    width = 8
    kind = "选择"
    words = (YES, NO)

    def written(self, field: Any) -> Value:
        return YES if field.data else NO

    def read(self, cell: Cell | None) -> Value:
        found = cells.text(cell)
        if found not in ("", YES, NO, *TRUE, *FALSE):
            raise RuleBroken(f"“{found[:20]}”请填“是”或“否”")
        return YES if found in (YES, *TRUE) else NO

    def typed(self, value: Value) -> list[str]:
        return ["y"] if value == YES else []


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _lines(words: str) -> str:
    """Return text with the ends of lines that a database holds, whatever a program wrote."""
    return words.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
