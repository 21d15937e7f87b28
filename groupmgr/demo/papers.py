"""The small files of the demonstration: a drawn photograph, a sign-in sheet, a printed page."""

import datetime as dt
import hashlib
import io
import random
from collections.abc import Iterable
from functools import cache

import xlsxwriter
from PIL import Image, ImageDraw, ImageFont

from groupmgr.demo.world import World
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.paths import resource_dir

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = dt.datetime.combine(dt.date(2024, 12, 31), dt.time(12))
_COATS = ("#27496d", "#8c3f2f", "#3f6b4f", "#5a4a78", "#7a6a3a", "#33626b")
_WALLS = ("#dfe6ea", "#e8e2d6", "#dce4dc", "#e6dfe8", "#d8dfe8")


def keep(world: World, content: bytes, media_type: str) -> StoredFile:
    """Write content under its hash; what a crash takes away is loaded again, so nothing waits."""
    sha256 = hashlib.sha256(content).hexdigest()
    if sha256 not in world.files:
        place = Store.under(world.home).path(sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        stored = StoredFile(sha256=sha256, size=len(content), media_type=media_type)
        world.files[sha256] = stored
    return world.files[sha256]


def photo(world: World, caption: str, day: dt.date) -> StoredFile:
    """Draw people in a room with a banner, as a phone takes such pictures."""
    dice = random.Random(f"{caption}{day}")  # noqa: S311
    picture = Image.new("RGB", (480, 300), dice.choice(_WALLS))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 225, 480, 300), fill="#b9b2a6")
    draw.rectangle((45, 18, 435, 58), fill="#a3262a")
    words = caption if len(caption) <= 24 else caption[:23] + "…"
    draw.text((240, 38), words, fill="white", font=_font(15), anchor="mm")
    for row, y in enumerate((158, 196, 238)):
        for place in range(7 + row):
            x = 33 + place * (420 // (6 + row)) + dice.randrange(-7, 8)
            _person(draw, x, y + dice.randrange(-6, 7), 10 + row * 2, dice.choice(_COATS))
    draw.text((470, 290), f"{day:%Y-%m-%d}", fill="#f2b544", font=_font(12), anchor="rm")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=62)
    return keep(world, buffer.getvalue(), "image/jpeg")


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
    world: World, heading: str, paragraphs: Iterable[str], signed: str, day: dt.date
) -> StoredFile:
    """Print a page as a scanner returns it: black and white, in a PDF."""
    paper = Image.new("1", (620, 877), 1)
    draw = ImageDraw.Draw(paper)
    y = 110
    for line in _lines(heading, 24):
        draw.text((310, y), line, fill=0, font=_font(22), anchor="mm")
        y += 36
    y += 30
    for paragraph in paragraphs:
        for line in _lines("　　" + paragraph, 31):
            draw.text((62, y), line, fill=0, font=_font(16))
            y += 30
    draw.text((552, y + 52), signed, fill=0, font=_font(16), anchor="rm")
    stamp = f"{day.year}年{day.month}月{day.day}日"
    draw.text((552, y + 84), stamp, fill=0, font=_font(16), anchor="rm")
    buffer = io.BytesIO()
    made = _MADE.timetuple()
    paper.save(buffer, "PDF", resolution=75, creationDate=made, modDate=made, producer="")
    return keep(world, buffer.getvalue(), "application/pdf")


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, size: int, coat: str) -> None:
    draw.ellipse((x - size, y + size, x + size, y + size * 4), fill=coat)
    draw.ellipse(
        (x - size * 0.6, y - size * 0.6, x + size * 0.6, y + size * 0.6 + size * 0.5),
        fill="#e3c1a4",
    )


def _lines(words: str, width: int) -> list[str]:
    return [words[at : at + width] for at in range(0, len(words), width)]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource_dir("static") / "fonts" / "HeiTi.ttf", size)
