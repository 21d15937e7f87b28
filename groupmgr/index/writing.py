"""The words follow their records: written in the flush that writes the record."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from groupmgr.index.models import Wording, mark
from groupmgr.index.words import pieces, plain, spelled
from groupmgr.kernel.base import Base

Row = dict[str, Any]
LONGEST = 100_000
_INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def listen() -> None:
    """Keep the words of every record of every session; asked for twice, it is done once."""
    if not sa.event.contains(Session, "after_flush", _follow):
        sa.event.listen(Session, "after_flush", _follow)


def row(thing: Any) -> Row:
    """Return what is kept of a record: the words of its name, and of what else it says."""
    name, *others = (str(getattr(thing, key) or "") for key in thing.__found_by__)
    return row_of(thing.__tablename__, thing.id, name, others)


def row_of(thing: str, thing_id: int, name: str, others: Iterable[str] = ()) -> Row:
    """Return what is kept of some words."""
    said = plain("　".join(filter(None, others)))[:LONGEST]
    found = (mark(thing), *pieces(name), *pieces(said), *spelled(name))
    words = " ".join(filter(None, found))
    return {"thing": thing, "thing_id": thing_id, "words": words, "plain": said}


def add(connection: sa.Connection, rows: Sequence[Row]) -> None:
    """Write the words of new records, over those of gone ones whose keys come again.

    What goes with the record above it leaves its words behind: nobody finds them.
    """
    if rows:
        in_order = sorted(rows, key=lambda one: (one["thing"], one["thing_id"]))
        insert = _INSERT[connection.dialect.name](Wording)
        said = {"words": insert.excluded.words, "plain": insert.excluded.plain}
        written = insert.on_conflict_do_update(index_elements=["thing", "thing_id"], set_=said)
        connection.execute(written, in_order)


def renew(session: Session, model: Any, keys: Iterable[int]) -> None:
    """Write anew the words of records that were written past the session."""
    wanted, connection = set(keys), session.connection()
    here = (Wording.thing == model.__tablename__, Wording.thing_id.in_(wanted))
    connection.execute(sa.delete(Wording).where(*here))
    records = session.scalars(sa.select(model).where(model.id.in_(wanted)))
    add(connection, [row(one) for one in records])


def searched() -> list[type[Any]]:
    """Return the models that are found by their words."""
    models = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted((one for one in models if one.__found_by__), key=lambda m: m.__tablename__)


def _follow(session: Session, _: Any) -> None:
    """Write what a flush wrote; a record whose words are the same costs nothing."""
    connection = session.connection()
    add(connection, [row(one) for one in session.new if one.__found_by__])
    _change(connection, [row(one) for one in session.dirty if _says_something_else(one)])
    _remove(connection, [one for one in session.deleted if one.__found_by__])


def _says_something_else(thing: Any) -> bool:
    attributes = sa.inspect(thing).attrs
    columns = set(thing.__found_by__) & set(attributes.keys())
    return any(attributes[key].history.has_changes() for key in columns)


def _change(connection: sa.Connection, rows: Sequence[Row]) -> None:
    if not rows:
        return
    at = (Wording.thing == sa.bindparam("at"), Wording.thing_id == sa.bindparam("key"))
    new: dict[str, Any] = {"words": sa.bindparam("new_words"), "plain": sa.bindparam("new_plain")}
    connection.execute(
        sa.update(Wording).where(*at).values(new),
        [
            {
                "at": one["thing"],
                "key": one["thing_id"],
                "new_words": one["words"],
                "new_plain": one["plain"],
            }
            for one in rows
        ],
    )


def _remove(connection: sa.Connection, things: Iterable[Any]) -> None:
    gone: dict[str, list[int]] = defaultdict(list)
    for one in things:
        gone[one.__tablename__].append(one.id)
    for thing, keys in gone.items():
        here = (Wording.thing == thing, Wording.thing_id.in_(keys))
        connection.execute(sa.delete(Wording).where(*here))
