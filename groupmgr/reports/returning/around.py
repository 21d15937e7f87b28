"""What was changed in Word around the text: told, and never taken over.

Tables and charts are made of the records, the title and the signature of what is
written down for them; a change of these in Word would be lost with the next edition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from groupmgr.reports.outline import Document
from groupmgr.reports.returning.aligning import moved
from groupmgr.reports.returning.issued import passages
from groupmgr.reports.returning.opening import Grid, Word
from groupmgr.reports.word.styles import STYLES

_MOST, _LONG = 6, 20
_COUNTED = ("heading ", "toc ", "表格文字", "表格栏目", "caption", "照片说明", "数据缺口")
# The styles of what neither the manuscript nor a table says.
_FIXED = frozenset(style.name.lower() for style in STYLES) - {"body text"}


@dataclass(frozen=True, slots=True)
class Told:
    """Something outside of the text that was changed: where, and what."""

    where: str
    what: tuple[str, ...]

    @property
    def first(self) -> tuple[str, ...]:
        """Return as much as one reads."""
        return self.what[:_MOST]

    @property
    def rest(self) -> int:
        """Return how much more there is."""
        return len(self.what) - len(self.first)


def order(document: Document, back: Word) -> list[Told]:
    """Tell which headings, paragraphs and captions were moved."""
    found = moved(passages(document), back.paragraphs)
    what = tuple(f"“{_start(one.text)}”移了位置，请在文稿里移动" for one in found if one.text)
    return [Told("先后顺序", what)] if what else []


def around(issued: Word, back: Word) -> list[Told]:
    """Tell what was changed in tables, pictures, and the fixed lines of a report."""
    found = [Told("抬头、落款和附件标题", tuple(_lines(issued, back)))]
    found += _tables(issued.tables, back.tables)
    found.append(Told("图片", tuple(_pictures(issued, back))))
    return [one for one in found if one.what]


def _start(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[:_LONG]}…"


def _lines(issued: Word, back: Word) -> Iterator[str]:
    was, now = ([*_fixed(word)] for word in (issued, back))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _moved("；".join(was[i1:i2]), "；".join(now[j1:j2]))


def _fixed(word: Word) -> Iterator[str]:
    for one in word.paragraphs:
        if one.text and one.style in _FIXED and not one.style.startswith(_COUNTED):
            yield one.text


def _moved(was: str, now: str) -> str:
    if was and now:
        return f"“{was}”改成了“{now}”"
    return f"删去“{was}”" if was else f"增加“{now}”"


def _tables(was: Sequence[Grid], now: Sequence[Grid]) -> Iterator[Told]:
    rows = [one.rows for one in was], [one.rows for one in now]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, *rows, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        pairs = min(i2 - i1, j2 - j1)
        for old, new in zip(was[i1 : i1 + pairs], now[j1 : j1 + pairs], strict=True):
            yield Told(old.title or "表格", tuple(_rows(old, new)))
        for old in was[i1 + pairs : i2]:
            yield Told(old.title or "表格", ("整张表删去",))
        for new in now[j1 + pairs : j2]:
            yield Told(new.title or "表格", ("增加一张表",))


def _rows(old: Grid, new: Grid) -> Iterator[str]:
    heads = old.rows[0] if old.rows else ()
    blocks = SequenceMatcher(None, old.rows, new.rows, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in blocks:
        if tag == "equal":
            continue
        pairs = min(i2 - i1, j2 - j1)
        for was, now in zip(old.rows[i1 : i1 + pairs], new.rows[j1 : j1 + pairs], strict=True):
            yield from _cells(heads, was, now)
        yield from (f"删去“{_row(row)}”一行" for row in old.rows[i1 + pairs : i2])
        yield from (f"增加“{_row(row)}”一行" for row in new.rows[j1 + pairs : j2])


def _cells(heads: Sequence[str], was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    if len(was) != len(now) or len(was) > len(heads):
        yield f"“{_row(was)}”一行的列数变了"
        return
    for head, old, new in zip(heads, was, now, strict=False):
        if old != new:
            yield f"“{_row(was)}”一行的“{head}”：{_moved(old, new)}"


def _row(cells: Sequence[str]) -> str:
    """Return by what a row is known: its first words."""
    return "　".join([cell for cell in cells if cell][:2])


def _pictures(issued: Word, back: Word) -> Iterator[str]:
    was, now = issued.pictures, back.pictures
    if was and not was.keys() & now.keys():
        # A program that drops what pictures show leaves nothing to know them by.
        if sorted(was.values()) != sorted(now.values()):
            yield "有的图片换过或删去"
        return
    for shows, content in was.items():
        if shows not in now:
            yield f"删去“{shows}”"
        elif now[shows] != content:
            yield f"“{shows}”换成了另一张图"
    yield from (f"增加“{shows or '一张图片'}”" for shows in now if shows not in was)
