"""How SQLite is opened, so that several people can write at once and nothing is lost."""

from typing import Any

import sqlalchemy as sa
from flask import has_request_context, request

READING = {"GET", "HEAD", "OPTIONS"}
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=30000",
    "mmap_size=268435456",
)


def prepare(engine: sa.Engine) -> None:
    """Set the engine up; PostgreSQL needs nothing."""
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _open)
        sa.event.listen(engine, "begin", _begin)


def _open(connection: Any, record: Any) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    """Take the write lock at once, unless the work is known to read only.

    A transaction that reads first and writes later would lose its place to
    another writer; one that only reads must not wait for anybody.
    """
    options = connection.get_execution_options()
    asked = has_request_context() and request.method in READING
    reads = options.get("reads", asked)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
