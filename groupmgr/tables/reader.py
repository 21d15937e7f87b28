"""Find the table on a sheet by the labels of its header row, wherever that stands."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables.sheets import Cell, Sheet, sheets

SEARCHED = 40
TOTALS = {"合计", "总计", "小计", "共计"}

_MARK = re.compile(r"[\s*:_]|\((?:[^()元]*)\)$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that a file may have: its label, and the other words people write for it."""

    key: str
    label: str
    synonyms: tuple[str, ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table under its headings, with its number in the file as Excel counts."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """What was found: the headings in the order of the file, and the rows."""

    sheet: str
    headings: Sequence[Heading]
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class _Head:
    below: int
    columns: Mapping[int, Heading]


def read(file_name: str, content: bytes, headings: Sequence[Heading], most: int) -> Table:
    """Return the first table of the file that has the required headings.

    Raise `RuleBroken` if there is none, if it is empty, or has more than `most` rows.
    """
    tables = [table for sheet in sheets(file_name, content) if (table := _table(sheet, headings))]
    if not tables:
        needed = "、".join(f"“{heading.label}”" for heading in headings if heading.required)
        raise RuleBroken(f"没有找到表头：表中要有一行写着{needed}等列名")
    table = next((table for table in tables if table.lines), None)
    if table is None:
        raise RuleBroken("表头下面没有数据")
    if len(table.lines) > most:
        raise RuleBroken(f"表中有 {len(table.lines):,} 行，一次最多导入 {most:,} 行，请分成几份")
    return table


def _table(sheet: Sheet, headings: Sequence[Heading]) -> Table | None:
    head = _head(sheet.rows, headings)
    if head is None:
        return None
    lines = [
        Line(number, cells)
        for number, row in enumerate(sheet.rows[head.below :], head.below + 1)
        if (cells := _cells(row, head)) and not _is_furniture(row, cells, head)
    ]
    return Table(sheet.name, list(head.columns.values()), lines)


def _head(rows: Sequence[Sequence[Cell]], headings: Sequence[Heading]) -> _Head | None:
    """Return the row, or the two rows of a head with merged cells, that name most columns."""
    words = {_plain(word): one for one in headings for word in (one.label, *one.synonyms)}
    required = {heading.key for heading in headings if heading.required}
    found = []
    for at, row in enumerate(rows[:SEARCHED]):
        second = rows[at + 1] if at + 1 < len(rows) else ()
        found += [
            _Head(at + 1, _columns([[cell] for cell in row], words)),
            _Head(at + 2, _columns(_stacked(row, second), words)),
        ]
    fitting = [head for head in found if required <= {h.key for h in head.columns.values()}]
    return max(fitting, key=lambda head: len(head.columns), default=None)


def _columns(
    candidates: Sequence[Sequence[Cell]], words: Mapping[str, Heading]
) -> dict[int, Heading]:
    columns: dict[int, Heading] = {}
    for at, cells in enumerate(candidates):
        known = (words.get(_plain(str(cell))) for cell in cells)
        heading = next((one for one in known if one), None)
        if heading and heading not in columns.values():
            columns[at] = heading
    return columns


def _stacked(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[list[Cell]]:
    """Return for each column what two rows of a head call it: 联络员 over 姓名 is 联络员姓名."""
    stacked: list[list[Cell]] = []
    over = ""
    for at, cell in enumerate(upper):
        over = str(cell) or over
        under = str(lower[at]) if at < len(lower) else ""
        stacked.append([over + under, under, str(cell)] if under else [str(cell)])
    return stacked


def _cells(row: Sequence[Cell], head: _Head) -> dict[str, Cell]:
    filled = {at: cell for at, cell in enumerate(row) if _full(cell)}
    return {one.key: filled[at] for at, one in head.columns.items() if at in filled}


def _full(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _is_furniture(row: Sequence[Cell], cells: Mapping[str, Cell], head: _Head) -> bool:
    """Tell a sum, or a header repeated for print, from a row of data."""
    first = next(str(cell).strip() for cell in row if _full(cell))
    labels = {one.key: one for one in head.columns.values()}
    repeated = all(
        _plain(str(cell)) in {_plain(w) for w in (labels[key].label, *labels[key].synonyms)}
        for key, cell in cells.items()
    )
    return first in TOTALS or repeated


def _plain(words: str) -> str:
    """Return a label without spaces, marks and notes: `单位名称（全称） *` is 单位名称."""
    return _MARK.sub("", re.sub(r"\s|\*", "", unicodedata.normalize("NFKC", words)))
