"""勘误: which figures of an edition are others by now, or in another edition."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.indicator import AnyIndicator
from groupmgr.kernel.period import Period, Scope
from groupmgr.performance.figures import Figures
from groupmgr.reports.facts import Facts, Figure


@dataclass(frozen=True, slots=True)
class Erratum:
    """A figure that was stated and is another now; `None` where nobody reports one."""

    code: str
    name: str
    unit: str
    was: str | None
    now: str | None


def since_printed(session: Session, group_id: int, facts: Facts) -> list[Erratum]:
    """Return what the records say now of the days of which the facts spoke."""
    year = Period.year(facts.year)
    period = Period(year.start, min(year.end, year.end.fromisoformat(facts.as_of)))
    figures = Figures(session).all(Scope(group_id, period))
    now = {one.code: plain(one, figures[one.code].value) for one in CATALOGUE}
    return list(_changed(facts.figures, now))


def between(older: Facts, newer: Facts) -> list[Erratum]:
    """Return the figures that differ from one edition of a year to another."""
    return list(_changed(older.figures, {one.code: one.value for one in newer.figures}))


def plain(indicator: AnyIndicator, value: Decimal | None) -> str | None:
    """Write a value as facts hold it: with the places of its indicator."""
    return None if value is None else f"{value:.{indicator.decimals}f}"


def _changed(stated: Iterable[Figure], now: Mapping[str, str | None]) -> Iterator[Erratum]:
    for one in stated:
        if one.code in now and one.value != now[one.code]:
            yield Erratum(one.code, one.name, one.unit, one.value, now[one.code])
