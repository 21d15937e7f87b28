"""Where a long table is cut so that nobody sees it.

A piece ends where its last page is nearly full. How high a row will be is
only estimated, so a little room is left. Among the rows where a piece may end
the one with the lowest fingerprint is taken: when a record changes, most
pieces end where they ended before, and need not be printed again.
"""

import hashlib
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass

from lxml import html

# The table of the styles, in points: the page, the text, and what surrounds it in a cell.
ROOM, WIDE = 637.0, 442.0
_SIZE, _LINE, _PADDING, _BORDER = 9.0, 13.0, 6.0, 4.5
_HEADING, _SCAN = 110.0, 46.0
# A piece has so many pages, the last of them this full.
_FEWEST, _MOST = 4, 9
_FULL = (0.84, 0.97)


@dataclass(frozen=True, slots=True)
class Row:
    """How high a row is, about, and its fingerprint; a code for a phone has a height of its own."""

    height: float
    key: bytes


def pieces(section: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the section, or the sections that it is cut into."""
    room, wide = (WIDE, ROOM) if "wide" in section.get("class", "").split() else (ROOM, WIDE)
    done: list[html.HtmlElement] = []
    now = _empty(section)
    for child in section:
        first, *more = _cut(child, room, wide) if child.tag == "table" else (child,)
        now.append(first)
        for table in more:
            done.append(now)
            now = _empty(section)
            now.attrib.pop("id", None)
            now.append(table)
    return [*done, now]


def ends(rows: Sequence[Row], head: float, above: float, room: float = ROOM) -> Iterator[int]:
    """Return after how many rows each piece ends, but the last."""
    start, filled = 0, above + head
    while start < len(rows):
        best: tuple[bytes, int] | None = None
        page, place = 1, start
        while place < len(rows) and page <= _MOST:
            height = rows[place].height
            if filled + height > room:
                page, filled = page + 1, head
            filled, place = filled + height, place + 1
            if _FEWEST <= page <= _MOST and _FULL[0] <= filled / room <= _FULL[1]:
                best = min(filter(None, (best, (rows[place - 1].key, place))))
        if place == len(rows) or best is None:
            return
        start, filled = best[1], head
        yield start


def _cut(table: html.HtmlElement, room: float, wide: float) -> list[html.HtmlElement]:
    widths = [share * wide for share in _shares(table)]
    rows = list(table.iterfind("tbody/tr"))
    measured = [_row(row, widths) for row in rows]
    heads = table.findall("thead/tr")
    head = sum(_row(row, widths).height for row in heads)
    places = list(ends(measured, head, _HEADING, room))
    if not places:
        return [table]
    bounds = zip([0, *places], [*places, len(rows)], strict=True)
    return [_piece(table, rows[start:end], first=start == 0) for start, end in bounds]


def _piece(
    table: html.HtmlElement, rows: list[html.HtmlElement], *, first: bool
) -> html.HtmlElement:
    piece = _empty(table)
    if not first:
        piece.attrib.pop("id", None)
    piece.extend(copy(part) for part in table if part.tag in ("colgroup", "thead"))
    body = html.Element("tbody")
    body.extend(copy(row) for row in rows)
    piece.append(body)
    return piece


def _empty(element: html.HtmlElement) -> html.HtmlElement:
    return html.Element(element.tag, dict(element.attrib))


def _shares(table: html.HtmlElement) -> list[float]:
    """Return what part of the line each column takes: `w7` is seven of 28."""
    widths = [re.search(r"\bw(\d+)", col.get("class", "")) for col in table.iter("col")]
    return [int(width[1]) / 28 if width else 1 / len(widths) for width in widths]


def _row(row: html.HtmlElement, widths: Sequence[float]) -> Row:
    words = [cell.text_content() for cell in row]
    lines = max(map(_lines, words, widths), default=1)
    key = hashlib.sha256("\t".join(words).encode()).digest()
    scanned = _SCAN if row.find(".//img") is not None else 0.0
    return Row(max(scanned, lines * _LINE + _BORDER), key)


def _lines(words: str, wide: float) -> int:
    fitting = max(1, math.floor((wide - _PADDING) / _SIZE * 2) / 2)
    width = sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in words.strip())
    return max(1, math.ceil(width / fitting))
