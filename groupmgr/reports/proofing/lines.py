"""A text as the checker sees it: lines, which of them are headings, and which words are bound."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# 一、 then （一） then 1. then （1）; people type 1、 and (一) as well.
_MARKS = (
    re.compile(r"\s*([一二三四五六七八九十]{1,3})、"),
    re.compile(r"\s*[（(]([一二三四五六七八九十]{1,3})[)）]"),
    re.compile(r"\s*(\d{1,2})[.．、](?!\d)"),
    re.compile(r"\s*[（(](\d{1,2})[)）]"),
)
_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]?")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure that was not typed: of an indicator, or of a list where `code` is empty."""

    start: int
    end: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (levels 1 to 4) or a paragraph (level 0) with its number in the text.

    `quoted` are spans that stand in the records word for word; `key` is the
    block of our own document that it is, `edited` where people wrote it.
    """

    number: int
    text: str
    level: int = 0
    bound: tuple[Bound, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    key: str = ""
    edited: bool = False

    @property
    def rank(self) -> int:
        """Return the level as a heading, or as the number in front of the text tells it."""
        return self.level or next((n for n, mark, _ in self.marks()), 0)

    @property
    def heads(self) -> bool:
        """Tell whether it is a heading and no paragraph that a number stands in front of."""
        return bool(self.level or (self.rank and "。" not in self.text))

    def marks(self) -> Iterator[tuple[int, str, int]]:
        """Yield the level, the number and the end of the mark in front of the text, if any."""
        for level, mark in enumerate(_MARKS, 1):
            if found := mark.match(self.text):
                yield level, found[1], found.end()

    def typed(self, start: int, end: int) -> bool:
        """Tell whether a span is text that somebody typed, neither bound nor from the records."""
        if any(mark.start < end and start < mark.end for mark in self.bound):
            return False
        return not any(first < end and start < last for first, last in self.quoted)

    def sentence(self, start: int) -> tuple[int, int]:
        """Return the span of the sentence that a place is in."""
        spans = (found.span() for found in _SENTENCE.finditer(self.text) if found[0])
        return next((span for span in spans if span[0] <= start < span[1]), (0, len(self.text)))


Lines = tuple[Line, ...]


def sections(lines: Lines) -> Iterator[tuple[Line, Lines]]:
    """Yield every heading with all that stands under it."""
    ranks = [line.rank for line in lines]
    for place, line in enumerate(lines):
        if rank := ranks[place]:
            rest = range(place + 1, len(lines))
            end = next((n for n in rest if 0 < ranks[n] <= rank), len(lines))
            yield line, lines[place + 1 : end]
