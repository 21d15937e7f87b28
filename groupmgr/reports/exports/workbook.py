"""The annexes of a report as a workbook: the rows that are printed, numbers as numbers."""

import datetime as dt
import io
import re
from collections.abc import Iterator

import xlsxwriter
from xlsxwriter.workbook import Workbook

from groupmgr.reports.outline import Bound, Cell, Chart, Column, Document, Scan, Table

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_LETTER, _LONGEST_NAME = 2.4, 31
Told = tuple[tuple[str, str], ...]


def workbook(document: Document, about: Told, day: dt.date) -> bytes:
    """Write a sheet a table, after one that says of which edition they are.

    The same document always gives the same bytes.
    """
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(file, options) as book:
        made = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
        book.set_properties({"title": about[0][1], "created": made})
        _front(book, about)
        for name, table in _named(document):
            _sheet(book, name, table)
    return file.getvalue()


def _front(book: Workbook, about: Told) -> None:
    sheet, bold = book.add_worksheet("说明"), book.add_format({"bold": True})
    for line, (label, words) in enumerate(about):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, words)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 80)


def _named(document: Document) -> Iterator[tuple[str, Table]]:
    """Yield the tables of the annexes under names that Excel takes, each once."""
    taken: set[str] = set()
    for number, annex in enumerate(document.annexes, 1):
        tables = [_table(block) for block in annex.blocks if isinstance(block, Table | Chart)]
        for table in tables:
            title = annex.title if len(tables) == 1 else table.caption
            name = _FORBIDDEN.sub(" ", f"附件{number} {title}")[:_LONGEST_NAME].strip()
            while name in taken:
                name = f"{name[: _LONGEST_NAME - 2]}续"
            taken.add(name)
            yield name, table


def _table(block: Table | Chart) -> Table:
    return block.table if isinstance(block, Chart) else block


def _sheet(book: Workbook, name: str, table: Table) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#EEF1F5", "border": 1, "text_wrap": True})
    words = book.add_format({"text_wrap": True, "valign": "top"})
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.head, head)
        sheet.set_column(place, place, 4 + column.width * _LETTER)
    for line, row in enumerate(table.rows, 1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            value = _value(cell, column)
            if isinstance(value, str):
                sheet.write_string(line, place, value, words)
            else:
                sheet.write_number(line, place, value)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def _value(cell: Cell, column: Column) -> str | float:
    """Return what a cell holds: in columns of numbers what is one, all else as it is printed."""
    if isinstance(cell, Scan):
        return cell.address
    text = cell.text if isinstance(cell, Bound) else cell
    is_number = column.align == "right" and _NUMBER.fullmatch(text)
    return float(text) if is_number else text
