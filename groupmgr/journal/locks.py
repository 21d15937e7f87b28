"""Who may write beside whom, until the transaction ends: always `beside`, then `in_turn`.

PostgreSQL lets several write at once. Whoever asks whether a year is closed, and
whoever writes the journal, holds the first lock together with the others; whoever
closes a year holds it alone. So nothing that was allowed before the closing is
committed after it. The second lock puts the entries of the journal in a row; it is
taken before the rows of the change, so that two who write never wait for each other.

SQLite has one writer, who holds the database from the first statement on
(`web.database`): what was asked before a change is true until it is committed.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

_YEARS, _CHAIN = 7_401_725, 7_401_726


def beside(session: Session) -> None:
    """Wait for those who close a year; keep them out from now on."""
    _take(session, sa.func.pg_advisory_xact_lock_shared(_YEARS))


def alone(session: Session) -> None:
    """Wait for all who write what may count; keep them out from now on."""
    _take(session, sa.func.pg_advisory_xact_lock(_YEARS))


def in_turn(session: Session) -> None:
    """Wait for those who write the journal, and be the only one."""
    beside(session)
    _take(session, sa.func.pg_advisory_xact_lock(_CHAIN))


def _take(session: Session, lock: sa.ColumnElement[None]) -> None:
    if session.get_bind().dialect.name == "postgresql":
        with session.no_autoflush:
            session.execute(sa.select(lock))
