"""The papers of the demonstration: sign-in sheets as workbooks, printed pages as scans."""

import datetime as dt
import hashlib
import io
from collections.abc import Iterable

import xlsxwriter
from PIL import Image, ImageDraw

from groupmgr.demo.drawing import lines, write
from groupmgr.demo.world import World
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.kernel.written import day_words

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = dt.datetime.combine(dt.date(2024, 12, 31), dt.time(12))


def keep(world: World, content: bytes, media_type: str) -> StoredFile:
    """Write content under its hash; what a crash takes away is loaded again, so nothing waits."""
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in world.files:
        place = Store.under(world.home).path(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        facts = {"sha256": sha256, "size": len(content), "media_type": media_type}
        world.files[sha256] = StoredFile(examined=True, **facts)
    return world.files[sha256]


def sheet(
    world: World, title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]
) -> StoredFile:
    """Write a sheet with a title line, a header row and rows of words."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": title, "created": _MADE})
    bold = book.add_format({"bold": True, "font_size": 12})
    page = book.add_worksheet("签到表")
    page.set_column(1, 3, 22)
    page.write_string(0, 0, title, bold)
    for line, row in enumerate((columns, *rows), start=1):
        for column, words in enumerate(row):
            page.write_string(line, column, words)
    book.close()
    return keep(world, buffer.getvalue(), _SHEET)


def page(
    world: World,
    headings: Iterable[str],
    paragraphs: Iterable[str],
    signed: str,
    day: dt.date,
) -> StoredFile:
    """Print a page as a scanner returns it: black and white, in a PDF."""
    paper = Image.new("1", (620, 877), 1)
    draw = ImageDraw.Draw(paper)
    y = 110
    for line in (line for heading in headings for line in lines(heading, 24)):
        write(draw, (310, y), line, 22)
        y += 36
    y += 30
    for line in (line for told in paragraphs for line in lines("　　" + told, 30)):
        write(draw, (62, y), line, 16, anchor="lm")
        y += 30
    write(draw, (552, y + 52), signed, 16, anchor="rm")
    write(draw, (552, y + 84), day_words(day), 16, anchor="rm")
    buffer = io.BytesIO()
    made = _MADE.timetuple()
    paper.save(buffer, "PDF", resolution=75, creationDate=made, modDate=made, producer="")
    return keep(world, buffer.getvalue(), "application/pdf")
