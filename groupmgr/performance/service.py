"""The figures of a year beside those of the year before, and what each of them is made of."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.conditions import WORDS
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator, Rows
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.members.models import Unit
from groupmgr.members.roll import name_on
from groupmgr.performance.figures import Figures
from groupmgr.policy import Action, Actor

NOTHING = Figure(None, 0, 0)


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator with its figure and the figure of the same days a year before.

    `proofs` has the figure under every reading, where they can differ.
    """

    indicator: AnyIndicator
    figure: Figure
    before: Figure
    proofs: Mapping[Reading, Figure] = field(default_factory=dict)

    @property
    def change(self) -> Decimal | None:
        """Return how much the figure moved, where both are known."""
        if self.figure.value is None or self.before.value is None:
            return None
        return self.figure.value - self.before.value

    @property
    def rate(self) -> Decimal | None:
        """Return the change in per cent of last year's figure; a ratio moves by points instead."""
        change, before = self.change, self.before.value
        if change is None or not before or self.indicator.unit == "%":
            return None
        return (change * 100 / before).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """各单位合计 − 重复计列 + 未归单位 = 集团口径."""

    units: Decimal
    count: int
    overlap: Decimal
    shared: int
    outside: Decimal
    unshared: int
    group: Decimal


@dataclass(frozen=True, slots=True)
class Month:
    """What a year had come to by the end of a month, and the year before by then."""

    number: int
    figure: Decimal
    before: Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """A reading with its words and its figure."""

    reading: Reading
    words: str
    figure: Figure


def period_of(year: int, day: dt.date) -> Period:
    """Return the days of a year, up to the given day while the year runs."""
    whole = Period.year(year)
    return replace(whole, end=day) if whole.start <= day < whole.end else whole


def before(scope: Scope) -> Scope:
    """Return the same days of the year before."""
    start, end = (_year_before(day) for day in (scope.period.start, scope.period.end))
    return replace(scope, period=Period(start, end))


def readings(session: Session, scope: Scope) -> list[Line]:
    """Return every indicator for a scope, last year beside it."""
    figures = Figures(session)
    every, then = figures.beside(scope), figures.all(before(scope))
    now = every[scope.reading]
    return [
        Line(one, now[one.code], then[one.code], _proofs(every, one) if one.proved else {})
        for one in CATALOGUE
    ]


def line(session: Session, indicator: AnyIndicator, scope: Scope) -> Line:
    """Return one indicator for a scope."""
    figures = Figures(session)
    return Line(indicator, figures.one(indicator, scope), figures.one(indicator, before(scope)))


def details(actor: Actor, indicator: Indicator, scope: Scope) -> Rows:
    """Return the query of the records behind a figure, those that the actor may open."""
    rows = indicator.records(scope)
    return rows.where(policy.visible(actor, Action.INDICATOR_OPEN, _Behind(indicator, scope, rows)))


def by_unit(
    session: Session, actor: Actor, indicator: AnyIndicator, scope: Scope
) -> list[tuple[int, str, Line]]:
    """Return the units that have the figure, largest first; people of units see their own."""
    figures = Figures(session)
    now = figures.by_unit(indicator, scope)
    then = figures.by_unit(indicator, before(scope))
    named = sa.select(Unit.id, name_on(Unit, scope.period.end)).where(
        policy.visible(actor, Action.INDICATOR_OPEN, Unit)
    )
    found = [
        (key, name, Line(indicator, now[key], then.get(key, NOTHING)))
        for key, name in session.execute(named)
        if key in now
    ]
    return sorted(found, key=lambda unit: (-_size(unit[2].figure), unit[1]))


def reconciliation(
    session: Session, indicator: AnyIndicator, scope: Scope
) -> Reconciliation | None:
    """Show how the figures of the units and that of the group hang together; a ratio has none."""
    if not isinstance(indicator, Indicator):
        return None
    figures, whole = Figures(session), replace(scope, unit_id=None)
    units = figures.by_unit(indicator, whole)
    repeated = figures.repeated(indicator, whole)
    return Reconciliation(
        units=sum((figure.value or Decimal(0) for figure in units.values()), Decimal(0)),
        count=len(units),
        overlap=repeated.overlap,
        shared=repeated.shared,
        outside=repeated.outside,
        unshared=repeated.unshared,
        group=figures.one(indicator, whole).value or Decimal(0),
    )


def months(session: Session, indicator: AnyIndicator, scope: Scope) -> list[Month]:
    """Return what the year had come to by the end of each month, last year beside it."""
    if not isinstance(indicator, Indicator) or indicator.dated is None:
        return []
    figures = Figures(session)
    now = _course(figures.by_month(indicator, scope))
    last = replace(before(scope), period=Period.year(scope.period.start.year - 1))
    then = _course(figures.by_month(indicator, last))
    return [Month(n + 1, now[n], then[n]) for n in range(scope.period.end.month)]


def proofs(session: Session, indicator: AnyIndicator, scope: Scope) -> list[Proof]:
    """Return the three readings of a figure, where they can differ."""
    figures = Figures(session)
    return [
        Proof(reading, words, figures.one(indicator, replace(scope, reading=reading)))
        for reading, words in WORDS.items()
        if indicator.proved
    ]


def breakdown(session: Session, indicator: Indicator, scope: Scope) -> Mapping[str, Decimal]:
    """Return the figure by kind or level, where it is told that way."""
    return Figures(session).breakdown(indicator, scope)


@dataclass(frozen=True, slots=True)
class _Behind:
    """The policy's view of the rows behind a figure: units see what is credited to them."""

    indicator: Indicator
    scope: Scope
    rows: Rows

    def of_group(self, group_id: int) -> sa.ColumnElement[bool]:
        return sa.literal(group_id == self.scope.group_id)

    def of_units(self, unit_ids: Sequence[int]) -> sa.ColumnElement[bool]:
        return self.indicator.of_units(self.scope, self.rows, unit_ids)


def _proofs(
    every: Mapping[Reading, Mapping[str, Figure]], indicator: AnyIndicator
) -> Mapping[Reading, Figure]:
    return {reading: figures[indicator.code] for reading, figures in every.items()}


def _year_before(day: dt.date) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def _size(figure: Figure) -> Decimal:
    return Decimal(-1) if figure.value is None else figure.value


def _course(months: Mapping[int, Figure]) -> list[Decimal]:
    values: list[Any] = [months.get(n, NOTHING).value or Decimal(0) for n in range(1, 13)]
    return list(accumulate(values))
