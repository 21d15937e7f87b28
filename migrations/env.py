"""Run the migrations on the database of the current app."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from groupmgr.upkeep.versions import is_compared

db = current_app.extensions["migrate"].db


def render(kind: str, thing: Any, _: Any) -> str | Literal[False]:
    """Write our own column types as what the database sees."""
    if kind == "type" and isinstance(thing, sa.TypeDecorator):
        return f"sa.{type(thing.impl).__name__}()"
    if kind == "type" and isinstance(thing, sa.Enum):
        return f"sa.String(length={thing.length})"
    return False


@contextmanager
def tables_made_anew(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite, which changes a table by making it anew, drop what others point at."""
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.invalidate()  # the next one points at what there is


def refuse_loss(connection: sa.Connection) -> None:
    """Leave everything as it was where a row would point at what is no more."""
    if connection.dialect.name == "sqlite":
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(10)
        if lost:
            raise RuntimeError(f"rows that point at nothing: {lost}")


with db.engine.connect() as connection, tables_made_anew(connection):
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=render,
        compare_type=True,
        include_name=is_compared,
    )
    with context.begin_transaction():
        context.run_migrations()
        refuse_loss(connection)
    connection.commit()
