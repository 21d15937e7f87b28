"""Every printed figure leads to what proves it, or nothing is printed."""

from collections.abc import Iterator

from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Block, Bound, Chart, Cited, Document, Paragraph, Table


class UnboundFigure(ValueError):
    """A figure leads to no row or table of the annexes: a fault of ours, not of the records."""


def refuse_unbound(document: Document) -> None:
    """Raise `UnboundFigure` for the first figure that nothing in the annexes proves."""
    tables = [
        block for annex in document.annexes for block in annex.blocks if isinstance(block, Table)
    ]
    codes = {code for table in tables for code in table.codes}
    keys = {table.key for table in tables if table.key}
    for figure in _figures(document):
        known = figure.code in codes if isinstance(figure, Bound) else figure.key in keys
        if not known:
            raise UnboundFigure(f"no annex proves {figure}")


def _figures(document: Document) -> Iterator[Bound | Cited]:
    for block in _blocks(document):
        if isinstance(block, Paragraph):
            yield from (run for run in block.runs if isinstance(run, Bound | Cited))
        table = block.table if isinstance(block, Chart) else block
        if isinstance(table, Table):
            yield from (cell for row in table.rows for cell in row if isinstance(cell, Bound))


def _blocks(document: Document) -> Iterator[Block]:
    for item in numbered(document.sections):
        yield from item.section.blocks
    for annex in document.annexes:
        yield from annex.blocks
