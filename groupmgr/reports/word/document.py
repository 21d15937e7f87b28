"""The report written in WordprocessingML, in the order of its pages."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType

from docx.document import Document as File

from groupmgr.kernel.progress import Progress, silent
from groupmgr.reports.binding import refuse_unbound
from groupmgr.reports.editing.showing import photo_key
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import (
    Annex,
    Block,
    Bound,
    Chart,
    Cited,
    Document,
    Official,
    Paragraph,
    Photos,
    Run,
    Runs,
    Scan,
    Table,
)
from groupmgr.reports.photos import NO_PHOTOS, Shown
from groupmgr.reports.word import contents, fronts, pictures
from groupmgr.reports.word.anchors import anchor_of, caption_anchor
from groupmgr.reports.word.marks import known_as, link, paragraph, place, run
from groupmgr.reports.word.packing import pack
from groupmgr.reports.word.paper import Sheets, blank, lay, lay_one
from groupmgr.reports.word.tables import LONG_SIDE, WIDTH, table


def to_docx(
    document: Document,
    seal: str,
    day: dt.date,
    progress: Progress = silent,
    pages: Mapping[str, int] = MappingProxyType({}),
    photos: Shown = NO_PHOTOS,
) -> bytes:
    """Write the document as a Word file of that day; a figure nothing proves is refused.

    `pages` are those of its places in print, for the contents to show.
    """
    refuse_unbound(document)
    file = blank()
    front, sheets = _front(file, document, pages)
    writer = _Writer(file, sheets, photos, pages, progress)
    pieces = (*front, *writer.text(document, seal), sheets.end())
    cover = document.cover
    title = f"{cover.group}{cover.subject}"
    return pack(file, "".join(pieces), title, "年度工作报告", cover.signature.name, day)


def _front(
    file: File, document: Document, pages: Mapping[str, int]
) -> tuple[tuple[str, ...], Sheets]:
    """Write what stands before the first page with a number: an official document has nothing."""
    if isinstance(document.cover.layout, Official):
        return (), lay_one(file)
    ends, sheets = lay(file)
    cover = fronts.cover_page(document.cover, document.cover.layout)
    return (*cover, *contents.contents(document, pages), ends), sheets


@dataclass
class _Writer:
    """Writes blocks, and counts the places, charts and tables as it goes."""

    file: File
    sheets: Sheets
    shown: Shown
    pages: Mapping[str, int]
    progress: Progress
    places: Iterator[int] = field(default_factory=lambda: count(1))
    charts: Iterator[int] = field(default_factory=lambda: count(1))
    tables: Iterator[int] = field(default_factory=lambda: count(1))
    others: Iterator[int] = field(default_factory=lambda: count(1001))

    def text(self, document: Document, seal: str) -> Iterator[str]:
        yield from fronts.before_text(document.cover)
        for item in numbered(document.sections):
            heading = self.place(contents.anchor(item.anchor), run(item.heading))
            yield paragraph(f"Heading{item.level}", heading)
            for block in item.section.blocks:
                yield from self.table(block) if isinstance(block, Table) else self.block(block)
        yield from fronts.after_text(document)
        if isinstance(document.cover.layout, Official):
            yield from contents.contents(document, self.pages)
        for number, annex in enumerate(document.annexes, 1):
            yield from self.annex(annex, number)
        yield from fronts.at_the_end(document.cover, seal)

    def annex(self, annex: Annex, number: int) -> Iterator[str]:
        if annex.wide:
            yield self.sheets.upright()
        yield paragraph("AnnexNumber", run(f"附件{number}"))
        yield paragraph("AnnexTitle", self.place(contents.annex_anchor(number), run(annex.title)))
        for block in annex.blocks:
            if len(annex.blocks) > 1 and isinstance(block, Table):
                yield paragraph("TableTitle", run(block.caption))
            yield from self.block(block, LONG_SIDE if annex.wide else WIDTH)
        if annex.wide:
            yield self.sheets.turned()

    def block(self, block: Block, across: int = WIDTH) -> Iterator[str]:
        if isinstance(block, Paragraph):
            written = runs(block.runs)
            found = self.place(anchor_of(block.key), written) if block.key else written
            yield paragraph("BodyText", found)
        elif isinstance(block, Table):
            yield table(block, self.place, "", self.scanned(block), across)
            yield paragraph("Table", "")
        elif isinstance(block, Chart):
            yield from self.chart(block)
        elif isinstance(block, Photos):
            yield from self.photos(block)
        else:
            yield paragraph("Gap", run(f"数据缺口：{block.text}"))

    def chart(self, chart: Chart) -> Iterator[str]:
        """Write the picture, its caption, and its table below."""
        number = next(self.charts)
        self.progress("绘制图表", number, number)
        yield paragraph("Picture", pictures.inline(self.file, chart, number))
        yield self.caption("Caption", f"图{number}　", chart.caption, chart.key)
        yield table(chart.table, self.place, "<w:keepNext/>")
        yield paragraph("Table", "")

    def table(self, found: Table) -> Iterator[str]:
        """Write a table of the text under its caption; links lead to those of the annexes."""
        yield self.caption("Caption", f"表{next(self.tables)}　", found.caption, found.key)
        yield from self.block(replace(found, key=""))

    def photos(self, block: Photos) -> Iterator[str]:
        """Write each photo over what it shows."""
        for photo in block.photos:
            if photo.sha256 in self.shown:
                picture = self.shown[photo.sha256]
                drawn = pictures.photo(self.file, picture, photo, next(self.others))
                yield paragraph("Picture", drawn)
                yield self.caption("PhotoCaption", "", photo.caption, photo_key(block, photo))

    def caption(self, style: str, label: str, words: str, key: str) -> str:
        """Write a caption; its words are a place by which they are found again."""
        found = self.place(caption_anchor(key), run(words)) if key else run(words)
        return paragraph(style, (run(label) if label else "") + found)

    def scanned(self, found: Table) -> dict[Scan, str]:
        """Draw the codes of a table, each a picture with a number of its own."""
        scans = [cell for row in found.rows for cell in row if isinstance(cell, Scan)]
        return {scan: pictures.code(self.file, scan, next(self.others)) for scan in scans}

    def place(self, name: str, written: str) -> str:
        return place(next(self.places), name, written)


def runs(found: Runs) -> str:
    """Write words, and figures that lead to what proves them."""
    return "".join(map(_run, found))


def _run(found: Run) -> str:
    if isinstance(found, Bound):
        return link(known_as("trace", found.code), run(found.text))
    if isinstance(found, Cited):
        return link(known_as("list", found.key), run(found.text))
    return run(found.text)
