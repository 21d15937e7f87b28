"""Write a register as a workbook to fill in: lists to choose from, checks, explanations."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from groupmgr.workbooks.book import Book, Cells, Value
from groupmgr.workbooks.checks import hint, refusal, rule_of
from groupmgr.workbooks.explaining import explanations
from groupmgr.workbooks.looks import Looks
from groupmgr.workbooks.stamps import Origin, Seal, Seen

EXPLAINED, CHOICES, ORIGIN = "填写说明", "选项", "_来历"
IDENTITY, PROBLEM = "编号", "问题"
SPARE_ROWS = 500
FONT = {"font_name": "等线", "font_size": 11}


@dataclass(frozen=True, slots=True)
class Line:
    """A row to write: the record it belongs to, if any, what it says, what is wrong with it."""

    cells: Cells
    told: Sequence[str] = ()
    seen: Seen | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is written: a register with its columns, those for reading alone on the left."""

    book: Book
    columns: Sequence[Any]
    told: Sequence[str]
    origin: Origin
    seal: Seal


def write(plan: Plan, lines: Iterable[Line]) -> bytes:
    """Return the workbook."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "workbook.xlsx"
        options = {"constant_memory": True, "tmpdir": folder, "default_format_properties": FONT}
        with xlsxwriter.Workbook(str(place), options) as made:
            _Writer(made, plan).write(lines)
        return place.read_bytes()


class _Writer:
    """The sheets of one workbook, written side by side, each from its top to its end."""

    def __init__(self, made: Any, plan: Plan) -> None:
        self.plan, self.book, self.first = plan, plan.book, 1 + len(plan.told)
        self.flat = [one for one in plan.columns if not hasattr(one, "columns")]
        self.rows = [one for one in plan.columns if hasattr(one, "columns")]
        self.looks = Looks(made)
        self.main = made.add_worksheet(self.book.name)
        self.parts = {one.key: made.add_worksheet(one.label[:31]) for one in self.rows}
        self.explained = made.add_worksheet(EXPLAINED)
        self.choices = made.add_worksheet(CHOICES)
        self.hidden = made.add_worksheet(ORIGIN)
        self.ends = dict.fromkeys(self.parts, 1)

    def write(self, lines: Iterable[Line]) -> None:
        self._heads()
        self.hidden.write_row(0, 0, self.plan.seal.origin(self.plan.origin))
        end = 1
        for end, line in enumerate(lines, 2):
            self._line(end - 1, line)
        self._checks(end)
        self._explain()
        self._finish(end)

    # --- heads

    def _heads(self) -> None:
        heads = [(IDENTITY, self.looks.told, 8)]
        heads += [(label, self.looks.told, 32) for label in self.plan.told]
        heads += [(*self._head(one), _width(one)) for one in self.flat]
        _write_heads(self.main, heads)
        self.main.freeze_panes(1, self.first + 1)
        for column in self.rows:
            part = [(IDENTITY, self.looks.told, 8), (self._owner, self.looks.needed, 30)]
            part += [(*self._head(one), _width(one)) for one in column.columns]
            part += [(key, self.looks.told, 8) for key in column.carried]
            sheet = self.parts[column.key]
            _write_heads(sheet, part)
            sheet.freeze_panes(1, 2)
            _hide(sheet, *range(2 + len(column.columns), len(part)))

    @property
    def _owner(self) -> str:
        """What the sheets of rows call the record that a row belongs to."""
        return str(self.flat[0].label)

    def _head(self, column: Any) -> tuple[str, Any]:
        if column.required:
            return f"{column.label} *", self.looks.needed
        return column.label, self.looks.head

    # --- rows

    def _line(self, at: int, line: Line) -> None:
        key = line.seen.key if line.seen else None
        if line.seen is not None:
            self.main.write_number(at, 0, line.seen.key)
            self.hidden.write_row(at, 0, self.plan.seal.seen(self.plan.origin, line.seen))
        for place, words in enumerate(line.told, 1):
            self.main.write_string(at, place, words, self.looks.quiet)
        for place, column in enumerate(self.flat, self.first):
            look = self.looks.of(column, wrong=column.key in line.faults)
            _cell(self.main, at, place, column, line.cells.get(column.key, ""), look)
        for rows in self.rows:
            self._part(rows, key, line)

    def _part(self, rows: Any, key: int | None, line: Line) -> None:
        value = line.cells.get(rows.key, [])
        owner, sheet = str(line.cells.get(self.flat[0].key, "")), self.parts[rows.key]
        for row in value if isinstance(value, list) else []:
            at = self.ends[rows.key]
            if key is not None:
                sheet.write_number(at, 0, key)
            sheet.write_string(at, 1, owner)
            for place, column in enumerate(rows.columns, 2):
                _cell(sheet, at, place, column, row.get(column.key, ""), self.looks.of(column))
            for place, name in enumerate(rows.carried, 2 + len(rows.columns)):
                sheet.write_string(at, place, row.get(name, ""))
            self.ends[rows.key] = at + 1

    # --- what can be chosen, and checks

    def _checks(self, end: int) -> None:
        """Check and offer in every row that is there, and in those to come."""
        everything = [*self.flat, *(one for rows in self.rows for one in rows.columns)]
        lists = [one for one in everything if one.words]
        places = {id(one): at for at, one in enumerate(lists)}
        self._offer(lists)
        last = end + SPARE_ROWS
        for place, column in enumerate(self.flat, self.first):
            self._check(self.main, place, last, column, places)
        for rows in self.rows:
            sheet, end_of_part = self.parts[rows.key], self.ends[rows.key] + SPARE_ROWS
            owners = f"='{self.book.name}'!{_span(self.first, last)}"
            rule = {"validate": "list", "source": owners, "error_type": "warning"}
            told = {"error_title": "名称", "error_message": f"“{self.book.name}”表里没有这个名称"}
            sheet.data_validation(1, 1, end_of_part, 1, rule | told)
            for place, column in enumerate(rows.columns, 2):
                self._check(sheet, place, end_of_part, column, places)

    def _offer(self, lists: Sequence[Any]) -> None:
        for at, column in enumerate(lists):
            self.choices.write_string(0, at, column.label)
        longest = max((len(one.words) for one in lists), default=0)
        for row in range(longest):
            for at, column in enumerate(lists):
                if row < len(column.words):
                    self.choices.write_string(row + 1, at, column.words[row])

    def _check(
        self, sheet: Worksheet, place: int, last: int, column: Any, places: Mapping[int, int]
    ) -> None:
        rule = rule_of(column)
        if id(column) in places:
            span = _span(places[id(column)], len(column.words))
            rule = {"validate": "list", "source": f"='{CHOICES}'!{span}"}
            rule |= {"show_error": not column.several}
        if rule:
            titles = {"error_title": column.label[:30], "ignore_blank": True}
            titles |= hint(column)
            sheet.data_validation(1, place, last, place, {**refusal(column), **titles, **rule})

    # --- the rest

    def _explain(self) -> None:
        sheet = self.explained
        sheet.set_column(0, 0, 22)
        sheet.set_column(1, 1, 12)
        sheet.set_column(2, 2, 20)
        sheet.set_column(3, 3, 90)
        for at, line in enumerate(explanations(self.book, self.flat, self.rows, self.plan.origin)):
            look = self.looks.head if line.head else self.looks.top
            look = self.looks.wrapped if len(line.words) == 4 and not line.head else look
            for place, words in enumerate(line.words):
                sheet.write_string(at, place, words, look)

    def _finish(self, end: int) -> None:
        _hide(self.main, 0)
        self.main.autofilter(0, 0, max(end - 1, 1), self.first + len(self.flat) - 1)
        for sheet in self.parts.values():
            _hide(sheet, 0)
        self.choices.hide()
        self.hidden.very_hidden()
        for sheet in (self.main, *self.parts.values(), self.explained):
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
        self.main.activate()


def _write_heads(sheet: Worksheet, heads: Sequence[tuple[str, Any, int]]) -> None:
    sheet.set_row(0, 32)
    for at, (words, look, width) in enumerate(heads):
        sheet.write_string(0, at, words, look)
        sheet.set_column(at, at, width)


def _width(column: Any) -> int:
    """Return a width that holds the head, and what can be chosen."""
    longest = max((len(one) for one in column.words), default=0) if not column.several else 0
    least = longest * 2 + 4 if longest else column.width
    return min(max(least, len(column.label) * 2 + 3), 44)


def _hide(sheet: Worksheet, *places: int) -> None:
    for at in places:
        sheet.set_column(at, at, None, None, {"hidden": True})


def _cell(sheet: Worksheet, at: int, place: int, column: Any, value: Value, look: Any) -> None:
    """Write a number and a day as such; what is no number any more is left as it was typed."""
    words = str(value)
    try:
        if words and column.kind in ("数字", "金额"):
            sheet.write_number(at, place, float(words), look)
        elif words and column.kind == "日期":
            sheet.write_datetime(at, place, dt.datetime.fromisoformat(words), look)
        else:
            sheet.write_string(at, place, words, look)
    except ValueError:
        sheet.write_string(at, place, words, look)


def _span(column: int, rows: int) -> str:
    letters = xlsxwriter.utility.xl_col_to_name(column)
    return f"${letters}$2:${letters}${max(rows, 1) + 1}"
