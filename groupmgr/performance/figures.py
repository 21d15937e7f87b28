"""Figures, each computed once for every state of the records.

The seal of the journal's last entry stands for the state: every change
journals, and the seal hashes all that was done before it. Entries of things
that no figure rests on are passed over. What was kept for an older state is
never asked for again and falls out at the other end.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from threading import Lock
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.catalogue import CATALOGUE
from groupmgr.journal.models import Entry
from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator, Repeated
from groupmgr.kernel.period import Reading, Scope

T = TypeVar("T")


class Kept:
    """The values asked for last, up to a number of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any, make: Callable[[], T]) -> T:
        """Return the value of a key, made where it is not there."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                kept: T = self._values[key]
                return kept
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return made

    def clear(self) -> None:
        """Keep nothing of what was asked for."""
        with self._lock:
            self._values.clear()


# Tables of the journal's entries that change no figure; of any other one it is assumed.
SILENT = (
    "accounts",
    "closings",
    "editions",
    "exemptions",
    "jobs",
    "login_sessions",
    "people",
    "plans",
    "posts",
)
# A table of all figures is some kilobytes; a figure for each of 2,000 units is some hundreds.
_TABLES, _UNITS = Kept(500), Kept(100)


def forget() -> None:
    """Compute everything anew, where another database stands at the same address."""
    _TABLES.clear()
    _UNITS.clear()


class Figures:
    """The figures of the catalogue as the records stand while one question is answered."""

    def __init__(self, session: Session) -> None:
        telling = sa.select(Entry.seal).where(Entry.thing.not_in(SILENT))
        last = telling.order_by(Entry.id.desc()).limit(1)
        self._session = session
        self._state = str(session.get_bind().url), session.scalar(last)  # type: ignore[union-attr]

    def all(self, scope: Scope) -> Mapping[str, Figure]:
        """Return every figure by its code."""
        return self._kept(_TABLES, scope, lambda: CATALOGUE.read(self._session, scope))

    def beside(self, scope: Scope) -> Mapping[Reading, Mapping[str, Figure]]:
        """Return every figure by its code, under every reading."""
        key = ("beside", replace(scope, reading=Reading.APPROVED))
        return self._kept(_TABLES, key, lambda: CATALOGUE.beside(self._session, scope))

    def one(self, indicator: AnyIndicator, scope: Scope) -> Figure:
        """Return one figure."""
        key = ("one", indicator.code, scope)
        return self._kept(_TABLES, key, lambda: indicator.read(self._session, scope))

    def by_unit(self, indicator: AnyIndicator, scope: Scope) -> Mapping[int, Figure]:
        """Return the figure of every unit that has one."""
        key = ("units", indicator.code, scope)
        return self._kept(_UNITS, key, lambda: indicator.by_unit(self._session, scope))

    def by_month(self, indicator: Indicator, scope: Scope) -> Mapping[int, Figure]:
        """Return the figure of every month in which rows count."""
        key = ("months", indicator.code, scope)
        return self._kept(_TABLES, key, lambda: indicator.by_month(self._session, scope))

    def breakdown(self, indicator: Indicator, scope: Scope) -> Mapping[str, Decimal]:
        """Return the figure by the labels of one column."""
        key = ("parts", indicator.code, scope)
        return self._kept(_TABLES, key, lambda: indicator.breakdown(self._session, scope))

    def repeated(self, indicator: Indicator, scope: Scope) -> Repeated:
        """Return what stands between the sum of the units and the group."""
        key = ("repeated", indicator.code, scope)
        return self._kept(_TABLES, key, lambda: indicator.repeated(self._session, scope))

    def _kept(self, store: Kept, key: Any, make: Callable[[], T]) -> T:
        if self._state[1] is None:
            return make()
        return store.get((*self._state, key), make)
