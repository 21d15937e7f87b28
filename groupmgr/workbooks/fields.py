"""The fields of a form as columns of a workbook, each with one plain form for what a cell says."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from wtforms import (
    BooleanField,
    DateTimeField,
    FileField,
    HiddenField,
    MultipleFileField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms import DateField as AnyDateField
from wtforms.csrf.core import CSRFTokenField
from wtforms.validators import Length

from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.labels import Label
from groupmgr.tables import cells
from groupmgr.tables.sheets import Cell
from groupmgr.web.fields import LongTextField, MoneyField, NumberField, RowsField
from groupmgr.web.key_field import KeyField
from groupmgr.workbooks.book import Value

YES, NO = "是", "否"
PASSED_OVER = (HiddenField, CSRFTokenField, FileField, MultipleFileField, KeyField)


class Column:
    """A column of words; the others differ in what they say differently.

    `written` takes what a field holds, `read` what somebody typed into a cell;
    both give the same plain words for the same thing. `typed` gives these
    words back as a browser would send them.
    """

    width: ClassVar[int] = 22
    kind: ClassVar[str] = "文字"
    several = False

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

    def written(self, field: Any) -> Value:
        """Return what a field holds."""
        return _lines(str(field.data or ""))

    def read(self, cell: Cell | None) -> Value:
        """Return what a cell says; raise `RuleBroken` where it cannot be meant so."""
        return _lines(cells.text(cell))

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
        self.label += f"（{self.unit}）" if self.unit else ""

    def written(self, field: Any) -> Value:
        return "" if field.data is None else _plain(Decimal(field.data) / self.per)

    def read(self, cell: Cell | None) -> Value:
        found = cells.number(cell, {"": 1, self.unit: 1}, whole=self.whole)
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
        found = cells.day(cell)
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
        if found not in ("", YES, NO):
            raise RuleBroken(f"“{found[:20]}”请填“是”或“否”")
        return found or NO

    def typed(self, value: Value) -> list[str]:
        return ["y"] if value == YES else []


class ChoiceColumn(Column):
    """One of a list, by its words."""

    kind = "选择"

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        offered = [(str(one.value), str(one.label)) for one in field.choices if one.value]
        self._words: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._loosely: dict[str, str] = {}
        for code, words in (dict(offered) | _told_apart(offered)).items():
            self._remember(code, words)
        self._offered = list(self._words.values())

    @property
    def words(self) -> Sequence[str]:
        return self._offered

    def written(self, field: Any) -> Value:
        return self._word(field, field.data) if field.data is not None else ""

    def read(self, cell: Cell | None) -> Value:
        words = cells.text(cell)
        return self._known(words) if words else ""

    def typed(self, value: Value) -> list[str]:
        return [self._code(str(value))] if value else [""]

    def _word(self, field: Any, data: Any) -> str:
        """Return the words of a choice; one that is offered no more keeps its own."""
        code = str(data)
        if code not in self._words:
            held = {str(one.value): str(one.label) for one in field.choices or ()}
            known = data.label if isinstance(data, Label) else f"#{code}"
            self._remember(code, held.get(code, known))
        return self._words[code]

    def _remember(self, code: str, words: str) -> None:
        self._words[code], self._codes[words], self._loosely[_loose(words)] = words, code, words

    def _known(self, words: str) -> str:
        found = words if words in self._codes else self._loosely.get(_loose(words))
        if found is None:
            few = f"，可填：{'、'.join(self.words)}" if len(self.words) <= 12 else ""
            raise RuleBroken(f"“{words[:30]}”不在选项里{few or '，请从下拉列表中选择'}")
        return found

    def _code(self, words: str) -> str:
        return self._codes.get(words, "")


class ChoicesColumn(ChoiceColumn):
    """Any number of a list, their words with 、 between them."""

    width = 30
    kind = "多选"
    several = True

    def written(self, field: Any) -> Value:
        return self._joined(self._word(field, one) for one in field.data or ())

    def read(self, cell: Cell | None) -> Value:
        words = cells.text(cell)
        if words in self._codes:
            return words
        parts = [part.strip() for part in re.split(r"[、,，;；\n\r]", words)]
        return self._joined(self._known(part) for part in parts if part)

    def typed(self, value: Value) -> list[str]:
        return [self._code(one) for one in str(value).split("、") if one]

    def _joined(self, words: Iterable[str]) -> str:
        """Put them into one order, so that the same choice reads the same."""
        chosen = set(words)
        return "、".join(one for one in self._words.values() if one in chosen)


class RowsColumn(Column):
    """Rows of a small form: a sheet of its own, whose rows name the record they belong to."""

    kind = "另表"

    def __init__(self, field: Any) -> None:
        super().__init__(field)
        blank = field.spare().form
        self.columns = [kind(one) for one in blank if (kind := kind_of(one))]
        self.carried = [one.short_name for one in blank if isinstance(one, KeyField)]

    def written(self, field: Any) -> Value:
        return [self._row(entry.form) for entry in field.entries]

    def read(self, cell: Cell | None) -> Value:
        raise NotImplementedError

    def _row(self, form: Any) -> dict[str, str]:
        row = {one.key: str(one.written(form[one.key])) for one in self.columns}
        return row | {key: str(form[key].data or "") for key in self.carried}


# The first that fits.
KINDS: tuple[tuple[Any, type[Column]], ...] = (
    (RowsField, RowsColumn),
    (MoneyField, MoneyColumn),
    (NumberField, NumberColumn),
    (AnyDateField, DayColumn),
    (DateTimeField, MomentColumn),
    (BooleanField, TruthColumn),
    (SelectMultipleField, ChoicesColumn),
    (SelectField, ChoiceColumn),
    (LongTextField, LongColumn),
    (StringField, Column),
)


def kind_of(field: Any) -> type[Column] | None:
    """Return the kind of column for a field; nothing for one that no workbook shows."""
    if isinstance(field, PASSED_OVER):
        return None
    return next(kind for fields, kind in KINDS if isinstance(field, fields))


def columns_of(form: Any) -> list[Column]:
    """Return the columns for the fields of a form, in their order."""
    return [kind(field) for field in form if (kind := kind_of(field))]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _lines(words: str) -> str:
    """Return text with the ends of lines that a database holds, whatever a program wrote."""
    return words.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _loose(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


def _told_apart(offered: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return other words for those that several records share."""
    words = [word for _, word in offered]
    return {code: f"{word} #{code}" for code, word in offered if words.count(word) > 1}
