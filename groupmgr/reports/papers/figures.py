"""The figures of the catalogue for every unit of a group, each asked for once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.indicator import AnyIndicator, Figure, Ratio
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, wide

# The chapters of the catalogue that speak of what units do; the others speak of the group.
_CHAPTERS = frozenset("BMPTSRC")
_ROLL = ("G01", "G01-S")

Numbers = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Told:
    """An indicator with the figure of every unit and the records that each is made from."""

    indicator: AnyIndicator
    by_unit: Mapping[int, Figure]
    records: Numbers


@dataclass(frozen=True, slots=True)
class Figures:
    """What the indicators say of units, in the order of the catalogue."""

    told: tuple[_Told, ...]

    @classmethod
    def read(cls, span: Span) -> "Figures":
        """Ask two questions an indicator, however many units there are."""
        return cls(
            tuple(
                _Told(one, one.by_unit(span.session, span.scope), _records(span, one))
                for one in filter(_of_unit, CATALOGUE)
            )
        )

    def of(self, unit_id: int) -> tuple[facts.Figure, ...]:
        """Return what is known of the unit and is not nothing."""
        return tuple(
            _figure(one.indicator, figure, one.records.get(unit_id, ()))
            for one, figure in self._found(unit_id)
            if figure.value
        )

    def missing(self, unit_id: int) -> tuple[str, ...]:
        """Name what was asked of the unit and not reported."""
        return tuple(
            wide(one.indicator.name)
            for one, figure in self._found(unit_id)
            if figure.value is None and figure.expected
        )

    def _found(self, unit_id: int) -> Iterator[tuple[_Told, Figure]]:
        return ((one, one.by_unit[unit_id]) for one in self.told if unit_id in one.by_unit)


def _of_unit(indicator: AnyIndicator) -> bool:
    """Leave out what is a share of the members: of one unit it says nothing."""
    of_roll = isinstance(indicator, Ratio) and indicator.under.code in _ROLL
    return indicator.code[0] in _CHAPTERS and not of_roll


def _records(span: Span, indicator: AnyIndicator) -> Numbers:
    part = indicator.parts[0]
    rows, shares = part.rows(span.scope).subquery(), part.shares(span.scope).subquery()
    record = rows.c[part.record]
    query = (
        sa.select(shares.c.unit_id, record)
        .join(shares, shares.c.id == rows.c.id)
        .distinct()
        .order_by(shares.c.unit_id, record)
    )
    found: dict[int, tuple[int, ...]] = {}
    for unit_id, number in span.session.execute(query):
        found[unit_id] = (*found.get(unit_id, ()), number)
    return found


def _figure(indicator: AnyIndicator, figure: Figure, records: tuple[int, ...]) -> facts.Figure:
    return facts.Figure(
        code=indicator.code,
        name=wide(indicator.name),
        unit=indicator.unit,
        definition=wide(indicator.definition),
        source=indicator.source,
        value=f"{figure.value:.{indicator.decimals}f}",
        reported=figure.reported,
        expected=figure.expected,
        records=records,
        proved=indicator.proved,
    )
