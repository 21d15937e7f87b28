"""Every row of some records as it stands, so that a merge can be undone to the last column.

The tables are those that hang on the activities by a foreign key, whatever
features add later; what is told of pairs of records is no part of either.
"""

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity
from groupmgr.index.writing import renew, searched

# By the name of a table its rows, by the name of a column their plain values.
Rows = dict[str, list[dict[str, Any]]]

_APART = {"distinctions", "join_requests", "merges"}
_ROOT = Activity.metadata.tables[Activity.__tablename__]
_READ: Mapping[type, Callable[[Any], Any]] = {
    dt.datetime: dt.datetime.fromisoformat,
    dt.date: dt.date.fromisoformat,
    Decimal: Decimal,
}


def rows_of(session: Session, keys: Collection[int]) -> Rows:
    """Return every row of the activities with these keys, and of all that hangs on them."""
    held: Rows = {}
    for table, links in _tables().items():
        parents = [(column, [row["id"] for row in held[parent]]) for column, parent in links]
        own = table.c.id.in_(keys) if table is _ROOT else sa.or_(*(c.in_(k) for c, k in parents))
        found = session.execute(sa.select(table).where(own).order_by(table.c.id))
        held[table.name] = [_plain(dict(row._mapping)) for row in found]
    return held


def digest(rows: Rows) -> str:
    """Return a hash that differs where any column of any row does."""
    line = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(line.encode()).hexdigest()


def restore(session: Session, keys: Collection[int], wanted: Rows) -> None:
    """Make the rows what they were; a revision is raised, so that open forms notice."""
    now_there = rows_of(session, keys)
    tables = _tables()
    for table in reversed(tables):
        kept = {row["id"] for row in wanted[table.name]}
        gone = {row["id"] for row in now_there[table.name]} - kept
        session.execute(sa.delete(table).where(table.c.id.in_(gone)))
    for table in tables:
        held = {row["id"]: row for row in now_there[table.name]}
        for row in wanted[table.name]:
            _put(session, table, row, held.get(row["id"]))
    session.expire_all()
    for model in searched():
        if changed := {row["id"] for rows in (now_there, wanted) for row in _of(model, rows)}:
            renew(session, model, changed)


def _of(model: Any, rows: Rows) -> list[dict[str, Any]]:
    return rows.get(model.__tablename__, [])


def _put(
    session: Session, table: sa.Table, row: Mapping[str, Any], held: Mapping[str, Any] | None
) -> None:
    values = {name: _typed(table.c[name], value) for name, value in row.items()}
    if held is None:
        session.execute(sa.insert(table).values(values))
    elif held != row:
        if "revision" in values:
            values["revision"] = held["revision"] + 1
        session.execute(sa.update(table).where(table.c.id == row["id"]).values(values))


def _tables() -> dict[sa.Table, list[tuple[sa.Column[Any], str]]]:
    """Return the tables, parents first, with the columns by which each hangs on those before."""
    found: dict[sa.Table, list[tuple[sa.Column[Any], str]]] = {_ROOT: []}
    for table in Activity.metadata.sorted_tables:
        links = [
            (key.parent, key.column.table.name)
            for key in table.foreign_keys
            if key.column.table in found and table is not _ROOT
        ]
        if links and table.name not in _APART:
            found[table] = sorted(links, key=lambda link: link[0].name)
    return found


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _written(value) for name, value in row.items()}


def _written(value: Any) -> Any:
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _typed(column: sa.Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, sa.Enum):
        return column.type.enum_class(value) if column.type.enum_class else value
    if isinstance(column.type, sa.JSON):
        return value
    return _READ.get(column.type.python_type, lambda same: same)(value)
