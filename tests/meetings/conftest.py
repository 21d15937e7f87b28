"""What every test of meetings starts from."""

import pytest

from groupmgr.policy import Role
from tests.meetings.makers import MeetingMaker


@pytest.fixture
def make(session):
    return MeetingMaker(session)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    """The secretariat of the group, as the services see it."""
    return make.actor(make.account(Role.SECRETARIAT, group), group)


@pytest.fixture
def clerk(make, group):
    """The clerk of a member of the group."""
    return make.actor(make.account(Role.UNIT_CLERK, group, make.unit(group)), group)
