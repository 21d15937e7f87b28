"""Drawing words with the product's own face."""

import re
from functools import cache

from PIL import ImageDraw, ImageFont

from groupmgr.paths import resource_dir

_FULL_WIDTH = {code: code + 0xFEE0 for code in range(33, 127)}


def write(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    words: str,
    size: int,
    *,
    fill: str | int = 0,
    anchor: str = "mm",
) -> None:
    """Draw words; the face has no half-width signs."""
    draw.text(at, words.translate(_FULL_WIDTH), fill=fill, font=_font(size), anchor=anchor)


def lines(words: str, width: int) -> list[str]:
    """Break words into lines, none of which begins with a closing sign."""
    return re.findall(rf".{{1,{width}}}[）》”。，、；：]?", words)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(resource_dir("static") / "fonts" / "HeiTi.ttf", size)
