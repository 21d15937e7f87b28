import pytest
import sqlalchemy as sa

from groupmgr.accounts.models import Assignment
from groupmgr.activities.models import Activity, Party
from groupmgr.groups.models import Group
from groupmgr.handover import uniting
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.models import FollowUpUnit
from groupmgr.members.labels import UnitState
from groupmgr.policy import Role
from tests.activities.makers import Stage
from tests.meetings.makers import MeetingMaker
from tests.reading import words


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.fixture
def school(stage):
    return stage.unit(name="北岸职业中专学校")


@pytest.fixture
def college(stage):
    return stage.unit(name="澜山职业技术学院")


def unite(session, stage, school, college):
    uniting.unite(session, stage.office, school, college, today(), "政府批复")
    session.commit()


def test_drafts_follow_ups_and_accounts_go_over_and_what_was_handed_in_stays(
    session, stage, school, college
):
    maker = MeetingMaker(session)
    clerk = stage.clerk(school)
    draft, counted = stage.draft(clerk), stage.submitted(clerk)
    meeting = maker.meeting(stage.group)
    alone = maker.follow_up(meeting, school)
    both = maker.follow_up(meeting, school, college)
    unite(session, stage, school, college)
    owners = dict(session.execute(sa.select(Activity.id, Activity.owner_unit_id)).all())
    assert owners == {draft.id: college.id, counted.id: school.id}
    parties = sa.select(Party.unit_id).where(Party.activity_id == draft.id)
    assert session.scalars(parties).all() == [college.id]
    duties = sa.select(FollowUpUnit.unit_id).where(
        FollowUpUnit.follow_up_id.in_((alone.id, both.id))
    )
    assert session.scalars(duties).all() == [college.id, college.id]
    account = sa.select(Assignment.unit_id).where(Assignment.account_id == clerk.account_id)
    assert session.scalars(account).all() == [college.id]
    assert session.get(type(school), school.id).state is UnitState.MERGED
    assert history(session, draft)[0].deed == "随单位合并移交"


def test_an_account_of_both_units_keeps_one_role(session, make, stage, school, college):
    account = make.account(Role.UNIT_CLERK, unit=school)
    make.assign(account, Role.UNIT_CLERK, unit=college)
    unite(session, stage, school, college)
    held = sa.select(Assignment.unit_id).where(Assignment.account_id == account.id)
    assert session.scalars(held).all() == [college.id]


def test_a_unit_does_not_merge_into_itself(session, stage, school):
    with pytest.raises(RuleBroken, match="另一个正常的单位"):
        unite(session, stage, school, school)


def test_the_page_says_before_what_will_go_over(session, sign_in, stage, school, college):
    stage.draft(stage.clerk(school), title="未写完的培训")
    client = sign_in(group=session.get(Group, stage.group.id))
    page = f"{client.home}/members/{school.id}/handover/unite"
    told = words(client.get(page).text)
    for said in ("未写完的培训", "账号 1 个", "已通过的活动 0 项", stage.group.name):
        assert said in told
    facts = {"into_id": college.id, "since": today().isoformat(), "reason": "批复"}
    after = words(client.post(page, data=facts, follow_redirects=True).text)
    assert "已并入澜山职业技术学院" in after
