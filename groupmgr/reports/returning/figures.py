"""Keep figures bound while the words around them change: a figure is never taken from a file."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from groupmgr.reports.editing.tokens import mark, token_of
from groupmgr.reports.outline import Run

_NUMBER = re.compile(r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[〇零一二两三四五六七八九十百千万亿]+")
_UNIT = re.compile(r"^[^0-9]*[0-9.]+")
_DIGITS = re.compile(r"[0-9０-９]")
_FOREIGN = str.maketrans({"⟦": "[", "⟧": "]", "｜": "|"})


@dataclass(frozen=True, slots=True)
class Altered:
    """A figure that somebody overwrote; the records say `was`."""

    was: str
    now: str

    def __str__(self) -> str:
        return f"“{self.was}”被改成了“{self.now}”"


@dataclass(frozen=True, slots=True)
class Bound:
    """New words with their figures as tokens, and the figures that were overwritten.

    `words` is `None` where a figure was overwritten and its place is not certain.
    `typed` tells that digits were written that no record stands behind.
    """

    words: str | None
    altered: tuple[Altered, ...] = ()
    typed: bool = False


@dataclass(frozen=True, slots=True)
class _Placed:
    """A figure with its token, and from where to where it stands in the new words."""

    text: str
    token: str
    start: int
    end: int


def bind(runs: Sequence[Run], now: str) -> Bound:
    """Write the new words of a passage as the manuscript keeps them."""
    was = "".join(run.text for run in runs)
    altered: list[Altered] = []
    words, free, at = "", "", 0
    for one in _placed(runs, _Moved(was, now)):
        start = max(at, one.start)
        end = max(start, one.end)
        kept = _keep(one, now[start:end])
        if kept is None:
            return Bound(None, (*altered, Altered(one.text, now[start:end])))
        said = now[at:start] + kept.before
        words, free = words + said.translate(_FOREIGN) + kept.token, free + said
        altered += [Altered(one.text, kept.overwritten)] if kept.overwritten else []
        at = end - len(kept.after)
    words, free = words + now[at:].translate(_FOREIGN), free + now[at:]
    typed = "".join(run.text for run in runs if token_of(run) is None)
    return Bound(words, tuple(altered), has_new_digits(typed, free))


@dataclass(frozen=True, slots=True)
class _Kept:
    """A figure that stays, with the words around it, and the number that was written over it."""

    before: str
    token: str = ""
    after: str = ""
    overwritten: str = ""


class _Moved:
    """Where places of the old words stand in the new ones."""

    def __init__(self, was: str, now: str) -> None:
        matcher = SequenceMatcher(None, was, now, autojunk=False)
        self._blocks = matcher.get_opcodes()

    def start(self, place: int) -> int:
        """Return where what begins at a place begins now."""
        for tag, i1, i2, j1, _ in self._blocks:
            if i1 <= place < i2:
                return j1 + (place - i1) if tag == "equal" else j1
        return self._blocks[-1][4] if self._blocks else 0

    def end(self, place: int) -> int:
        """Return where what ends at a place ends now."""
        for tag, i1, i2, j1, j2 in self._blocks:
            if i1 < place <= i2:
                return j1 + (place - i1) if tag == "equal" else j2
        return 0


def _placed(runs: Sequence[Run], moved: _Moved) -> Iterator[_Placed]:
    place = 0
    for run in runs:
        start, place = place, place + len(run.text)
        token = token_of(run)
        if token is not None:
            yield _Placed(run.text, mark(token), moved.start(start), moved.end(place))


def _keep(one: _Placed, now: str) -> _Kept | None:
    """Keep a figure in what stands in its place now; nothing where two numbers stand there.

    Where none stands there, its sentence was struck out, and the figure with it.
    """
    if now.count(one.text) == 1:
        before, _, after = now.partition(one.text)
        return _Kept(before, one.token, after)
    numbers = list(_NUMBER.finditer(now))
    if len(numbers) > 1:
        return None
    if not numbers:
        return _Kept(now)
    start, end, unit = numbers[0].start(), numbers[0].end(), _UNIT.sub("", one.text)
    if unit and now.endswith(unit):
        end = len(now)
    return _Kept(now[:start], one.token, now[end:], now[start:end])


def has_new_digits(was: str, now: str) -> bool:
    """Tell whether there are digits that were not among the words before."""
    return len(_DIGITS.findall(now)) > len(_DIGITS.findall(was))
