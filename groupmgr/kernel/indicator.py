"""What an indicator is: one definition, from which every figure and every list is made."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel import reckoning
from groupmgr.kernel.base import Exact
from groupmgr.kernel.period import Scope
from groupmgr.kernel.reckoning import Rows as Rows

Reduced = tuple[sa.ColumnElement[int], sa.ColumnElement[int], sa.ColumnElement[int]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it rests on; `value` is None where nothing was reported."""

    value: Decimal | None
    reported: int
    expected: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """Why the figures of the units do not add up to that of the group (counting.md).

    `overlap` is what rows of several units add more than once, `outside` what
    rows of no member unit add to the group alone; `shared` and `unshared` count
    those rows.
    """

    overlap: Decimal
    outside: Decimal
    shared: int
    unshared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure the group reports: the number of its rows, or the sum of one of their columns.

    `rows` selects the things that count, one row each, with `id`, the columns
    of `columns`, and `summed` (NULL where not reported). `shares` selects the
    pairs (`id`, `unit_id`): the units to which each row is credited. The
    figure, the list behind it and the comparison of units are the same rows.
    `opens` names the page that shows a row's record, whose key is in the column
    `record`; `per` is 10000 where 元 are summed and 万元 are stated. `dated` is
    the column of the day on which a row counts, where a year has a course.
    `proved` tells that the three readings differ; `marked`, that the rows asked
    for beside the other readings say in columns of their names which ones hold.
    """

    code: str
    name: str
    unit: str
    definition: str
    source: str
    rows: Callable[[Scope], Rows]
    shares: Callable[[Scope], Rows]
    columns: Mapping[str, str]
    summed: str | None = None
    broken_by: str | None = None
    opens: str | None = None
    record: str = "id"
    dated: str | None = None
    proved: bool = False
    marked: bool = False
    decimals: int = 0
    per: int = 1

    @property
    def parts(self) -> tuple["Indicator", ...]:
        """Return the indicators whose rows make up the figure."""
        return (self,)

    def records(self, scope: Scope) -> Rows:
        """Return the query of the rows behind the figure, narrowed to the unit of the scope."""
        rows = self.rows(scope)
        if scope.unit_id is None:
            return rows
        return rows.where(self.of_units(scope, rows, [scope.unit_id]))

    def of_units(self, scope: Scope, rows: Rows, unit_ids: Iterable[int]) -> sa.ColumnElement[bool]:
        """Match the rows that are credited to one of the units."""
        shares = self.shares(scope).subquery()
        mine = sa.select(shares.c.id).where(shares.c.unit_id.in_(list(unit_ids)))
        return sa.type_coerce(rows.selected_columns["id"].in_(mine), sa.Boolean)

    def read(self, session: Session, scope: Scope) -> Figure:
        """Return the figure for the scope, in one query."""
        rows = self.records(scope).subquery()
        expected, reported, total = session.execute(sa.select(*self.reduced(rows))).one()
        return self.figure(rows, expected, reported, total)

    def by_unit(self, session: Session, scope: Scope) -> dict[int, Figure]:
        """Return the figure of every unit that has one, in one query."""
        rows, shares = self.rows(scope).subquery(), self.shares(scope).subquery()
        query = (
            reckoning.counted(rows, shares)
            if self.summed is None
            else reckoning.added(rows, shares, self._amount(rows))
        )
        found = session.execute(query)
        return {
            unit_id: self.figure(rows, expected, reported, total)
            for unit_id, expected, reported, total in found
        }

    def breakdown(self, session: Session, scope: Scope) -> dict[str, Decimal]:
        """Return the figure by the labels of `broken_by`, largest first."""
        if self.broken_by is None:
            return {}
        found = self._grouped(session, scope, self.broken_by)
        known = {
            getattr(key, "label", key) or "未填": figure.value
            for key, figure in found.items()
            if figure.value is not None
        }
        return dict(sorted(known.items(), key=lambda pair: (-pair[1], pair[0])))

    def by_month(self, session: Session, scope: Scope) -> dict[int, Figure]:
        """Return the figure of every month of the year in which rows count."""
        if self.dated is None:
            return {}
        months = self._grouped(session, scope, self.dated, lambda day: sa.extract("month", day))
        return {int(month): figure for month, figure in months.items()}

    def repeated(self, session: Session, scope: Scope) -> Repeated:
        """Return what stands between the sum of the units and the group, from the rows."""
        rows, shares = self.rows(scope).subquery(), self.shares(scope).subquery()
        found = session.execute(reckoning.unlike(rows, shares, self._amount(rows))).one()
        overlap, outside, shared, unshared = (number or 0 for number in found)
        return Repeated(self._stated(rows, overlap), self._stated(rows, outside), shared, unshared)

    def reduced(self, rows: sa.FromClause, reading: str = "") -> Reduced:
        """Return the columns from which `figure` makes the figure of the rows.

        With a reading, of the rows that are marked as proved so.
        """
        mark = rows.c[reading] if reading else None
        every = reckoning.counting(rows.c.id, mark)
        if self.summed is None:
            return every, every, every
        amount = self._amount(rows)
        return every, reckoning.counting(amount, mark), reckoning.summed(amount, mark)

    def figure(self, rows: sa.FromClause, expected: int, reported: int, total: Any) -> Figure:
        """Make the figure from what `reduced` asked for."""
        known = self.summed is None or reported > 0
        return Figure(self._stated(rows, total) if known else None, reported, expected)

    def of_parts(self, figures: Mapping[str, Figure]) -> Figure:
        """Return the figure from those of its parts."""
        return figures[self.code]

    def exactly(self, figure: Figure) -> Fraction:
        """Return a known value as a quota is held against it."""
        return Fraction(figure.value or 0)

    def _grouped(
        self,
        session: Session,
        scope: Scope,
        column: str,
        by: Callable[[Any], sa.ColumnElement[Any]] = lambda column: column,
    ) -> dict[Any, Figure]:
        rows = self.records(scope).subquery()
        key = by(rows.c[column])
        query = sa.select(key, *self.reduced(rows)).group_by(key)
        return {found: self.figure(rows, *reduced) for found, *reduced in session.execute(query)}

    def _amount(self, rows: sa.FromClause) -> sa.ColumnElement[int]:
        """Return what a row adds as the whole number that the database holds."""
        if self.summed is None:
            return sa.literal_column("1", sa.Integer)
        return sa.type_coerce(rows.c[self.summed], sa.Integer)

    def _stated(self, rows: sa.FromClause, total: Any) -> Decimal:
        hundredths = self.summed is not None and isinstance(rows.c[self.summed].type, Exact)
        return Decimal(total or 0) / self.per / (100 if hundredths else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One indicator over another, from totals, never an average of ratios."""

    code: str
    name: str
    unit: str
    definition: str
    source: str
    over: Indicator
    under: Indicator
    factor: int = 100
    decimals: int = 1

    @property
    def parts(self) -> tuple[Indicator, ...]:
        """Return the indicators whose rows make up the figure."""
        return (self.over, self.under)

    @property
    def proved(self) -> bool:
        """Return whether the three readings differ."""
        return self.over.proved or self.under.proved

    def read(self, session: Session, scope: Scope) -> Figure:
        """Return the ratio, or no value where the denominator is missing or zero."""
        return self._figure(self.over.read(session, scope), self.under.read(session, scope))

    def by_unit(self, session: Session, scope: Scope) -> dict[int, Figure]:
        """Return the ratio of every unit from its own two figures."""
        over, under = self.over.by_unit(session, scope), self.under.by_unit(session, scope)
        nothing = Figure(Decimal(0) if self.over.summed is None else None, 0, 0)
        return {unit: self._figure(over.get(unit, nothing), under[unit]) for unit in under}

    def of_parts(self, figures: Mapping[str, Figure]) -> Figure:
        """Return the ratio from the figures of its two parts."""
        return self._figure(figures[self.over.code], figures[self.under.code])

    def exactly(self, figure: Figure) -> Fraction:
        """Return a known value unrounded: 1.996 times is less than twice."""
        if not figure.numerator or not figure.denominator:
            return Fraction(0)
        return Fraction(figure.numerator) * self.factor / Fraction(figure.denominator)

    def _figure(self, over: Figure, under: Figure) -> Figure:
        value = None
        if over.value is not None and under.value:
            places = Decimal(1).scaleb(-self.decimals)
            value = (over.value * self.factor / under.value).quantize(places, ROUND_HALF_UP)
        return Figure(value, under.reported, under.expected, over.value, under.value)


AnyIndicator = Indicator | Ratio
