import datetime as dt
import re

import pytest
import sqlalchemy as sa

from groupmgr.accounts.models import Assignment
from groupmgr.activities.models import Activity, Party
from groupmgr.bases.indicators import stock
from groupmgr.bases.labels import BaseState, Input
from groupmgr.bases.models import BaseParty
from groupmgr.confirming import awaiting
from groupmgr.groups.closing import Closed
from groupmgr.groups.models import Closing, Group
from groupmgr.handover import uniting
from groupmgr.handover.passing import Union
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Period, Scope
from groupmgr.meetings.models import FollowUpUnit
from groupmgr.members.labels import UnitKind, UnitState
from groupmgr.members.models import Membership
from groupmgr.members.standing import enter
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement, AgreementParty
from groupmgr.projects.labels import AgreementKind, AgreementState, PromiseKind
from groupmgr.projects.promises import Promise
from tests.activities.makers import Stage, party
from tests.bases.makers import make_base
from tests.meetings.makers import MeetingMaker
from tests.reading import words

SINCE = dt.date(2025, 6, 1)


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.fixture
def school(stage):
    return stage.unit(name="北岸职业中专学校")


@pytest.fixture
def college(stage):
    return stage.unit(name="澜山职业技术学院")


def unite(session, stage, school, college, since=None):
    uniting.unite(session, stage.office, Union(school, college, since or today()), "政府批复")
    session.commit()


def agreement(stage, *units, **facts):
    parties = [AgreementParty(unit_id=unit.id) for unit in units]
    facts = {"state": AgreementState.SIGNED, "signed_on": dt.date(2024, 1, 1)} | facts
    kind = AgreementKind.COOPERATION
    made = Agreement(name="协议", kind=kind, owner_unit_id=units[0].id, parties=parties, **facts)
    return stage.make.add(made)


def test_drafts_follow_ups_and_accounts_go_over_and_what_was_handed_in_stays(
    session, stage, school, college
):
    maker = MeetingMaker(session)
    clerk = stage.clerk(school)
    draft, counted = stage.draft(clerk), stage.submitted(clerk)
    meeting = maker.meeting(stage.group)
    alone = maker.follow_up(meeting, school, due_on=today())
    both = maker.follow_up(meeting, school, college, due_on=today())
    late = maker.follow_up(meeting, school, due_on=today() - dt.timedelta(days=1))
    unite(session, stage, school, college)
    owners = dict(session.execute(sa.select(Activity.id, Activity.owner_unit_id)).all())
    assert owners == {draft.id: college.id, counted.id: school.id}
    parties = sa.select(Party.unit_id).where(Party.activity_id == draft.id)
    assert session.scalars(parties).all() == [college.id]
    duties = sa.select(FollowUpUnit.unit_id).where(
        FollowUpUnit.follow_up_id.in_((alone.id, both.id))
    )
    assert session.scalars(duties).all() == [college.id, college.id]
    still = sa.select(FollowUpUnit.unit_id).where(FollowUpUnit.follow_up_id == late.id)
    assert session.scalars(still).all() == [school.id]
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


def test_what_runs_passes_and_what_is_over_stays(session, make, stage, school, college):
    running = make_base(make, school, stage.group)
    for unit, amount in ((school, 3), (college, 4)):
        row = {"unit_id": unit.id, "input": Input.MONEY, "amount": amount}
        make.add(BaseParty(base_id=running.id, **row))
    over = make_base(make, school, stage.group, state=BaseState.DELISTED)
    firm = stage.unit(kind=UnitKind.ENTERPRISE)
    live, past = agreement(stage, school, firm), agreement(stage, school, firm)
    past.state = AgreementState.EXPIRED
    kind = PromiseKind.POSTS
    facts = {"agreement_id": live.id, "kind": kind, "subject": "岗位", "amount": 9, "measure": "个"}
    promise = make.add(Promise(unit_id=school.id, **facts))
    session.commit()
    unite(session, stage, school, college)
    session.expire_all()
    assert (running.owner_unit_id, over.owner_unit_id) == (college.id, school.id)
    session.refresh(running, ["parties"])
    assert [(row.unit_id, row.amount) for row in running.parties] == [(college.id, 7)]
    assert (live.owner_unit_id, past.owner_unit_id) == (college.id, school.id)
    signed = sa.select(AgreementParty.unit_id).where(AgreementParty.agreement_id == live.id)
    assert set(session.scalars(signed)) == {college.id, firm.id}
    assert promise.unit_id == college.id
    assert history(session, running)[0].reason == "北岸职业中专学校→澜山职业技术学院"


def test_a_past_year_keeps_the_unit_and_its_name(session, make, stage, school, college):
    make_base(make, school, stage.group, parties=(college,))
    make_base(make, college, stage.group)
    session.commit()
    unite(session, stage, school, college, SINCE)
    bases = next(one for one in stock.ALL if one.code == "B01")
    told = {}
    for year in (2024, 2025):
        scope = Scope(stage.group.id, Period.year(year))
        units = {key: one.value for key, one in bases.by_unit(session, scope).items()}
        hosts = {row.host for row in session.execute(bases.records(scope))}
        told[year] = units, hosts
    assert told[2024] == ({school.id: 1, college.id: 2}, {school.name, college.name})
    assert told[2025] == ({college.id: 2}, {college.name})


def test_a_merge_that_was_told_late_stands_between_two_days(session, make, stage, school, college):
    """The second merge is told first: what was kept for it learns of the first."""
    other = stage.unit(name="南城技工学校")
    base = make_base(make, school, stage.group, parties=(other,))
    session.commit()
    unite(session, stage, other, college, dt.date(2025, 9, 1))
    unite(session, stage, school, college, dt.date(2025, 3, 1))
    days = (dt.date(2025, 2, 28), dt.date(2025, 3, 1), dt.date(2025, 9, 1))
    held = [{unit for key, unit in session.execute(stock.IN_BASES.pairs(day))} for day in days]
    assert held == [{school.id, other.id}, {college.id, other.id}, {college.id}]
    assert session.get(type(base), base.id).owner_unit_id == college.id


def test_the_successor_answers_and_mends_for_the_unit(session, make, stage, school, college):
    host = stage.unit()
    asked = stage.submitted(stage.clerk(host), parties=[party(host), party(school)])
    account = make.account(Role.UNIT_CLERK, unit=college)
    unite(session, stage, school, college)
    _, actor = enter(session, account, session.get(Group, stage.group.id).code)
    assert actor.unit_ids == {school.id, college.id}
    waiting = session.scalars(awaiting.waiting(actor)).all()
    assert [(one.activity_id, one.unit_id) for one in waiting] == [(asked.id, school.id)]


def test_a_unit_does_not_merge_into_itself(session, stage, school):
    with pytest.raises(RuleBroken, match="另一个正常的单位"):
        unite(session, stage, school, school)


def test_the_page_says_before_what_will_go_over(session, sign_in, make, stage, school, college):
    stage.draft(stage.clerk(school), title="未写完的培训")
    base = make_base(make, school, stage.group)
    session.commit()
    client = sign_in(group=session.get(Group, stage.group.id))
    page = f"{client.home}/members/{school.id}/handover/unite"
    told = words(client.get(page).text)
    for said in ("以下 2 项未了事项", "未写完的培训", base.name, "账号 1 个", "已通过的活动 0 项"):
        assert said in told
    facts = {"into_id": college.id, "since": today().isoformat(), "reason": "批复"}
    after = words(client.post(page, data=facts, follow_redirects=True).text)
    assert "已并入澜山职业技术学院" in after
    assert college.name in words(client.get(f"{client.home}/bases/").text)


def test_the_page_links_only_what_the_reader_may_open(session, sign_in, make, stage, school):
    """The office sees a base of its group, not one of another group, and no unit's draft."""
    stage.draft(stage.clerk(school), title="未写完的培训")
    here = make_base(make, school, stage.group)
    make_base(make, school, make.group(), name="集团外的基地")
    session.commit()
    client = sign_in(group=session.get(Group, stage.group.id))
    body = client.get(f"{client.home}/members/{school.id}/handover/unite").text
    linked = set(re.findall(rf'href="{client.home}/((?:bases|activities)/\d+)', body))
    assert linked == {f"bases/{here.id}"}
    told = words(body)
    assert "未写完的培训" in told
    assert "集团外的基地" in told


def test_nothing_passes_from_a_day_in_a_closed_year(session, make, stage, school, college):
    """Not even of a unit that left the group, whose base still counts in it."""
    base = make_base(make, school, stage.group)
    left = session.scalar(sa.select(Membership).where(Membership.unit_id == school.id))
    left.ended_on = dt.date(2024, 1, 1)
    make.add(Closing(group_id=stage.group.id, year=SINCE.year, closed_by="秘书处"))
    session.commit()
    with pytest.raises(Closed):
        unite(session, stage, school, college, SINCE)
    session.rollback()
    assert session.get(type(base), base.id).owner_unit_id == school.id
