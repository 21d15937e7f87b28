"""What an indicator is: one definition, from which every figure and every list is made."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.period import Scope

Rows = sa.Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what it rests on; `value` is None where nothing was reported."""

    value: Decimal | None
    reported: int
    expected: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure the group reports: the number of its rows, or the sum of one of their columns.

    `rows` selects the things that count, one row each, with `id`, the columns
    of `columns`, and `summed` (NULL where not reported). `shares` selects the
    pairs (`id`, `unit_id`): the units to which each row is credited. The
    figure, the list behind it and the comparison of units are the same rows.
    `opens` names the page that shows a row's record; `per` is 10000 where 元
    are summed and 万元 are stated.
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
    decimals: int = 0
    per: int = 1

    def records(self, scope: Scope) -> Rows:
        """Return the query of the rows behind the figure, narrowed to the unit of the scope."""
        rows = self.rows(scope)
        if scope.unit_id is None:
            return rows
        shares = self.shares(scope).subquery()
        mine = sa.select(shares.c.id).where(shares.c.unit_id == scope.unit_id)
        return rows.where(rows.selected_columns["id"].in_(mine))

    def read(self, session: Session, scope: Scope) -> Figure:
        """Return the figure for the scope, in one query."""
        rows = self.records(scope).subquery()
        return self._figure(*session.execute(sa.select(*self._reduced(rows))).one())

    def by_unit(self, session: Session, scope: Scope) -> dict[int, Figure]:
        """Return the figure of every unit that has one, in one query."""
        rows, shares = self.rows(scope).subquery(), self.shares(scope).subquery()
        query = (
            sa.select(shares.c.unit_id, *self._reduced(rows))
            .join_from(rows, shares, rows.c.id == shares.c.id)
            .group_by(shares.c.unit_id)
        )
        return {unit_id: self._figure(*reduced) for unit_id, *reduced in session.execute(query)}

    def breakdown(self, session: Session, scope: Scope) -> dict[str, Decimal]:
        """Return the figure by the labels of `broken_by`, largest first."""
        if self.broken_by is None:
            return {}
        rows = self.records(scope).subquery()
        column = rows.c[self.broken_by]
        found = session.execute(sa.select(column, *self._reduced(rows)).group_by(column)).all()
        values = {
            getattr(key, "label", key) or "未填": self._figure(*reduced).value
            for key, *reduced in found
        }
        known = {key: value for key, value in values.items() if value is not None}
        return dict(sorted(known.items(), key=lambda pair: (-pair[1], pair[0])))

    def _reduced(self, rows: sa.Subquery) -> tuple[sa.ColumnElement[Any], ...]:
        amount = rows.c[self.summed] if self.summed else rows.c.id
        total = sa.func.sum(amount) if self.summed else sa.func.count()
        return sa.func.count(), sa.func.count(amount), total

    def _figure(self, expected: int, reported: int, total: Any) -> Figure:
        known = self.summed is None or reported > 0
        return Figure(Decimal(str(total)) / self.per if known else None, reported, expected)


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
    broken_by: None = field(default=None, init=False)

    def read(self, session: Session, scope: Scope) -> Figure:
        """Return the ratio, or no value where the denominator is missing or zero."""
        return self._figure(self.over.read(session, scope), self.under.read(session, scope))

    def by_unit(self, session: Session, scope: Scope) -> dict[int, Figure]:
        """Return the ratio of every unit from its own two figures."""
        over, under = self.over.by_unit(session, scope), self.under.by_unit(session, scope)
        nothing = Figure(Decimal(0) if self.over.summed is None else None, 0, 0)
        return {unit: self._figure(over.get(unit, nothing), under[unit]) for unit in under}

    def _figure(self, over: Figure, under: Figure) -> Figure:
        value = None
        if over.value is not None and under.value:
            places = Decimal(1).scaleb(-self.decimals)
            value = (over.value * self.factor / under.value).quantize(places)
        return Figure(value, under.reported, under.expected, over.value, under.value)


AnyIndicator = Indicator | Ratio


class Catalogue:
    """Indicators by code, in reading order."""

    def __init__(self, indicators: Iterable[AnyIndicator]) -> None:
        self._by_code: dict[str, AnyIndicator] = {}
        for indicator in indicators:
            if indicator.code in self._by_code:
                raise ValueError(f"indicator {indicator.code} is defined twice")
            self._by_code[indicator.code] = indicator

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[AnyIndicator]:
        return iter(self._by_code.values())

    def __getitem__(self, code: str) -> AnyIndicator:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code
