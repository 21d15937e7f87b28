"""Whether the meetings that rules call for were held in every span of the year."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.reports.facts import Cadence, Facts

_MONTHS = {"每季度": 3, "每半年": 6, "每年": 12}
_SPANS = {
    3: ("一季度", "二季度", "三季度", "四季度"),
    6: ("上半年", "下半年"),
    12: ("全年",),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule on the frequency of a meeting, and the spans in which it was not kept."""

    rule: Cadence
    spans: int
    missed: tuple[str, ...]


def cadences(facts: Facts) -> Iterator[Kept]:
    """Check every rule over the spans that ended by the day of the report."""
    for rule in facts.cadences:
        months = _MONTHS[rule.per]
        ended = dt.date.fromisoformat(facts.as_of) + dt.timedelta(days=1)
        past = 12 if ended.year > facts.year else ended.month - 1
        names = _SPANS[months][: past // months]
        held = _held(facts, rule.kind, months)
        yield Kept(
            rule, len(names), tuple(n for place, n in enumerate(names) if held[place] < rule.amount)
        )


def _held(facts: Facts, kind: str, months: int) -> list[int]:
    found = [
        (int(m.held_on[5:7]) - 1) // months for m in facts.meetings if m.held and m.kind == kind
    ]
    return [found.count(place) for place in range(12 // months)]
