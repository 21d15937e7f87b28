"""Photographs of people in a room, drawn."""

import datetime as dt
import io
import random

from PIL import Image, ImageDraw

from groupmgr.demo import papers
from groupmgr.demo.drawing import lines, write
from groupmgr.demo.world import World
from groupmgr.files.models import StoredFile

_COATS = ("#27496d", "#8c3f2f", "#3f6b4f", "#5a4a78", "#7a6a3a", "#33626b")
_WALLS = ("#dfe6ea", "#e8e2d6", "#dce4dc", "#e6dfe8", "#d8dfe8")
_ROWS = (158, 196, 238)


def photo(world: World, caption: str, day: dt.date) -> StoredFile:
    """Draw rows of people under a banner, with the day in the corner as phones print it."""
    dice = random.Random(f"{caption}{day}")  # noqa: S311
    picture = Image.new("RGB", (480, 300), dice.choice(_WALLS))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 225, 480, 300), fill="#b9b2a6")
    draw.rectangle((40, 14, 440, 64), fill="#a3262a")
    banner = lines(caption, 24)[:2]
    for row, words in enumerate(banner):
        write(draw, (240, 40 + (row * 2 - len(banner) + 1) * 11), words, 15, fill="white")
    for row, y in enumerate(_ROWS):
        for place in range(7 + row):
            x = 33 + place * (420 // (6 + row)) + dice.randrange(-7, 8)
            _person(draw, x, y + dice.randrange(-6, 7), 10 + row * 2, dice.choice(_COATS))
    write(draw, (470, 288), f"{day:%Y-%m-%d}", 12, fill="#f2b544", anchor="rm")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=62)
    return papers.keep(world, buffer.getvalue(), "image/jpeg")


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, size: int, coat: str) -> None:
    draw.ellipse((x - size, y + size, x + size, y + size * 4), fill=coat)
    head = size * 0.6
    draw.ellipse((x - head, y - head, x + head, y + size * 1.1), fill="#e3c1a4")
