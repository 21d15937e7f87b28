"""What was changed in a Word file, passage by passage, against the edition it came from."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby

from groupmgr.reports.outline import Document, Run, Text
from groupmgr.reports.returning.aligning import aligned
from groupmgr.reports.returning.figures import Altered, bind, has_new_digits
from groupmgr.reports.returning.issued import Kind, Passage, passages, unlabelled
from groupmgr.reports.returning.opening import Read

_SHORT = 1
_PART = 3
_SEAM, _ENDS = 3, "。！？；："


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stayed, went (`was`) or came (`now`)."""

    words: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that says something else now; `words` is how the manuscript would keep it.

    `words` is `None` where it cannot be taken over: a heading that was struck out
    or of which only the number was changed, or a figure that was
    overwritten at a place that is not certain.
    """

    key: str
    under: str
    was: str
    now: str
    words: str | None
    altered: tuple[Altered, ...] = ()
    typed: bool = False
    kind: Kind = "text"

    @property
    def mark(self) -> str:
        """Return what this change is known by in this file."""
        return hashlib.sha256(f"{self.key}\n{self.now}".encode()).hexdigest()[:16]

    @property
    def pieces(self) -> list[Piece]:
        """Return the words as they were and are, side by side."""
        return list(_pieces(self.was, self.now))


def compare(document: Document, read: Sequence[Read]) -> list[Change]:
    """Return what differs, in the order of the report."""
    issued = passages(document)
    lines = aligned(issued, read)
    numbered = groupby(enumerate(issued), key=lambda pair: (pair[1].kind, pair[1].key))
    changes = []
    for _, group in numbered:
        found = list(group)
        was = "\n".join(passage.text for _, passage in found)
        now = _joined([line for number, _ in found for line in lines[number]], was)
        changes.append(_change([passage for _, passage in found], was, now))
    return [change for change in changes if change.was != change.now]


def is_of(document: Document, read: Sequence[Read]) -> bool:
    """Tell whether a file is one of this edition: a good part of its text is found again."""
    lines = aligned(passages(document), read)
    return sum(map(bool, lines.values())) * _PART >= len(lines)


def _joined(lines: Sequence[str], was: str) -> str:
    """Put the lines of a passage together; some programs break one where a page ends."""
    now = "".join(lines[:1])
    for line in lines[1:]:
        seam = now[-_SEAM:] + line[:_SEAM]
        torn = now[-1:] not in _ENDS and seam in was
        now += line if torn else f"\n{line}"
    return now


def _change(found: Sequence[Passage], was: str, now: str) -> Change:
    first = found[0]
    if was == now:
        return Change(first.key, first.under, was, now, None, kind=first.kind)
    if first.kind != "text":
        return _labelled(first, now)
    bound = bind(_runs(found), now)
    return Change(first.key, first.under, was, now, bound.words, bound.altered, bound.typed)


def _labelled(first: Passage, now: str) -> Change:
    """Compare a heading or caption; the number in front of it is counted, not written."""
    was, said = (unlabelled(first.kind, words) for words in (first.text, now))
    is_new = said not in ("", was) and "\n" not in said
    if first.kind == "caption":
        first, now = replace(first, text=was), said or was
    typed = has_new_digits(was, said)
    return Change(
        first.key, first.under, first.text, now, said if is_new else None, (), typed, first.kind
    )


def _runs(found: Sequence[Passage]) -> list[Run]:
    runs: list[Run] = []
    for passage in found:
        runs += [Text("\n")] * bool(runs) + [*passage.runs]
    return runs


def _pieces(was: str, now: str) -> Iterator[Piece]:
    """Mark what differs; a letter that happens to be the same between two changes is no rest."""
    gone = came = ""
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for tag, i1, i2, j1, j2 in blocks:
        short = tag == "equal" and i2 - i1 <= _SHORT and (gone or came)
        if tag == "equal" and not (short and (i2, j2) != (len(was), len(now))):
            yield from _marked(gone, came)
            gone = came = ""
            yield Piece(was[i1:i2])
        else:
            gone, came = gone + was[i1:i2], came + now[j1:j2]
    yield from _marked(gone, came)


def _marked(gone: str, came: str) -> Iterator[Piece]:
    yield from (Piece(words, mark) for words, mark in ((gone, "was"), (came, "now")) if words)
