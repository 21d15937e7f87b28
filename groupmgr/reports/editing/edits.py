"""Everything that people decided about the text of a report, as plain values."""

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The words of a passage, and what the figures said when they were written or looked over."""

    key: str
    words: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What was decided on a section or block; an own section names the one above it.

    `arranged` are the keys below it in their order; the empty key stands for
    the whole report.
    """

    key: str
    heading: str = ""
    hidden: bool = False
    arranged: tuple[str, ...] = ()
    above: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A table, chart or photo that was chosen for a section, or instead of the block of its key.

    Without a caption it has that of its source; `basis` is what that was when it was chosen.
    """

    key: str
    above: str
    source: str
    caption: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """Nothing of it changes a figure: figures come from the facts alone."""

    passages: tuple[Written, ...] = ()
    outline: tuple[Placed, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.passages or self.outline or self.exhibits)


NO_EDITS = Edits()


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that was another when somebody last looked at its sentence."""

    name: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.name} {self.was or '没有'}→{self.now or '没有'}"


def changes(then: str, now: str) -> tuple[Change, ...]:
    """Return which figures differ between two bases."""
    was, is_now = _figures(then), _figures(now)
    names = sorted({*was, *is_now})
    pairs = ((name, was.get(name, ""), is_now.get(name, "")) for name in names)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def basis(figures: Mapping[str, str]) -> str:
    """Write down what figures say."""
    return json.dumps(dict(sorted(figures.items())), ensure_ascii=False)


def _figures(kept: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(kept or "{}")
    return found
