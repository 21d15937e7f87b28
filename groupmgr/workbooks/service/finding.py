"""Find the records that rows speak of, and what the journal tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from groupmgr.journal.models import Entry
from groupmgr.workbooks.book import Cells, Desk, version
from groupmgr.workbooks.comparing import identity
from groupmgr.workbooks.models import ImportRow
from groupmgr.workbooks.said import Said


@dataclass(frozen=True, slots=True)
class Known:
    """The record that a row speaks of, with what it says now, or why that cannot be told."""

    record: Any = None
    cells: Cells | None = None
    doubt: str = ""


def known(desk: Desk, rows: Sequence[Said]) -> dict[int, Known]:
    """Return what is known of some rows, by their numbers, in a fixed number of queries."""
    told: dict[int, int | str | None] = {one.number: one.key for one in rows if one.key is not None}
    unnamed = [one for one in rows if one.key is None] if desk.book.adding else []
    names: list[str] = []
    if desk.book.find is not None:
        found = desk.book.find(desk.session, desk.actor, [one.cells for one in unnamed])
        told |= {one.number: key for one, key in zip(unnamed, found, strict=True)}
    else:
        names = [str(one.cells.get(desk.book.same[0], "")) for one in unnamed]
    places: dict[Any, Known] = {}
    for record in _records(desk, [key for key in told.values() if isinstance(key, int)], names):
        cells = desk.cells(record)
        places[record.id] = places[identity(cells, desk.book.same)] = Known(record, cells)
    return {one.number: _known(desk, one, told.get(one.number), places) for one in rows}


def _known(desk: Desk, said: Said, told: int | str | None, places: Mapping[Any, Known]) -> Known:
    if isinstance(told, str):
        return Known(doubt=told)
    by_look = told is None and desk.book.adding and desk.book.find is None
    return places.get(identity(said.cells, desk.book.same) if by_look else told, Known())


def _records(desk: Desk, keys: Sequence[int], names: Sequence[str]) -> Iterable[Any]:
    model = desk.book.model
    asked = model.id.in_(keys)
    if names:
        asked = sa.or_(asked, getattr(model, desk.book.same[0]).in_(names))
    return desk.session.scalars(desk.book.query(desk.actor).where(asked)).unique()


def records_of(desk: Desk, keys: Iterable[int | None]) -> dict[int | None, Any]:
    """Return some records as they are stored now, as far as the actor may edit them."""
    known = [key for key in keys if key is not None]
    query = desk.book.query(desk.actor).where(desk.book.model.id.in_(known))
    found = desk.session.scalars(query.execution_options(populate_existing=True))
    return {record.id: record for record in found.unique()}


def last_entries(desk: Desk, records: Iterable[Any]) -> dict[int | None, int]:
    """Return the key of the last entry of the journal on each record."""
    things = {record.id: desk.book.things(record) for record in records}
    asked: dict[str, list[int]] = defaultdict(list)
    for table, key in (one for them in things.values() for one in them):
        asked[table].append(key)
    last: dict[tuple[str, int], int] = {}
    for table, keys in asked.items():
        query = sa.select(Entry.thing_id, sa.func.max(Entry.id))
        query = query.where(Entry.thing == table, Entry.thing_id.in_(keys))
        for key, entry in desk.session.execute(query.group_by(Entry.thing_id)):
            last[table, key] = entry
    return {key: max(last.get(one, 0) for one in them) for key, them in things.items()}


def of_rows(desk: Desk, rows: Iterable[ImportRow]) -> dict[int | None, Any]:
    """Return the records of some rows as they are stored now."""
    return records_of(desk, (row.record_id for row in rows))


def left(desk: Desk, records: Mapping[int | None, Any]) -> dict[int | None, str]:
    """Return for each record what tells how it is now from any later deed."""
    latest = last_entries(desk, records.values())
    return {key: f"{latest.get(key, 0)} {version(one)}" for key, one in records.items()}


def last_actors(desk: Desk, rows: Sequence[ImportRow]) -> dict[int | None, str]:
    """Return who did something last to the record of each row."""
    entries = last_entries(desk, of_rows(desk, rows).values())
    query = sa.select(Entry.id, Entry.actor_name).where(Entry.id.in_(entries.values()))
    names = dict(iter(desk.session.execute(query)))
    return {key: names.get(entry, "") for key, entry in entries.items()}
