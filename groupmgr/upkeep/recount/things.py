"""What is counted: things, what each of them adds, and the units it is credited to."""

from collections.abc import Iterable, Sequence
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


def of_unit(things: Iterable[Thing], unit_id: int | None) -> list[Thing]:
    """Return the things that are credited to a unit, or all of them."""
    return [thing for thing in things if unit_id is None or unit_id in thing.units]


def told(
    counted: Things | Share, unit_id: int | None = None, *, per: int = 1, summed: bool = False
) -> Told:
    """Return what things add up to, for a unit or for all."""
    if isinstance(counted, Share):
        return _share(counted, unit_id)
    mine = of_unit(counted, unit_id)
    known = [thing.adds for thing in mine if thing.adds is not None]
    if not known and summed:
        return Told(None, 0, len(mine))
    return Told(sum(known, Decimal(0)) / per, len(known), len(mine))


def _share(share: Share, unit_id: int | None) -> Told:
    above = told(share.over, unit_id, summed=share.summed)
    below = told(share.under, unit_id, summed=share.summed)
    if above.value is None or not below.value:
        return below._replace(value=None)
    places = Decimal(1).scaleb(-share.places)
    value = above.value * share.factor / below.value
    return below._replace(value=value.quantize(places, ROUND_HALF_UP))
