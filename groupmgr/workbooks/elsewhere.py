"""Read a table that nobody downloaded here: its columns are known by what people call them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from groupmgr.tables import cells
from groupmgr.tables.reader import Heading, Line, read
from groupmgr.tables.sheets import Cell
from groupmgr.workbooks.book import Book
from groupmgr.workbooks.choice_fields import parts_of
from groupmgr.workbooks.said import MOST_ROWS, Brought, Said, take


def bring_from_elsewhere(
    book: Book, columns: Sequence[Any], file_name: str, content: bytes
) -> Brought:
    """Read a file; raise `RuleBroken` where no table in it has a head with the name of a record."""
    table = read(file_name, content, [*_headings(book, columns), *book.more], MOST_ROWS)
    return Brought(None, {}, [_said(book, columns, line) for line in table.lines])


def _headings(book: Book, columns: Sequence[Any]) -> Iterator[Heading]:
    """Yield the heads of the columns; of a sheet of its own those that no other column has."""
    flat = [one for one in columns if not hasattr(one, "columns")]
    for one in flat:
        yield Heading(one.key, one.label, tuple(one.habit.heads), required=one is flat[0])
    taken = {one.label for one in (*flat, *book.more)}
    for rows in columns:
        for at, one in enumerate(getattr(rows, "columns", ())):
            heads = tuple(one.habit.heads)
            if at == 0:
                yield Heading(_path(rows, one), rows.label, (one.label, *heads))
            elif one.label not in taken:
                yield Heading(_path(rows, one), one.label, heads)
            taken.add(one.label)


def _said(book: Book, columns: Sequence[Any], line: Line) -> Said:
    said = Said(line.number, None)
    for column in columns:
        if hasattr(column, "columns"):
            _take_rows(said, column, line.cells)
        elif column.key in line.cells:
            take(said, column, line.cells[column.key])
    said.cells |= {one.key: cells.text(line.cells.get(one.key)) for one in book.more}
    book.completed(said.cells)
    return said


def _take_rows(said: Said, rows: Any, line: Mapping[str, Cell]) -> None:
    """Read several names in one cell as rows that are alike in everything else."""
    first, *others = rows.columns
    names = parts_of(cells.text(line.get(_path(rows, first))))
    part = Said(said.number, None)
    for one in others:
        if _path(rows, one) in line:
            take(part, one, line[_path(rows, one)])
    if names:
        each = [Said(said.number, None, dict(part.cells)) for _ in names]
        for row, name in zip(each, names, strict=True):
            take(row, first, name)
        faults = [words for row in (part, *each) for words in row.faults.values()]
        said.faults |= {rows.key: faults[0]} if faults else {}
        said.cells[rows.key] = [{k: str(value) for k, value in row.cells.items()} for row in each]


def _path(rows: Any, column: Any) -> str:
    return f"{rows.key}.{column.key}"
