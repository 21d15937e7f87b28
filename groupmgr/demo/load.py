"""Load the demonstration: the same records every time, whatever the day is."""

import datetime as dt
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.demo import (
    accounts,
    activities,
    agreements,
    answering,
    attaching,
    bases,
    bodies,
    charter,
    doubling,
    groups,
    history,
    joining,
    mastheads,
    meetings,
    memberships,
    outputs,
    people,
    projects,
    publishing,
    recording,
    studios,
    ties,
    units,
    writing,
    years,
)
from groupmgr.demo.world import World
from groupmgr.kernel.base import Base
from groupmgr.kernel.clock import now

_RECORDS = (
    units,
    groups,
    charter,
    ties,
    memberships,
    people,
    bodies,
    accounts,
    projects,
    agreements,
    bases,
    years,
    studios,
    outputs,
    meetings,
    mastheads,
    activities,
    answering,
    doubling,
    joining,
    attaching,
)
# What is written of the records.
_REPORTS = (
    writing,
    recording,
    publishing,
    history,
)


def load(session: Session, home: Path) -> World:
    """Add the demonstration to an empty database, and its files to the home; flush only."""
    world, begun = World(session, home), now()
    for maker in _RECORDS:
        maker.make(world)
    _count(session)
    for maker in _REPORTS:
        maker.make(world)
    _forget(session, begun)
    return world


def _count(session: Session) -> None:
    """Let PostgreSQL count the rows: it plans by numbers that it takes minutes to notice."""
    session.flush()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("ANALYZE"))


def _forget(session: Session, begun: dt.datetime) -> None:
    """Let nothing show that it was changed again while the demonstration was made."""
    session.flush()
    for table in Base.metadata.sorted_tables:
        if "changed_at" in table.c:
            anew = sa.update(table).where(table.c.changed_at >= begun.replace(microsecond=0))
            session.execute(anew.values(changed_at=table.c.created_at))
