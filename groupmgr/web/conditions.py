"""The conditions that narrow a list; each stands in the address."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from groupmgr.kernel.clock import today
from groupmgr.kernel.labels import Label
from groupmgr.kernel.text import contains
from groupmgr.web.access import units
from groupmgr.web.filters import date_cn
from groupmgr.web.unit_views import MANY

EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
Clause = sa.ColumnElement[bool]
Option = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Condition:
    """What all conditions share: a name in the address and a label on the page."""

    key: str
    label: str
    drawn: str = field(default="select", init=False)

    @property
    def offered(self) -> bool:
        """Whether the person can use the condition at all."""
        return True

    def options(self) -> list[Option]:
        """Return what can be chosen: value, words, and letters it is found by."""
        return []

    def words(self, value: str) -> str | None:
        """Return how the chosen value reads, or nothing if it cannot be chosen."""
        return next((text for key, text, _ in self.options() if key == value), None)

    def clause(self, value: str) -> Clause:
        """Return the SQL of the chosen value."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Words(Condition):
    """Every typed word is in one of the columns, or `also` matches it."""

    columns: Sequence[Any]
    placeholder: str = ""
    also: Callable[[str], Clause] | None = None
    drawn: str = field(default="search", init=False)

    def words(self, value: str) -> str | None:
        return value.strip() or None

    def clause(self, value: str) -> Clause:
        return sa.and_(*(self._has(word) for word in value.split()[:8]))

    def _has(self, word: str) -> Clause:
        found = [contains(column, word) for column in self.columns]
        return sa.or_(*found, *([self.also(word)] if self.also else []))


@dataclass(frozen=True, slots=True)
class Choice(Condition):
    """One of the words of a `Label`; `where` takes the chosen member."""

    labels: type[Label] | Sequence[Label]
    where: Callable[[Any], Clause]

    def options(self) -> list[Option]:
        return [(one.value, one.label, "") for one in self.labels]

    def clause(self, value: str) -> Clause:
        return self.where(next(one for one in self.labels if one.value == value))


@dataclass(frozen=True, slots=True)
class Year(Condition):
    """A calendar year of a day column, from `first` to this year."""

    column: Any
    first: int = 2015

    def options(self) -> list[Option]:
        return [(str(year), f"{year}年", "") for year in range(today().year, self.first - 1, -1)]

    def clause(self, value: str) -> Clause:
        year = int(value)
        return sa.and_(self.column >= dt.date(year, 1, 1), self.column < dt.date(year + 1, 1, 1))


@dataclass(frozen=True, slots=True)
class Day(Condition):
    """A day, picked or typed; `where` takes it."""

    where: Callable[[dt.date], Clause]
    drawn: str = field(default="day", init=False)

    def words(self, value: str) -> str | None:
        day = iso_day(value)
        return date_cn(day) if day else None

    def clause(self, value: str) -> Clause:
        return self.where(dt.date.fromisoformat(value))


@dataclass(frozen=True, slots=True)
class Unit(Condition):
    """A unit of the open group; `where` takes its key."""

    where: Callable[[int], Clause]
    drawn: str = field(default="unit", init=False)

    def options(self) -> list[Option]:
        return [(str(unit.id), unit.name, f"{unit.initials} {unit.pinyin}") for unit in units()]

    @property
    def is_long(self) -> bool:
        """Whether there are too many to be written into the page."""
        return len(units()) > MANY

    def clause(self, value: str) -> Clause:
        return self.where(int(value))


@dataclass(frozen=True, slots=True)
class Flag(Condition):
    """A yes-or-no condition, such as 只看本单位, offered to those whom `asked` admits."""

    where: Callable[[], Clause]
    asked: Callable[[], bool] = lambda: True
    drawn: str = field(default="flag", init=False)

    @property
    def offered(self) -> bool:
        return self.asked()

    def options(self) -> list[Option]:
        return [("1", "是", "")]

    def clause(self, value: str) -> Clause:
        return self.where()


def iso_day(value: str) -> dt.date | None:
    """Return a day as an address holds it, or nothing where it is none."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None
