"""Remarks as pages show them: numbered, at their places, with what changed there since."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from groupmgr.activities import places
from groupmgr.activities.models import Activity
from groupmgr.activities.remark import Remark
from groupmgr.kernel.difference import Part, pieces

SHORT = 40
AROUND = 8


@dataclass(frozen=True, slots=True)
class Pinned:
    """A remark with its number, its place, and the words there that are not as they were."""

    number: int
    remark: Remark
    label: str
    anchor: str
    parts: list[Part]


class Pins:
    """The remarks on a record that are not solved."""

    def __init__(self, every: Sequence[Pinned]) -> None:
        self.every = every

    def at(self, *names: str) -> list[Pinned]:
        """Return those pinned to one of these places."""
        return [one for one in self.every if one.remark.place in names]

    def figures(self) -> list[Pinned]:
        """Return those pinned to a figure or to the figures as a whole."""
        return [one for one in self.every if one.anchor.startswith("figures")]


def pinned(activity: Activity, remarks: Iterable[Remark]) -> Pins:
    """Return the remarks on a record loaded as a whole."""
    return Pins([_pinned(activity, at, one) for at, one in enumerate(remarks, 1)])


def differing(was: str, now: str) -> list[Part]:
    """Return what differs between two texts; of long ones, what is near to a difference."""
    if was == now:
        return []
    if max(len(was), len(now)) <= SHORT:
        return [Part(words, mark) for words, mark in ((was, "was"), (now, "now")) if words]
    return list(_pieces(was, now))


def _pinned(activity: Activity, number: int, remark: Remark) -> Pinned:
    spot = places.spot(activity, remark.place)
    anchor, parts = places.anchor(remark.place), differing(remark.was, spot.words)
    return Pinned(number, remark, spot.label, anchor, parts)


def _pieces(was: str, now: str) -> Iterator[Part]:
    for part in pieces(was, now):
        yield part if part.mark else Part(_shortened(part.words))


def _shortened(words: str) -> str:
    if len(words) <= 2 * AROUND + 1:
        return words
    return f"{words[:AROUND]}…{words[-AROUND:]}"
