"""A base lives by the activities there that everybody confirmed."""

import datetime as dt
import html
import re

import pytest

from groupmgr.activities import vitality as alive
from groupmgr.activities.labels import Confirmation
from groupmgr.kernel.clock import today
from groupmgr.policy import Role
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


def test_each_partner_opens_the_activities_that_were_counted(world, make, sign_in):
    base = make_base(make, world.school, world.group)
    counted, old = held(world, base, 5), held(world, base, 500)
    counted.title, old.title = "数控实训周", "前年的实训"
    make.add(old)
    client = sign_in(Role.STAFF, group=world.group)
    page = client.get(f"{client.home}/bases/{base.id}").text
    (link,) = re.findall(rf'href="([^"]+unit={world.firm.id}[^"]*)"', page)
    found = client.get(html.unescape(link)).text
    assert "数控实训周" in found
    assert "前年的实训" not in found
    assert "前年的实训" in client.get(f"{client.home}/activities/?base_id={base.id}").text
