"""Which of many records may have been reported twice, asked for all of them at once."""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.distinction import Distinction
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Evidence, Party
from groupmgr.activities.service.likeness import (
    ENOUGH,
    NEAR,
    Candidate,
    Found,
    Told,
    named,
    weigh,
)
from groupmgr.files import likeness
from groupmgr.policy import Actor

LONG = dt.timedelta(days=31)


class Near(NamedTuple):
    """A record of the days in question."""

    key: int
    title: str
    starts_on: dt.date
    ends_on: dt.date


class Calendar:
    """Records by the day on which they began; the few that last long stand apart."""

    def __init__(self, around: Iterable[Near]) -> None:
        ordered = sorted(around, key=lambda one: one.starts_on)
        self._long = [one for one in ordered if one.ends_on - one.starts_on > LONG]
        self._short = [one for one in ordered if one.ends_on - one.starts_on <= LONG]
        self._days = [one.starts_on for one in self._short]

    def near(self, told: Told) -> Iterator[Near]:
        """Yield what overlaps with a record within some days."""
        first, last = told.starts_on - NEAR, told.ends_on + NEAR
        since, until = bisect_left(self._days, first - LONG), bisect_right(self._days, last)
        for one in chain(self._short[since:until], self._long):
            if one.starts_on <= last and one.ends_on >= first and one.key != told.but:
                yield one


def doubles(
    session: Session, actor: Actor, activities: Sequence[Activity]
) -> dict[int, list[Candidate]]:
    """Return the candidates of each of these records, by the same rule as for one."""
    if not activities:
        return {}
    around = _around(session, activities)
    units, files = _units(session, around), _files(session, around)
    pictures = _pictures(session, [one.id for one in activities], files)
    apart = _apart(session, [one.id for one in activities])
    calendar, enough = Calendar(around), {}
    for one in activities:
        told, likely = _told(one, pictures), {}
        for other in calendar.near(told):
            found = _found(told, other, units, files)
            score, reasons = weigh(told, found)
            if score >= ENOUGH and frozenset((one.id, other.key)) not in apart:
                likely[other.key] = (score, reasons, bool(found.units or found.files))
        enough[one.id] = likely
    merged = {other: said for others in enough.values() for other, said in others.items()}
    known = {one.key: one for one in named(session, actor, merged)} if merged else {}
    return {
        key: [known[other] for other in others if other in known] for key, others in enough.items()
    }


def _around(session: Session, activities: Sequence[Activity]) -> list[Near]:
    first = min(one.starts_on for one in activities) - NEAR
    last = max(one.ends_on for one in activities) + NEAR
    query = sa.select(Activity.id, Activity.title, Activity.starts_on, Activity.ends_on).where(
        Activity.ends_on >= first,
        Activity.starts_on <= last,
        Activity.state != ActivityState.VOID,
    )
    return [Near(*row) for row in session.execute(query)]


def _units(session: Session, around: Sequence[Near]) -> Mapping[int, set[int]]:
    return _keyed(session, sa.select(Party.activity_id, Party.unit_id), around)


def _files(session: Session, around: Sequence[Near]) -> Mapping[int, set[int]]:
    query = sa.select(Evidence.activity_id, Evidence.file_id).where(Evidence.file_id.is_not(None))
    return _keyed(session, query, around)


def _keyed(
    session: Session, query: sa.Select[Any, Any], around: Sequence[Near]
) -> Mapping[int, set[int]]:
    """Return what hangs on the records of the days in question, by their keys."""
    first, last = min(one.starts_on for one in around), max(one.ends_on for one in around)
    near = query.join(Activity).where(Activity.ends_on >= first, Activity.starts_on <= last)
    found: dict[int, set[int]] = defaultdict(set)
    for key, other in session.execute(near):
        found[key].add(other)
    return found


def _pictures(
    session: Session, keys: Iterable[int], files: Mapping[int, set[int]]
) -> Mapping[int, set[int]]:
    """Return the files of these records, and the pictures that look the same."""
    own = {key: files.get(key, set()) for key in keys}
    every = set().union(*own.values())
    same = likeness.alike(session, every) if every else {}
    return {
        key: found.union(*(same.get(one, set()) for one in found)) for key, found in own.items()
    }


def _found(
    told: Told, other: Near, units: Mapping[int, set[int]], files: Mapping[int, set[int]]
) -> Found:
    shared = units.get(told.but, set()) & units.get(other.key, set())
    same = set(told.file_ids) & files.get(other.key, set())
    return Found(*other, units=len(shared), files=int(bool(same)))


def _told(one: Activity, pictures: Mapping[int, set[int]]) -> Told:
    return Told(one.title, one.starts_on, one.ends_on, (), pictures[one.id], but=one.id)


def _apart(session: Session, keys: Collection[int]) -> set[frozenset[int]]:
    query = sa.select(Distinction.one_id, Distinction.other_id)
    said = sa.or_(Distinction.one_id.in_(keys), Distinction.other_id.in_(keys))
    return {frozenset(pair) for pair in session.execute(query.where(said))}
