"""How long an agreement holds, what was promised in it, and what kept it."""

import datetime as dt
from decimal import Decimal

import pytest

from groupmgr.activities.labels import ActivityState
from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.expiry import days_ahead
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.home.tasks import piles
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Period, Scope
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement, AgreementCredit
from groupmgr.projects.labels import AgreementState, PromiseKind, PromiseState
from groupmgr.projects.models import Milestone
from groupmgr.projects.promises import Keeping, Promise
from groupmgr.projects.service import agreements, promises
from tests.activities.makers import party
from tests.merging.makers import Doubles
from tests.projects.test_views import project as make_project

DAY = dt.date(2024, 1, 1)


@pytest.fixture
def office(make, group):
    return make.actor(make.account(Role.STAFF, group), group)


@pytest.fixture
def signed(make, group, school, enterprise, session):
    """An agreement of 2024 alone, as a page reads it."""
    credit = AgreementCredit(group_id=group.id, decision=Decision.APPROVED)
    one = make.agreement(school, enterprise, ends_on=dt.date(2024, 12, 31), credits=[credit])
    return session.get(Agreement, one.id, options=agreements.SHOWN, populate_existing=True)


def amendment(on, ends=None, **more):
    row = {"id": None, "name": "补充协议", "number": None, "signed_on": on, "ends_on": ends}
    return row | {"subject": ""} | more


def partners(session, group, year):
    return CATALOGUE["P02"].read(session, Scope(group.id, Period.year(year))).value


def test_the_term_in_force_follows_the_amendments(session, group, office, signed):
    assert [partners(session, group, year) for year in (2023, 2024, 2025)] == [0, 1, 0]
    longer = amendment(dt.date(2024, 6, 1), dt.date(2026, 12, 31))
    other = amendment(dt.date(2024, 9, 1), subject="增加实习岗位")
    agreements.amend(session, office, signed, {"amendments": [longer, other]})
    assert signed.term == dt.date(2026, 12, 31)
    assert [partners(session, group, year) for year in (2023, 2024, 2025, 2027)] == [0, 1, 1, 0]
    shorter = amendment(dt.date(2025, 3, 1), dt.date(2025, 3, 31))
    agreements.amend(session, office, signed, {"amendments": [longer, other, shorter]})
    assert [partners(session, group, year) for year in (2024, 2025)] == [1, 0]


@pytest.mark.parametrize(
    "row",
    [
        amendment(dt.date(2023, 12, 31)),
        amendment(dt.date(2099, 1, 1)),
        amendment(dt.date(2024, 6, 1), dt.date(2024, 5, 1)),
    ],
)
def test_an_amendment_that_cannot_be_is_refused(session, office, signed, row):
    with pytest.raises(RuleBroken):
        agreements.amend(session, office, signed, {"amendments": [row]})


def test_an_agreement_that_was_ended_stays_in_the_years_before(
    session, make, group, school, enterprise
):
    credit = AgreementCredit(group_id=group.id, decision=Decision.APPROVED)
    over = {"state": AgreementState.TERMINATED, "terminated_on": dt.date(2025, 5, 1)}
    make.agreement(school, enterprise, credits=[credit], **over)
    assert [partners(session, group, year) for year in (2024, 2025)] == [1, 0]


def test_a_group_says_how_many_days_ahead_it_is_told(session, make, group, office, signed):
    day = dt.date(2024, 11, 1)
    assert days_ahead(session, group.id, day) == 60
    soon = {"kind": RuleKind.EXPIRY, "subject": "agreement", "source": "章程"}
    make.add(Rule(group_id=group.id, amount=20, valid_from=DAY, **soon))
    assert days_ahead(session, group.id, day) == 20

    def warned(day):
        return {pile.kind for pile in piles(session, office, day)}

    assert warned(dt.date(2024, 12, 10)) == set()
    assert warned(dt.date(2024, 12, 12)) == {"即将到期"}


def promised(unit, **more):
    row = {"id": None, "unit_id": unit.id, "kind": PromiseKind.POSTS, "subject": "实习岗位"}
    row |= {"amount": Decimal(40), "measure": "个", "due_on": dt.date(2024, 9, 1)}
    return {"promises": [row | more]}


def kept(amount, activity_id=None, on=DAY):
    row = {"id": None, "on": on, "amount": Decimal(amount), "note": "", "receipt_id": None}
    return {"keepings": [row | {"activity_id": activity_id}]}


def only(session, signed):
    (one,) = promises.of_agreement(session, signed)
    return one


def test_a_promise_is_kept_in_parts_and_is_late_until_then(
    session, group, office, signed, enterprise
):
    promises.promise(session, office, signed, promised(enterprise))
    one = only(session, signed)
    late = dt.date(2024, 10, 1)
    assert one.state(DAY) is PromiseState.OPEN
    promises.keep(session, office, one, kept(15), ())
    assert one.state(DAY) is PromiseState.BEGUN
    assert one.state(late) is PromiseState.OVERDUE
    session.flush()
    assert [pile.tasks[0].title for pile in piles(session, office, late)] == ["承诺：实习岗位"]
    promises.keep(session, office, one, kept(40), ())
    session.flush()
    assert one.state(late) is PromiseState.KEPT
    assert not piles(session, office, late)
    with pytest.raises(RuleBroken, match="已有兑现记录"):
        promises.promise(session, office, signed, {"promises": []})


def test_a_promise_that_cannot_be_is_refused(session, make, group, office, signed, enterprise):
    with pytest.raises(RuleBroken, match="签署单位"):
        promises.promise(session, office, signed, promised(make.unit(group)))
    with pytest.raises(RuleBroken, match="大于 0"):
        promises.promise(session, office, signed, promised(enterprise, amount=Decimal(0)))
    promises.promise(session, office, signed, promised(enterprise))
    one = only(session, signed)
    for facts, words in ((kept(0), "大于 0"), (kept(1, activity_id=7), "选择活动")):
        with pytest.raises(RuleBroken, match=words):
            promises.keep(session, office, one, facts, ())
    with pytest.raises(RuleBroken, match="不能晚于今天"):
        promises.keep(session, office, one, kept(1, on=today() + dt.timedelta(days=2)), ())


def test_an_activity_of_the_parties_keeps_a_promise(make, session, sign_in):
    stage = Doubles(make)
    school, firm = stage.school, stage.firm
    clerk = stage.clerk_of[school.id]
    activity = stage.submitted(clerk, parties=[party(firm)], title="岗位对接会")
    assert activity.state is ActivityState.SUBMITTED
    credits = [AgreementCredit(group_id=stage.group.id, decision=Decision.APPROVED)]
    facts = {"name": "合作协议", "kind": "cooperation", "state": AgreementState.SIGNED}
    parties = [agreements.AgreementParty(unit_id=one.id) for one in (school, firm)]
    one = make.add(
        Agreement(owner_unit_id=school.id, signed_on=DAY, parties=parties, credits=credits, **facts)
    )
    client = sign_in(Role.STAFF, group=stage.group)
    home = f"{client.home}/agreements"
    row = {"unit_id": firm.id, "kind": "posts", "subject": "实习岗位", "amount": "40"}
    row |= {"measure": "个"}
    typed = {f"promises-0-{name}": value for name, value in row.items()}
    client.post(f"{home}/{one.id}/promises", data=typed)
    promise = session.query(Promise).one()
    assert "岗位对接会" in client.get(f"{home}/promises/{promise.id}").text
    row = {"on": "2024-03-01", "amount": "25", "activity_id": activity.id}
    typed = {f"keepings-0-{name}": value for name, value in row.items()}
    assert client.post(f"{home}/promises/{promise.id}", data=typed).status_code == 303
    assert session.query(Keeping).one().activity_id == activity.id
    shown = client.get(f"{home}/{one.id}").text
    assert "岗位对接会" in shown
    assert "25 / 40 个" in shown


def test_a_late_milestone_is_on_the_desk_of_those_who_keep_the_project(
    session, make, group, school, enterprise, office
):
    project = make_project(make, group, school, enterprise)
    make.add(Milestone(project_id=project.id, name="中期检查", due_on=DAY))
    clerk = make.actor(make.account(Role.UNIT_CLERK, group, enterprise), group)
    day = DAY + dt.timedelta(days=5)

    def late(actor, day):
        return [pile.tasks[0].title for pile in piles(session, actor, day) if pile.kind == "逾期"]

    assert late(office, day) == ["专业共建：中期检查"]
    assert late(clerk, day) == []
    assert late(office, DAY) == []
