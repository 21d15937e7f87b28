import sqlalchemy as sa

from groupmgr.activities.labels import ActivityState, PartyStanding
from groupmgr.confirming.models import Answer
from groupmgr.mail.models import Mail, MailState


def test_partners_stand_in_every_way(world):
    handed_in = [one for one in world.activities if one.state is ActivityState.SUBMITTED]
    found = {party.standing for activity in handed_in for party in activity.parties}
    assert found >= set(PartyStanding) - {PartyStanding.STALE}


def test_every_correction_and_dispute_has_its_words(world):
    answers = {one.party_id: one for one in world.session.scalars(sa.select(Answer))}
    for activity in world.activities:
        for party in activity.parties if activity.state is ActivityState.SUBMITTED else ():
            if party.standing is PartyStanding.CORRECTED:
                assert answers[party.id].figures
            if party.standing is PartyStanding.DISPUTED:
                assert answers[party.id].remark


def test_one_letter_could_not_be_sent(world):
    states = list(world.session.scalars(sa.select(Mail.state)))
    assert states.count(MailState.FAILED) == 1
    assert MailState.SENT in states
