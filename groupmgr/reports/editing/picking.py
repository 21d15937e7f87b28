"""Find the figure or the activity that belongs into a passage."""

from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.kernel.text import initials, pinyin
from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.examples import retold
from groupmgr.reports.editing.tokens import ASPECTS, Counted, Told, case_of, mark
from groupmgr.reports.facts import Activity, Facts, Figure

MOST = 12
_OFFERED = ("value", "change", "previous", "confirmed", "evidenced")


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to tell a figure: the token to be put in, its label, and what it says today."""

    token: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Found:
    """An indicator with the ways to tell it; none where its value is not known."""

    figure: Figure
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """An activity that can be told: the token to be put in, and its words."""

    token: str
    activity: Activity
    said: str


def cases(facts: Facts, typed: str) -> list[Case]:
    """Return the activities whose title, category or units hold the words, the newest first."""
    wanted = typed.strip()
    told = [one for one in reversed(facts.activities) if not wanted or wanted in _texts(one)]
    return [Case(mark(Counted(case_of(one))), one, retold(one)) for one in told[:MOST]]


def search(facts: Facts, typed: str) -> list[Found]:
    """Return the indicators that match what was typed, the best first; all begin the list."""
    wanted = typed.strip().lower()
    ranked = ((_rank(figure, wanted), n, figure) for n, figure in enumerate(facts.figures))
    found = sorted(one for one in ranked if one[0])
    book = Book(facts)
    return [Found(figure, tuple(_offers(book, figure))) for _, _, figure in found[:MOST]]


def _texts(activity: Activity) -> str:
    return "\n".join((activity.title, activity.category, *activity.units))


def _rank(figure: Figure, wanted: str) -> int:
    """Return 1 for the best, 0 for none: codes first, then beginnings, then what is within."""
    code, name = figure.code.lower(), figure.name.lower()
    spelt, first = pinyin(figure.name), initials(figure.name)
    kinds = (
        code == wanted,
        not wanted or code.startswith(wanted) or name.startswith(wanted),
        first.startswith(wanted) or spelt.startswith(wanted),
        wanted in name,
        wanted in first or (len(wanted) > 2 and wanted in spelt),
    )
    return next((rank for rank, fits in enumerate(kinds, 1) if fits), 0)


def _offers(book: Book, figure: Figure) -> Iterator[Offer]:
    if figure.value is None:
        return
    for aspect in _OFFERED:
        said = book.told(figure.code, aspect)
        if said and (figure.proved or aspect not in ("confirmed", "evidenced")):
            yield Offer(mark(Told(figure.code, aspect)), ASPECTS[aspect] or "本年", said)
    for label, _ in figure.breakdown:
        told = Told(figure.code, f"part:{label}")
        yield Offer(mark(told), told.label, book.told(told.code, told.aspect))
