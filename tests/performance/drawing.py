"""Random worlds for a test: few in a hurry, as many as `EXAMPLES` says for a long look."""

import os

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, assume, settings

from groupmgr.activities.models import Credit
from tests.performance.world import World

# Activities that were offered, below which a world is too empty to show anything.
ENOUGH = 8
TIMES = int(os.environ.get("EXAMPLES", "1"))


def bounded(examples):
    """So many examples, always the same ones; times `EXAMPLES` of the environment."""
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    told = {"deadline": None, "database": None, "derandomize": True, "phases": [Phase.generate]}
    return settings(max_examples=examples * TIMES, suppress_health_check=slow, **told)


def drawn(session, chance):
    """Return a world of some size; the one drawn before is forgotten."""
    session.rollback()
    world = World(session, chance)
    world.fill()
    assume(session.scalar(sa.select(sa.func.count(Credit.id))) > ENOUGH)
    return world
