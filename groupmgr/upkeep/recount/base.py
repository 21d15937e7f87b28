"""The rows of a database as they stand, and what a recount of any of them needs.

Nothing here is shared with the indicators: only the tables are. A method named
after an indicator's code returns the things that count.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.members.models import Membership, Unit

SCHOOLS = {"secondary", "technician", "college", "vocational-university", "university"}
VOCATIONAL = SCHOOLS - {"university"}


class Tables:
    """Whole tables, each loaded when it is first asked for."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: dict[Any, Sequence[Any]] = {}
        self._under: dict[Any, Mapping[int, list[Any]]] = {}

    def all(self, model: Any) -> Sequence[Any]:
        """Return every row, in the order of keys."""
        if model not in self._rows:
            table = model.__table__
            self._rows[model] = self._session.execute(sa.select(table).order_by(table.c.id)).all()
        return self._rows[model]

    def under(self, model: Any, key: str) -> Mapping[int, list[Any]]:
        """Return the rows by what one of their columns holds."""
        if (model, key) not in self._under:
            found = defaultdict(list)
            for row in self.all(model):
                found[getattr(row, key)].append(row)
            self._under[model, key] = found
        return self._under[model, key]


class Recount:
    """The things that count for a group in a span of days, under a reading."""

    def __init__(
        self, tables: Tables, group_id: int, start: dt.date, end: dt.date, reading: str
    ) -> None:
        self.tables, self.group_id = tables, group_id
        self.start, self.end, self.reading = start, end, reading
        self.units = {unit.id: unit for unit in self.all(Unit)}
        self.memberships = [m for m in self.all(Membership) if m.group_id == group_id]
        self._terms = defaultdict(list)
        for one in self.memberships:
            self._terms[one.unit_id].append((one.joined_on, one.ended_on))

    def all(self, model: Any) -> Sequence[Any]:
        return self.tables.all(model)

    def under(self, model: Any, key: str) -> Mapping[int, list[Any]]:
        return self.tables.under(model, key)

    def those_in(self, record: Any, parties: Any, former: Any, key: str) -> set[int]:
        """Return who was in a record on the last day: the next that parted, or those of today."""
        parted = [one for one in self.under(former, key)[record.id] if one.until >= self.end]
        if parted:
            until = min(one.until for one in parted)
            return {one.unit_id for one in parted if one.until == until}
        return {one.unit_id for one in self.under(parties, key)[record.id]} | {record.owner_unit_id}

    def within(self, day: dt.date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    def member(self, unit_id: int, day: dt.date) -> bool:
        return any(
            joined is not None and joined <= day and (ended is None or day < ended)
            for joined, ended in self._terms.get(unit_id, ())
        )

    def members(self, unit_ids: Iterable[int], day: dt.date) -> set[int]:
        return {unit_id for unit_id in unit_ids if self.member(unit_id, day)}

    def schools(self) -> list[int]:
        found = [u for u in self.units.values() if u.kind.value in VOCATIONAL]
        return [u.id for u in found if self.member(u.id, self.end)]

    def school_year(self) -> int:
        ended_in = self.end.year if (self.end.month, self.end.day) >= (8, 31) else self.end.year - 1
        return ended_in - 1
