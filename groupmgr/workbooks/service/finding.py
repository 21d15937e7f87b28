"""Find the records that rows speak of, and what the journal tells of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from groupmgr.journal.models import Entry
from groupmgr.workbooks.book import Desk
from groupmgr.workbooks.models import ImportRow


def records_of(desk: Desk, rows: Sequence[ImportRow]) -> dict[int | None, Any]:
    """Return the records of some rows by their keys, as far as the actor may edit them."""
    keys = [row.record_id for row in rows if row.record_id is not None]
    query = desk.book.query(desk.actor).where(desk.book.model.id.in_(keys))
    return {record.id: record for record in desk.session.scalars(query).unique()}


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


def last_actors(desk: Desk, rows: Sequence[ImportRow]) -> dict[int | None, str]:
    """Return who did something last to the record of each row."""
    entries = last_entries(desk, records_of(desk, rows).values())
    query = sa.select(Entry.id, Entry.actor_name).where(Entry.id.in_(entries.values()))
    names = dict(iter(desk.session.execute(query)))
    return {key: names.get(entry, "") for key, entry in entries.items()}
