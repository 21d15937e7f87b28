"""Which characters the vendored faces can print."""

from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont

from groupmgr.paths import resource_dir

# Every text falls back on these two (see the styles).
_LAST = ("SongTi", "RareHan", "ASCII")


def unprintable(texts: Iterable[str]) -> dict[str, str]:
    """Return the characters that no face has, each with the first text it stands in."""
    found: dict[str, str] = {}
    for text in texts:
        for letter in set(text) - _covered():
            found.setdefault(letter, text)
    return found


@cache
def _covered() -> frozenset[str]:
    """Read once which characters there are; lines and spaces are no characters to be drawn."""
    codes: set[int] = {0x09, 0x0A, 0x0D}
    for name in _LAST:
        with TTFont(resource_dir("static") / "fonts" / f"{name}.ttf", lazy=True) as face:
            codes |= set(face.getBestCmap())
    return frozenset(map(chr, codes))
