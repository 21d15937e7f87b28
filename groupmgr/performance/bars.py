"""The largest units as bars, the rest of them as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from groupmgr.kernel.indicator import AnyIndicator
from groupmgr.performance.service import Line

MOST = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, a value, and its length in hundredths of the longest; several units have none."""

    name: str
    value: Decimal
    length: Decimal | None = None


def bars(units: Sequence[tuple[int, str, Line]], indicator: AnyIndicator) -> list[Bar]:
    """Draw at most twelve units, largest first; ratios of others cannot be added to a last bar."""
    known = [(name, line.figure.value) for _, name, line in units if line.figure.value is not None]
    first, rest = known[:MOST], known[MOST:]
    longest = max((value for _, value in first), default=Decimal(0))
    drawn = [Bar(name, value, _hundredths(value, longest)) for name, value in first if longest]
    if drawn and rest and len(indicator.parts) == 1:
        others = sum((value for _, value in rest), Decimal(0))
        drawn.append(Bar(f"其他 {len(rest)} 家", others))
    return drawn


def _hundredths(value: Decimal, longest: Decimal) -> Decimal:
    return (value * 100 / longest).quantize(Decimal("0.1"))
