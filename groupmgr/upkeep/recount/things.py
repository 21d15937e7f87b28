"""What is counted: things, what each of them adds, and the units it is credited to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple


class Thing(NamedTuple):
    """One counted thing; `adds` is None where nobody reported it."""

    key: int
    adds: Any
    units: set[int]


Things = Sequence[Thing]


class Told(NamedTuple):
    """A figure, and of how many things to report how many reported."""

    value: Decimal | None
    reported: int
    expected: int


@dataclass(frozen=True, slots=True)
class Share:
    """Things over things."""

    over: Things
    under: Things
    factor: int = 100
    places: int = 1
    summed: bool = False


def by_unit(things: Iterable[Thing]) -> Mapping[int, list[Thing]]:
    """Return the things that are credited to each unit."""
    found = defaultdict(list)
    for thing in things:
        for unit_id in thing.units:
            found[unit_id].append(thing)
    return found


def told(counted: Things | Share, *, per: int = 1, summed: bool = False) -> Told:
    """Return what things add up to."""
    if isinstance(counted, Share):
        return _share(counted)
    known = [thing.adds for thing in counted if thing.adds is not None]
    if not known and summed:
        return Told(None, 0, len(counted))
    return Told(sum(known, Decimal(0)) / per, len(known), len(counted))


def _share(share: Share) -> Told:
    above = told(share.over, summed=share.summed)
    below = told(share.under, summed=share.summed)
    if above.value is None or not below.value:
        return below._replace(value=None)
    places = Decimal(1).scaleb(-share.places)
    value = above.value * share.factor / below.value
    return below._replace(value=value.quantize(places, ROUND_HALF_UP))
