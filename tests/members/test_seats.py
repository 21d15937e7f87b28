import datetime as dt

import pytest

from groupmgr.groups.labels import BodyKind
from groupmgr.members.labels import PostTitle, Rank
from groupmgr.members.people import Liaison
from groupmgr.members.service import posts
from groupmgr.members.service.people import person_of
from groupmgr.members.service.seats import invited

SINCE, DAY = dt.date(2022, 3, 1), dt.date(2024, 5, 1)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


@pytest.fixture
def body(session, office):
    def add(kind):
        return posts.add_body(session, office, {"kind": kind, "name": kind.label})

    return add


def names(seats):
    return {seat.unit_id: [one.name for one in seat.sitters] for seat in seats}


def test_those_who_hold_a_post_on_the_day_are_invited(session, make, group, office, body):
    council = body(BodyKind.COUNCIL)
    first, second = make.unit(group), make.unit(group)
    for unit, name, title in (
        (first, "李四", PostTitle.COUNCILLOR),
        (first, "周敏", PostTitle.CHAIR),
        (second, "王五", PostTitle.COUNCILLOR),
    ):
        facts = {"unit_id": unit.id, "name": name, "title": title, "started_on": SINCE}
        held = posts.appoint(session, office, council, facts)
    assert names(invited(session, council, DAY)) == {
        first.id: ["周敏", "李四"],
        second.id: ["王五"],
    }
    posts.leave(session, office, held, dt.date(2023, 1, 1))
    assert names(invited(session, council, DAY)) == {first.id: ["周敏", "李四"]}
    assert second.id in names(invited(session, council, dt.date(2023, 1, 1)))


def test_an_assembly_invites_every_member_of_the_day_by_its_liaison(session, make, group, body):
    old, new = make.unit(), make.unit()
    held = make.membership(group, old)
    make.membership(group, new, joined_on=dt.date(2024, 6, 1))
    person = person_of(session, old.id, "周敏")
    make.add(Liaison(membership_id=held.id, person_id=person.id, started_on=SINCE))
    assembly = body(BodyKind.ASSEMBLY)
    assert names(invited(session, assembly, DAY)) == {old.id: ["周敏"]}
    assert names(invited(session, assembly, dt.date(2024, 7, 1))) == {old.id: ["周敏"], new.id: []}


def test_a_council_without_posts_is_seated_by_the_ranks_of_the_day(session, make, group, body):
    council = body(BodyKind.COUNCIL)
    chair, member = make.unit(), make.unit(group)
    make.membership(group, chair, rank=Rank.CHAIR)
    assert list(names(invited(session, council, DAY))) == [chair.id]
    assert member.id not in names(invited(session, council, DAY))
    assert invited(session, body(BodyKind.WORKING_GROUP), DAY) == []
