"""What the checker must know beside the text: the year, the units and the figures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from groupmgr.reports.compose.phrases import change, spoken
from groupmgr.reports.facts import Facts, Figure, Former

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# What is shorter is met by chance.
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Indicator:
    """What an indicator is called, what it states now, and all the numbers it can be told with."""

    name: str
    unit: str
    stated: str
    numbers: frozenset[Decimal]


@dataclass(frozen=True, slots=True)
class Known:
    """Nothing of it is needed: a text can be read by itself."""

    year: int | None = None
    as_of: str = ""
    units: frozenset[str] = frozenset()
    former: tuple[Former, ...] = ()
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    recorded: tuple[str, ...] = ()

    @property
    def by_opening(self) -> dict[str, list[str]]:
        """Return what is recorded by its first letters: few of thousands stand in one line."""
        found: dict[str, list[str]] = {}
        for words in self.recorded:
            found.setdefault(words[:SHORTEST], []).append(words)
        return found


NOTHING = Known()


def known(facts: Facts) -> Known:
    """Take what the checker must know from the facts of the year."""
    return Known(
        year=facts.year,
        as_of=facts.as_of,
        units=frozenset(member.name for member in facts.members),
        former=facts.former,
        indicators={figure.code: _indicator(figure) for figure in facts.figures},
        recorded=_recorded(facts),
    )


def numbers(text: str) -> Iterator[Decimal]:
    """Yield the numbers in a text."""
    return (Decimal(found) for found in _NUMBER.findall(text))


def _indicator(figure: Figure) -> Indicator:
    stated = "" if figure.value is None else spoken(figure.value, figure.unit)
    told = frozenset(number for text in _told(figure) for number in numbers(text))
    return Indicator(figure.name, figure.unit, stated, told)


def _told(figure: Figure) -> Iterator[str]:
    """Yield the texts that may state the figure, its move, its parts and its sum."""
    readings = (figure.value, figure.confirmed, figure.evidenced)
    parts = (*readings, figure.previous, figure.overlap, figure.outside)
    pairs = (value for _, value in (*figure.breakdown, *figure.by_unit))
    yield from (value for value in (*parts, figure.numerator, figure.denominator) if value)
    for value in (*parts, *pairs):
        yield spoken(value, figure.unit) if value else ""
    yield from (value for _, value in figure.breakdown)
    yield f"{sum(Decimal(value) for _, value in figure.by_unit):f}"
    if figure.value is not None:
        yield change(figure.value, figure.previous, figure.unit)


def _recorded(facts: Facts) -> tuple[str, ...]:
    """Return the names, titles and words of records, the longest first."""
    texts = {text.strip().rstrip("。；") for text in _texts(facts)}
    return tuple(sorted((t for t in texts if len(t) >= SHORTEST), key=lambda t: (-len(t), t)))


def _texts(facts: Facts) -> Iterator[str]:
    registers = (facts.bases, facts.studios, facts.projects, facts.agreements, facts.members)
    yield from (record.name for register in registers for record in register)
    yield from (tie.name for tie in facts.ties)
    yield from (honour.title for honour in facts.honours)
    yield from (project.next_steps for project in facts.projects)
    yield from (matter.matter for matter in facts.follow_ups)
    yield from (f"{rule.per}不少于{rule.amount}次" for rule in facts.cadences)
    for plan in facts.plans:
        yield from (plan.section, plan.title, plan.text)
    for meeting in facts.meetings:
        yield from (meeting.title, *meeting.resolutions)
    for activity in facts.activities:
        yield from (activity.title, activity.summary)
        yield activity.title.replace("“", "‘").replace("”", "’")
