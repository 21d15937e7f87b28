"""A sheet as a Word file that its unit goes on writing in."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Block, Paragraph, Table
from groupmgr.reports.papers.sheet import Sheet
from groupmgr.reports.word.document import runs
from groupmgr.reports.word.fronts import signature
from groupmgr.reports.word.marks import paragraph, place, run
from groupmgr.reports.word.packing import pack
from groupmgr.reports.word.paper import blank, lay_one
from groupmgr.reports.word.tables import table


def to_docx(sheet: Sheet, seal: str, day: dt.date) -> bytes:
    """Write the sheet as a Word file of that day; the same sheet always gives the same bytes."""
    file = blank()
    body = "".join((*_text(sheet, seal), lay_one(file).end()))
    title = sheet.title.replace("\n", "")
    return pack(file, body, title, sheet.subject, sheet.signature.name, day)


def _text(sheet: Sheet, seal: str) -> Iterator[str]:
    places = count(1)
    yield paragraph("Title", run(sheet.title))
    for item in numbered(sheet.sections):
        if item.heading:
            yield paragraph(f"Heading{item.level}", run(item.heading))
        for block in item.section.blocks:
            yield from _block(block, places)
    yield from signature(sheet.signature)
    yield from _appended(sheet, places)
    told = (f"核验码　{sheet.code}（{sheet.address}）", sheet.note, f"数据指纹　{seal[:16]}")
    yield paragraph("Seal", run("\n".join(told)), "<w:keepLines/>")


def _appended(sheet: Sheet, places: Iterator[int]) -> Iterator[str]:
    """Write the tables from a new page on."""
    for number, block in enumerate(sheet.appended, 1):
        if isinstance(block, Table):
            new_page = "<w:pageBreakBefore/>" * (number == 1)
            yield paragraph("TableTitle", run(f"附表{number}　{block.caption}"), new_page)
        yield from _block(block, places)


def _block(block: Block, places: Iterator[int]) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield paragraph("BodyText", runs(block.runs))
    elif isinstance(block, Table):
        yield table(block, lambda name, written: place(next(places), name, written))
        yield paragraph("Table", "")
