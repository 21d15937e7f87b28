"""A person of several roles has each of them where it was given, and nowhere else."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from groupmgr import policy
from groupmgr.accounts import administration
from groupmgr.accounts.administration import Place
from groupmgr.accounts.models import Account
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.service import drafting, passing, submitting
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import POLICY, Action, Role
from tests.activities.makers import Stage


class Two(Stage):
    """Somebody who administers one unit and is a clerk of another one, both with the check."""

    def __init__(self, make):
        super().__init__(make)
        self.home, self.away = (self.unit(checks_inside=True) for _ in range(2))
        self.account = make.account(Role.UNIT_ADMIN, unit=self.home)
        make.assign(self.account, Role.UNIT_CLERK, unit=self.away)
        self.who = make.actor(self.account, self.group)

    def waiting(self, unit):
        """A record that a clerk of the unit handed in to its administrators."""
        return self.submitted(self.clerk(unit))


@pytest.fixture
def two(make):
    return Two(make)


def held(session, account):
    """The account as a page loads it, with the roles it has by their unit."""
    query = sa.select(Account).where(Account.id == account.id)
    loaded = query.options(selectinload(Account.assignments))
    found = session.scalars(loaded, execution_options={"populate_existing": True}).one()
    return found, {one.unit_id: one.id for one in found.assignments}


def test_who_administers_one_unit_is_a_clerk_in_the_other(two):
    home, away = two.waiting(two.home), two.waiting(two.away)
    assert {home.state, away.state} == {ActivityState.CHECKING}
    passing.pass_on(two.session, two.who, home, revision=home.revision)
    with pytest.raises(NotAllowed):
        passing.pass_on(two.session, two.who, away, revision=away.revision)
    with pytest.raises(RuleBroken, match="等待本单位管理员审核"):
        submitting.submit(two.session, two.who, away)
    with pytest.raises(RuleBroken, match="撤回以后才能修改"):
        drafting.save(two.session, two.who, away, {"title": "改过的名称"})


def test_what_a_clerk_of_two_units_hands_in_waits_for_the_check_of_the_one(two):
    ready = two.ready(two.clerk(two.away))
    submitting.submit(two.session, two.who, ready)
    assert ready.state is ActivityState.CHECKING


@pytest.mark.parametrize("action", [Action.UNIT_EDIT, Action.ACTIVITY_CHECK, Action.ACCOUNT_EDIT])
def test_what_only_administrators_may_is_theirs_in_their_own_unit_alone(two, action):
    assert Role.UNIT_CLERK not in POLICY[action]
    assert policy.own_units(two.who, action) == {two.home.id}


def test_the_page_of_the_other_unit_may_be_read_and_not_changed(two):
    assert policy.may_on(two.session, two.who, Action.UNIT_EDIT, two.home)
    assert not policy.may_on(two.session, two.who, Action.UNIT_EDIT, two.away)
    assert policy.may_on(two.session, two.who, Action.MEMBER_VIEW, two.away)


def test_nobody_opens_an_account_in_a_unit_of_which_they_are_a_clerk(two):
    new = {"login": "lisi", "name": "李四", "phone": "", "role": Role.UNIT_ADMIN}
    administration.open_account(two.session, two.who, new | {"unit_id": two.home.id})
    with pytest.raises(NotAllowed):
        administration.open_account(
            two.session, two.who, new | {"login": "wangwu", "unit_id": two.away.id}
        )


def test_a_colleague_of_the_other_unit_keeps_role_and_password(two, make):
    other = make.account(Role.UNIT_ADMIN, unit=two.away)
    both = make.assign(
        make.account(Role.UNIT_CLERK, unit=two.home), Role.UNIT_CLERK, None, two.away
    )
    for account in (other, both):
        account, places = held(two.session, account)
        with pytest.raises(NotAllowed):
            administration.take(two.session, two.who, account, places[two.away.id])
        with pytest.raises(NotAllowed):
            administration.reset_password(two.session, two.who, account)


def test_a_clerk_makes_records_for_the_units_in_which_they_are_one(two):
    for unit in (two.home, two.away):
        policy.require_for(two.who, Action.ACTIVITY_EDIT, unit.id)
    with pytest.raises(NotAllowed):
        policy.require_for(two.who, Action.ACTIVITY_EDIT, two.unit().id)


def test_an_office_of_one_group_is_nothing_in_another_one(two, make):
    """Also where the same person is a clerk of a unit that stands in both."""
    other = make.group()
    make.membership(other, two.away)
    make.assign(two.account, Role.SECRETARIAT, group=other)
    here, there = two.who, make.actor(two.account, other)
    record = two.submitted(two.clerk(two.unit()))
    assert there.roles == {Role.SECRETARIAT, Role.UNIT_CLERK}
    assert make.actor(two.account, two.group) == here
    for who in (here, there):
        assert not policy.may_on(two.session, who, Action.ACTIVITY_DECIDE, record)
        assert not policy.may_on(two.session, who, Action.ACTIVITY_EDIT, record)
    assert not policy.may_on(two.session, there, Action.UNIT_EDIT, two.home)
    assert policy.may_on(two.session, there, Action.UNIT_EDIT, two.away)


def test_a_secretariat_leaves_the_people_of_another_groups_unit_alone(make, session):
    """An account with a role in both must not be a way into the other group."""
    group, other = make.group(), make.group()
    here, there = make.unit(group), make.unit(other)
    chief = make.actor(make.account(Role.SECRETARIAT, group=group), group)
    account = make.account(Role.UNIT_CLERK, unit=here)
    make.assign(account, Role.UNIT_ADMIN, unit=there)
    account, places = held(session, account)
    with pytest.raises(NotAllowed):
        administration.reset_password(session, chief, account)
    with pytest.raises(NotAllowed):
        administration.take(session, chief, account, places[there.id])
    with pytest.raises(NotAllowed):
        administration.give(session, chief, account, Place(Role.UNIT_CLERK, there.id))


def test_a_unit_that_left_for_another_group_is_out_of_reach(make, session):
    group, other = make.group(), make.group()
    moved, gone = make.unit(), make.unit()
    for unit in (moved, gone):
        make.membership(group, unit, ended_on=today())
    make.membership(other, moved)
    chief = make.actor(make.account(Role.SECRETARIAT, group=group), group)
    accounts = [make.account(Role.UNIT_CLERK, unit=unit) for unit in (moved, gone)]
    of_moved, of_gone = (held(session, one)[0] for one in accounts)
    administration.set_active(session, chief, of_gone, active=False)
    with pytest.raises(NotAllowed):
        administration.reset_password(session, chief, of_moved)
    with pytest.raises(NotAllowed):
        administration.give(session, chief, of_gone, Place(Role.UNIT_ADMIN, moved.id))


@pytest.mark.parametrize("action", sorted(POLICY))
def test_two_roles_together_reach_the_units_that_each_reaches_by_itself(two, action):
    alone = (two.person(Role.UNIT_ADMIN, two.home), two.person(Role.UNIT_CLERK, two.away))
    reached = frozenset[int]().union(*(policy.own_units(one, action) for one in alone))
    assert policy.own_units(two.who, action) == reached
