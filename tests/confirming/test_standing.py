"""Where a party stands is said once: an object and the database agree."""

import datetime as dt
import itertools

import sqlalchemy as sa

from groupmgr.activities.labels import Confirmation, PartyStanding
from groupmgr.activities.models import Activity, Party
from groupmgr.kernel.clock import today


def test_an_object_and_the_database_say_the_same_of_every_party(asking, session):
    party = asking.party
    days = (None, today() - dt.timedelta(days=1), today())
    seen = set()
    for said, version, day in itertools.product(Confirmation, (None, 1, 2), days):
        party.confirmation, party.confirmed_version, party.answer_by = said, version, day
        party.activity.version = 2
        session.flush()
        query = sa.select(Party.id).join(Activity).where(Party.id == party.id)
        found = {
            one
            for one in PartyStanding
            if session.scalar(query.where(Party.stands(one, Activity.version)))
        }
        assert found == {party.standing}, (said, version, day)
        awaited = session.scalar(query.where(Party.awaited(Activity.version))) is not None
        assert awaited is party.is_awaited
        seen |= found
    assert seen == set(PartyStanding)


def test_handing_in_and_changing_give_the_party_its_days(asking, session):
    assert asking.party.answer_by == today() + dt.timedelta(days=14)
    asking.party.answer_by = None
    session.commit()
    asking.change({key: 301 for key in asking.figures if key[1] is None})
    assert asking.party.answer_by == today() + dt.timedelta(days=14)
    own = next(one for one in asking.party.activity.parties if one.unit_id == asking.school.id)
    assert own.answer_by is None
