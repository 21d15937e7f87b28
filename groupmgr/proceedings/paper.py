"""A paper as plain data, the same for PDF and Word."""

from dataclasses import dataclass

from groupmgr.official.pieces import Foot, Head, Signature


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; `level` 1 and 2 are headings, nought is text."""

    words: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; widths are characters of the line of 28; `tall` rows are written in."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: a page of its own, with text, a table, or both."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What stands on a paper, in its order; what is empty is left out."""

    subject: str
    head: Head | None = None
    under: str = ""
    addressee: str = ""
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    people: tuple[tuple[str, str], ...] = ()
    annexes: tuple[Annex, ...] = ()
    signature: Signature | None = None
    note: str = ""
    foot: Foot | None = None

    @property
    def name(self) -> str:
        """Return what its file is called."""
        return self.subject.replace("\n", "")
