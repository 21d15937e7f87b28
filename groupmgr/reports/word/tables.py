"""Tables under repeated heads, as wide as the line of 28 characters."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from groupmgr.reports.outline import LINE, Bound, Cell, Column, Scan, Table
from groupmgr.reports.word.marks import known_as, link, paragraph, run

WIDTH, LONG_SIDE = 8845, 12757
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="4E5A69"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PADDING = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)

_AS_HIGH_AS_IT_IS = '<w:spacing w:line="240" w:lineRule="auto"/>'

Place = Callable[[str, str], str]
Columns = tuple[tuple[Column, int], ...]


def table(
    found: Table,
    place: Place,
    together: str = "",
    scans: Mapping[Scan, str] = MappingProxyType({}),
    across: int = WIDTH,
) -> str:
    """Write a table; `place` makes runs a place that links lead to, `scans` are drawn codes.

    What keeps rows `together` is left out of the last one, where it would keep the
    whole table with what follows and leave half a page empty.
    """
    widths = [column.width * across // LINE for column in found.columns]
    columns = tuple(zip(found.columns, widths, strict=True))
    name = known_as("list", found.key) if found.key else ""
    codes = found.codes or [""] * len(found.rows)
    last = len(found.rows) - 1
    rows = "".join(
        _row(_written(cells, scans), columns, place, code, together if number < last else "")
        for number, (cells, code) in enumerate(zip(found.rows, codes, strict=True))
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/>{_PADDING}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_heads(columns, place, name)}{rows}</w:tbl>"
    )


def _heads(columns: Columns, place: Place, name: str) -> str:
    cells = []
    for number, (column, width) in enumerate(columns):
        head = run(column.head)
        head = place(name, head) if name and not number else head
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/>'
        cells.append(_cell(width, paragraph("TableHead", head), shade))
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(cells: list[str], columns: Columns, place: Place, code: str, together: str) -> str:
    """Write a row; one that proves a figure is a place of its own, and may run over the page."""
    written = []
    for number, (runs, (column, width)) in enumerate(zip(cells, columns, strict=True)):
        told = place(known_as("trace", code), runs) if code and not number else runs
        align = f'<w:jc w:val="{column.align}"/>' if column.align != "left" else ""
        high = _AS_HIGH_AS_IT_IS if "<w:drawing>" in runs else ""
        written.append(_cell(width, paragraph("Table", told, together + high + align)))
    whole = "" if code else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{whole}{''.join(written)}</w:tr>"


def _written(cells: tuple[Cell, ...], scans: Mapping[Scan, str]) -> list[str]:
    return [scans[cell] if isinstance(cell, Scan) else _runs(cell) for cell in cells]


def _runs(cell: str | Bound) -> str:
    if isinstance(cell, Bound):
        return link(known_as("trace", cell.code), run(cell.text))
    return run(cell)


def _cell(width: int, content: str, shade: str = "") -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{content}</w:tc>"
    )
