"""Load the demonstration: the same records every time, whatever the day is."""

from pathlib import Path

from sqlalchemy.orm import Session

from groupmgr.demo import (
    accounts,
    activities,
    agreements,
    answering,
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
    recording,
    studios,
    ties,
    units,
    writing,
    years,
)
from groupmgr.demo.world import World

_MAKERS = (
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
    writing,
    history,
    recording,
)


def load(session: Session, home: Path) -> World:
    """Add the demonstration to an empty database, and its files to the home; flush only."""
    world = World(session, home)
    for maker in _MAKERS:
        maker.make(world)
    return world
