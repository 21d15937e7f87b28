"""Every indicator by its code, and all their figures in one query."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator, Rows
from groupmgr.kernel.period import Reading, Scope

_Every = sa.CompoundSelect[*tuple[Any, ...]]
_Built = tuple[Mapping[str, sa.FromClause], _Every]
_MOST_BUILT = 16
_NOT_ASKED = [sa.literal_column("0", sa.Integer).label(f"not_asked_{n}") for n in range(6)]


class Catalogue:
    """Indicators by code, in reading order."""

    def __init__(self, indicators: Iterable[AnyIndicator]) -> None:
        self._by_code: dict[str, AnyIndicator] = {}
        self._parts: dict[str, Indicator] = {}
        self._built: dict[Scope, _Built] = {}
        for indicator in indicators:
            if indicator.code in self._by_code:
                raise ValueError(f"indicator {indicator.code} is defined twice")
            self._by_code[indicator.code] = indicator
            for part in indicator.parts:
                if self._parts.setdefault(part.code, part) is not part:
                    raise ValueError(f"indicator {part.code} means two things")

    def read(self, session: Session, scope: Scope) -> dict[str, Figure]:
        """Return every figure for the scope, in one query in which like parts are found once."""
        rows, query = self._query(scope, _alone)
        return self._figures(rows, [(code, *sums) for code, *sums in session.execute(query)])

    def beside(self, session: Session, scope: Scope) -> dict[Reading, dict[str, Figure]]:
        """Return every figure under every reading, in one query."""
        rows, query = self._query(replace(scope, reading=Reading.APPROVED, beside=True), _beside)
        found = session.execute(query).all()
        return {
            reading: self._figures(rows, [self._under(n, code, sums) for code, *sums in found])
            for n, reading in enumerate(Reading)
        }

    def _under(self, n: int, code: str, sums: Sequence[Any]) -> tuple[Any, ...]:
        """Return what a part came to under a reading: where none differ, it was asked once."""
        first = 3 * n if self._parts[code].proved else 0
        return code, *sums[first : first + 3]

    def _figures(
        self, rows: Mapping[str, sa.FromClause], found: Iterable[tuple[Any, ...]]
    ) -> dict[str, Figure]:
        figures = {code: self._parts[code].figure(rows[code], *sums) for code, *sums in found}
        return {indicator.code: indicator.of_parts(figures) for indicator in self}

    def _query(
        self, scope: Scope, sums: Callable[[Indicator, sa.FromClause, Scope], Rows]
    ) -> _Built:
        """Return the rows of every part and the query of all their figures, built once a scope."""
        built = self._built.get(scope)
        if built is None:
            rows = {code: part.records(scope).subquery() for code, part in self._parts.items()}
            each = (sums(part, rows[code], scope) for code, part in self._parts.items())
            if len(self._built) >= _MOST_BUILT:
                self._built.pop(next(iter(self._built)), None)
            built = self._built[scope] = rows, sa.union_all(*each)
        return built

    def __len__(self) -> int:
        return len(self._by_code)

    def __iter__(self) -> Iterator[AnyIndicator]:
        return iter(self._by_code.values())

    def __getitem__(self, code: str) -> AnyIndicator:
        return self._by_code[code]

    def __contains__(self, code: object) -> bool:
        return code in self._by_code


def _alone(part: Indicator, rows: sa.FromClause, scope: Scope) -> Rows:
    return sa.select(sa.literal(part.code), *part.reduced(rows))


def _beside(part: Indicator, rows: sa.FromClause, scope: Scope) -> Rows:
    """Select what a part comes to under each reading, as cheaply as its rows allow."""
    code, approved = sa.literal(part.code), part.reduced(rows)
    stricter = [reading for reading in Reading if reading is not Reading.APPROVED]
    if not part.proved:
        return sa.select(code, *approved, *_NOT_ASKED)
    if part.marked:
        marked = (column for one in stricter for column in part.reduced(rows, one.value))
        return sa.select(code, *approved, *marked)
    each = [_sums(part, replace(scope, reading=reading)) for reading in Reading]
    together = reduce(lambda left, right: left.join(right, sa.true()), each)
    return sa.select(code, *(column for one in each for column in one.c)).select_from(together)


def _sums(part: Indicator, scope: Scope) -> sa.FromClause:
    sums = part.reduced(part.records(scope).subquery())
    return sa.select(*(one.label(f"sum_{n}") for n, one in enumerate(sums))).subquery()
