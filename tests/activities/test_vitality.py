"""A base lives by the activities there that everybody confirmed."""

import datetime as dt

import pytest

from groupmgr.activities import vitality as alive
from groupmgr.activities.labels import Confirmation
from groupmgr.kernel.clock import today
from tests.activities.makers import party
from tests.bases.makers import make_base
from tests.merging.makers import Doubles


@pytest.fixture
def world(make):
    return Doubles(make)


def held(world, base, days_ago, confirmed=True):
    day = today() - dt.timedelta(days=days_ago)
    facts = {"starts_on": day, "ends_on": day, "base_id": base.id, "parties": [party(world.firm)]}
    activity = world.submitted(world.clerk_of[world.school.id], **facts)
    for credit in activity.credits:
        credit.decision, credit.decided_version = "approved", activity.version
    for one in activity.parties:
        if confirmed:
            one.confirmation, one.confirmed_version = Confirmation.CONFIRMED, activity.version
    world.make.add(activity)
    return activity


def test_the_last_confirmed_activity_and_the_partners_of_twelve_months(world, session, make):
    base = make_base(make, world.school, world.group)
    reader = world.office

    def read():
        session.flush()
        return alive.vitality(session, reader, "base_id", base)

    assert read()[:2] == (None, None)
    old = held(world, base, 500)
    assert read().last[0] == old.id
    assert read().months == 16
    assert not read().partners
    held(world, base, 3, confirmed=False)
    assert read().last[0] == old.id
    last = held(world, base, 5)
    assert read().last[0] == last.id
    assert read().months == 0
    assert read().partners == [(world.firm.id, world.firm.name, 1)]
