"""Read a workbook that was brought back, or a table from elsewhere that has the headings."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables.sheets import Cell, Sheet, sheets
from groupmgr.workbooks.book import Book
from groupmgr.workbooks.elsewhere import bring_from_elsewhere
from groupmgr.workbooks.said import MOST_ROWS, Brought, Said, take
from groupmgr.workbooks.stamps import Origin, Seal, Seen
from groupmgr.workbooks.writing import IDENTITY, ORIGIN


def bring(
    book: Book, columns: Sequence[Any], seal: Seal, file_name: str, content: bytes
) -> Brought:
    """Read a file; raise `RuleBroken` where it cannot be read as a whole."""
    found = {sheet.name: sheet for sheet in sheets(file_name, content, hidden=ORIGIN)}
    stamped = found.pop(ORIGIN, None)
    if stamped is None:
        return bring_from_elsewhere(book, columns, file_name, content)
    origin = seal.read_origin(stamped.rows[0] if stamped.rows else [])
    if origin.register != book.key:
        raise RuleBroken(f"这不是{book.name}的填报表，请到它自己的页面上传")
    if book.name not in found:
        raise RuleBroken(f"没有找到“{book.name}”这张表，请不要改工作表的名称")
    seen = [seal.read_seen(origin, row) for row in stamped.rows[1:] if row and row[0]]
    return _Reader(book, columns, found).brought(origin, {one.key: one for one in seen})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the sheets of a workbook of ours."""

    book: Book
    columns: Sequence[Any]
    sheets: Mapping[str, Sheet]

    def brought(self, origin: Origin, seen: Mapping[int, Seen]) -> Brought:
        flat = [one for one in self.columns if not hasattr(one, "columns")]
        main = self.sheets[self.book.name]
        places, lost = _places(main, flat)
        if flat[0].key in lost:
            raise RuleBroken(f"“{self.book.name}”表里没有“{flat[0].label}”这一列")
        rows = list(_rows(main, flat, places))
        if len(rows) > MOST_ROWS:
            words = f"表中有 {len(rows):,} 行，一次最多导入 {MOST_ROWS:,} 行，请分成几份"
            raise RuleBroken(words)
        notes = [f"没有“{one.label}”这一列，按没有改动处理" for one in flat if one.key in lost]
        for column in self.columns:
            if hasattr(column, "columns"):
                notes += self._part(column, rows)
        return Brought(origin, seen, rows, notes)

    def _part(self, column: Any, rows: Sequence[Said]) -> list[str]:
        """Give the rows of another sheet to the records they belong to."""
        sheet = self.sheets.get(column.label[:31])
        if sheet is None:
            return [f"没有“{column.label}”这张表，按没有改动处理"]
        places, lost = _places(sheet, column.columns, column.carried)
        if lost:
            labels = "、".join(one.label for one in column.columns if one.key in lost)
            return [f"“{column.label}”表里没有“{labels}”，这张表按没有改动处理"]
        by_key = {one.key: one for one in rows if one.key is not None}
        title = self.columns[0].key
        by_name = {str(one.cells.get(title, "")): one for one in reversed(rows)}
        for said in rows:
            said.cells[column.key] = []
        parts = _parts(sheet, column, places, (by_key, by_name))
        lonely = [part.number for owner, part in parts if not _give(owner, column, part)]
        if lonely:
            where = "、".join(map(str, lonely[:10]))
            return [f"“{column.label}”表第 {where} 行没有写属于哪个{self.book.name}，没有读入"]
        return []


def _rows(sheet: Sheet, columns: Sequence[Any], places: Mapping[str, int]) -> Iterator[Said]:
    for number, row in enumerate(sheet.rows[1:], 2):
        filled = {key: row[at] for key, at in places.items() if at < len(row) and _full(row[at])}
        key = filled.pop(IDENTITY, None)
        if not filled:
            continue
        said = Said(number, _key(key))
        for column in columns:
            if column.key in places:
                take(said, column, filled.get(column.key))
        yield said


def _parts(
    sheet: Sheet, column: Any, places: Mapping[str, int], owners: Any
) -> Iterator[tuple[Said | None, Said]]:
    by_key, by_name = owners
    for part in _rows(sheet, column.columns, places):
        row = sheet.rows[part.number - 1]
        name = str(row[1]).strip() if len(row) > 1 else ""
        owner = by_key.get(part.key) if part.key is not None else None
        if owner is None or (name and part.key is None):
            owner = by_name.get(name, owner)
        for key in column.carried:
            at = places.get(key, -1)
            part.cells[key] = str(row[at]) if 0 <= at < len(row) else ""
        yield owner, part


def _give(owner: Said | None, column: Any, part: Said) -> bool:
    if owner is None:
        return False
    first = column.columns[0]
    if not part.cells.get(first.key):
        part.faults.setdefault(first.key, f"请填{first.label}")
    for words in part.faults.values():
        owner.faults.setdefault(column.key, f"“{column.label}”表第 {part.number} 行：{words}")
    rows = owner.cells[column.key]
    if isinstance(rows, list):
        rows.append({key: str(value) for key, value in part.cells.items()})
    return True


def _places(
    sheet: Sheet, columns: Sequence[Any], carried: Sequence[str] = ()
) -> tuple[dict[str, int], set[str]]:
    """Return where each column stands by its heading, and the keys of those that are gone."""
    first = sheet.rows[0] if sheet.rows else []
    heads = {_head(str(cell)): at for at, cell in reversed(list(enumerate(first)))}
    places = {one.key: heads[_head(one.label)] for one in columns if _head(one.label) in heads}
    lost = {one.key for one in columns} - set(places)
    hidden = {name: heads[name] for name in (IDENTITY, *carried) if name in heads}
    return {**hidden, **places}, lost


def _head(words: str) -> str:
    return re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", words))


def _full(cell: Cell) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _key(cell: Cell | None) -> int | None:
    try:
        return int(float(str(cell))) if cell is not None else None
    except ValueError:
        return None
