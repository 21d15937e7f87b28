"""A group with a school and an enterprise, and makers of what they do together."""

import datetime as dt

import pytest

from groupmgr.kernel.levels import Level
from groupmgr.members.labels import UnitKind
from groupmgr.projects.agreements import Agreement, AgreementParty
from groupmgr.projects.labels import AgreementKind, AgreementState
from tests.makers import Maker


class ProjectMaker(Maker):
    """Adds units of two kinds and agreements between them."""

    def school(self, group=None):
        return self.unit(group, kind=UnitKind.COLLEGE)

    def enterprise(self, group=None):
        return self.unit(group, name=f"第{self.next()}机械有限公司", kind=UnitKind.ENTERPRISE)

    def agreement(self, owner, *partners, **facts):
        defaults = {
            "name": "校企合作协议",
            "kind": AgreementKind.COOPERATION,
            "level": Level.SCHOOL,
            "state": AgreementState.SIGNED,
            "signed_on": dt.date(2024, 1, 1),
        }
        parties = [AgreementParty(unit_id=unit.id) for unit in (owner, *partners)]
        return self.add(Agreement(owner_unit_id=owner.id, parties=parties, **defaults | facts))


@pytest.fixture
def make(session):
    return ProjectMaker(session)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.school(group)


@pytest.fixture
def enterprise(make, group):
    return make.enterprise(group)
