import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.accounts.models import Account
from groupmgr.activities.models import Party
from groupmgr.groups.models import Group
from groupmgr.handover import service
from groupmgr.handover.models import Handover
from groupmgr.handover.service import Wish
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.levels import Level
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Membership
from groupmgr.members.service import liaisons
from groupmgr.members.service.liaisons import Contact
from groupmgr.policy import Role
from groupmgr.projects.labels import ProjectKind, ProjectRole, ProjectState
from groupmgr.projects.models import Project, ProjectParty
from tests.activities.makers import Stage, party
from tests.bases.makers import make_base
from tests.reading import words

SINCE = dt.date(2022, 3, 1)
FACTS = {
    "name": "智能制造产业学院",
    "kind": ProjectKind.INDUSTRY_COLLEGE,
    "level": Level.SCHOOL,
    "starts_on": SINCE,
}


class Unit(Stage):
    """A school with a liaison officer, who has an account, a draft and a base."""

    def __init__(self, make):
        super().__init__(make)
        self.chief = self.person(Role.SECRETARIAT)
        self.school = self.unit()
        self.account = make.account(Role.UNIT_ADMIN, unit=self.school, name="周敏")
        make.assign(self.account, Role.UNIT_CLERK, unit=self.school)
        query = sa.select(Membership).where(Membership.unit_id == self.school.id)
        self.membership = self.session.scalar(query)
        contact = Contact("周敏", "13800000000", SINCE)
        liaisons.hand_over(self.session, self.chief, self.membership, contact)
        self.base = make_base(make, self.school, self.group, manager="周敏")
        self.other = make_base(make, self.school, self.group, manager="王五")
        self.draft(self.clerk(self.school), title="未写完的培训")
        self.session.commit()

    def hand_over(self, actor=None, **facts):
        wish = {"to_name": "李四", "to_phone": "13900000000", "day": today()} | facts
        return service.hand_over(self.session, actor or self.chief, self.membership, Wish(**wish))


@pytest.fixture
def school(make):
    return Unit(make)


def test_everything_open_goes_to_the_successor_with_the_roles(session, school):
    found = school.hand_over(from_account_id=school.account.id, close=True, to_login="lisi")
    assert {one.role for one in found.account.assignments} == {Role.UNIT_ADMIN, Role.UNIT_CLERK}
    session.commit()
    assert liaisons.current(session, school.membership).person.name == "李四"
    assert (school.base.manager, school.base.phone) == ("李四", "13900000000")
    assert school.other.manager == "王五"
    assert not session.get(Account, school.account.id).active
    assert len(found.password) == 14
    assert found.handover.items["草稿"][0][0] == "未写完的培训"
    assert found.handover.items["负责的实训基地"] == [[school.base.name, ""]]
    assert history(session, found.handover)[0].deed == "联络员交接（周敏→李四）"
    assert history(session, school.base)[0].deed == "负责人随联络员交接"


def test_whoever_is_named_in_running_records_follows_too(session, make, school):
    other = school.unit()
    asked = school.submitted(
        school.clerk(other), parties=[party(other), party(school.school, contact="周敏")]
    )
    firm = school.unit(kind=UnitKind.ENTERPRISE)
    rows = [
        ProjectParty(unit_id=unit.id, role=ProjectRole.PARTNER, contact=contact)
        for unit, contact in ((school.school, "周敏"), (firm, "周敏"))
    ]
    running, over = (
        make.add(Project(**FACTS, state=state, owner_unit_id=school.school.id, parties=parties))
        for state, parties in ((ProjectState.RUNNING, rows), (ProjectState.CLOSED, []))
    )
    past = ProjectParty(
        project_id=over.id, unit_id=school.school.id, role=ProjectRole.LEAD, contact="周敏"
    )
    make.add(past)
    session.commit()
    items = school.hand_over().handover.items
    session.commit()
    assert items["任联系人的合作项目"] == [[running.name, ""]]
    assert items["任联系人的待确认活动"][0][0] == asked.title
    assert [row.contact for row in rows] == ["李四", "周敏"]
    assert past.contact == "周敏"
    mine = sa.select(Party.contact).where(Party.unit_id == school.school.id)
    assert "李四" in session.scalars(mine).all()
    assert history(session, running)[0].reason == "周敏→李四"


def test_an_account_that_is_needed_elsewhere_loses_this_unit_alone(session, make, school):
    elsewhere = school.unit()
    make.assign(school.account, Role.UNIT_CLERK, unit=elsewhere)
    school.hand_over(from_account_id=school.account.id, close=True)
    session.commit()
    kept = session.get(Account, school.account.id)
    assert kept.active
    session.refresh(kept, ["assignments"])
    assert {one.unit_id for one in kept.assignments} == {elsewhere.id}


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"to_name": "周敏"}, "同一人"),
        ({"day": SINCE}, "晚于"),
        ({"from_account_id": 99}, "本单位的账号"),
        ({"to_phone": "12"}, "11 位手机号"),
    ],
)
def test_what_cannot_be_handed_over_is_said(school, facts, told):
    with pytest.raises(RuleBroken, match=told):
        school.hand_over(**facts)


def test_units_do_not_hand_over_by_themselves(school):
    with pytest.raises(NotAllowed):
        school.hand_over(actor=school.clerk(school.school))


def test_the_page_shows_what_is_open_and_leads_to_a_sheet(session, sign_in, school):
    group = session.get(Group, school.group.id)
    client = sign_in(group=group)
    page = f"{client.home}/members/{school.school.id}/handover/"
    told = words(client.get(page).text)
    for said in ("未写完的培训", school.base.name, "周敏"):
        assert said in told
    facts = {"to_name": "李四", "day": today().isoformat(), "remark": "钥匙两把"}
    sheet = words(client.post(page, data=facts, follow_redirects=True).text)
    for said in ("未写完的培训", "钥匙两把", "移交人（签字）"):
        assert said in sheet
    opened = client.post(page, data={"to_name": "王五", "day": _tomorrow(), "to_login": "wangwu"})
    assert "初始密码" in words(opened.text)
    assert session.scalar(sa.select(sa.func.count(Handover.id))) == 2


def _tomorrow():
    return (today() + dt.timedelta(days=1)).isoformat()
