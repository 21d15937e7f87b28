"""如果今天截稿: what the report would state if only this or that record counted."""

from dataclasses import dataclass
from decimal import Decimal

from groupmgr.reports.facts import Facts

NAMES = ("全部已审核", "各方已确认", "佐证为A级")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A figure under the three readings; `short` tells by how much each falls behind the first."""

    code: str
    name: str
    unit: str
    values: tuple[str | None, str | None, str | None]
    short: tuple[str, str]


def scenarios(facts: Facts) -> list[Scenario]:
    """Return the figures that the readings can tell apart, those that differ first."""
    found = [
        Scenario(
            one.code,
            one.name,
            one.unit,
            (one.value, one.confirmed, one.evidenced),
            (_short(one.value, one.confirmed), _short(one.value, one.evidenced)),
        )
        for one in facts.figures
        if one.proved and one.value is not None and Decimal(one.value)
    ]
    return sorted(found, key=lambda one: not any(one.short))


def _short(value: str | None, stricter: str | None) -> str:
    """Return how much less the stricter reading is, or nothing where it is the same."""
    if value is None or stricter is None:
        return ""
    less = Decimal(value) - Decimal(stricter)
    return f"−{less:f}" if less > 0 else ""
