"""Drawing words with the product's own face."""

import re
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from groupmgr.paths import resource_dir

# How much of the words stands left of the point; all are drawn around its height.
_ANCHORS = {"lm": 0.0, "mm": 0.5, "rm": 1.0}
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(33, 127)}


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    words: str,
    size: int,
    *,
    fill: str | int = 0,
    anchor: str = "mm",
) -> None:
    """Draw words sign by sign: the face has no half-width ones, and each is drawn but once."""
    signs = words.translate(_FULL_WIDTH)
    left = at[0] - int(size * len(signs) * _ANCHORS[anchor])
    for place, sign in enumerate(signs):
        spot = (left + place * size, at[1] - size // 2)
        draw.bitmap(spot, _drawn(sign, size, draw.fontmode), fill=fill)


def lines(words: str, width: int) -> list[str]:
    """Break words into lines, none of which begins with a closing sign."""
    return re.findall(rf".{{1,{width}}}[）》”。，、；：]?", words)


@cache
def _drawn(sign: str, size: int, mode: str) -> Image.Image:
    """Draw one sign in the middle of its square, as a mask."""
    square = Image.new(mode, (size, size))
    middle = (size / 2, size / 2)
    ImageDraw.Draw(square).text(middle, sign, fill=255, font=_font(size), anchor="mm")
    return square


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource_dir("static") / "fonts" / "HeiTi.ttf", size)
