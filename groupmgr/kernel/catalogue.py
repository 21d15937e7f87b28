"""Every indicator by its code, and all their figures in one query."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator
from groupmgr.kernel.period import Scope

_Built = tuple[Mapping[str, sa.FromClause], sa.CompoundSelect[str, int, int, Any]]
_MOST_BUILT = 8


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
        rows, query = self._every(scope)
        figures = {
            code: self._parts[code].figure(rows[code], expected, reported, total)
            for code, expected, reported, total in session.execute(query)
        }
        return {indicator.code: indicator.of_parts(figures) for indicator in self}

    def _every(self, scope: Scope) -> _Built:
        """Return the rows of every part and the query of all their figures, built once a scope."""
        built = self._built.get(scope)
        if built is None:
            rows = {code: part.records(scope).subquery() for code, part in self._parts.items()}
            each = [
                sa.select(sa.literal(code), *part.reduced(rows[code]))
                for code, part in self._parts.items()
            ]
            if len(self._built) >= _MOST_BUILT:
                self._built.clear()
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
