import pytest

from groupmgr.activities.labels import (
    ActivityState,
    CreditStanding,
    Measure,
    PartyRole,
    PartyStanding,
)
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting
from groupmgr.home.tasks import piles
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.merging import joining, planning
from groupmgr.merging.labels import RequestState
from tests.activities.makers import party
from tests.merging.makers import TIMES, funds

OWN = {Measure.FUNDS: 200, Measure.TEACHERS_SENT: None}


@pytest.fixture
def draft(doubles):
    """What the firm begins to type of an event that the school has reported."""
    one = doubles.draft(doubles.clerk_of[doubles.firm.id])
    return doubles.prove(one, name="合影", url="https://example.com/photo")


@pytest.fixture
def activity(doubles):
    return doubles.reported(figures={TIMES: 320, funds(doubles.school): 100})


def ask(doubles, draft, activity, **changed):
    facts = {
        "role": PartyRole.CO_ORGANISER,
        "figures": OWN,
        "remark": "我公司派了讲师",
        "gives_draft": True,
    }
    clerk = doubles.clerk_of[doubles.firm.id]
    asked = joining.ask(doubles.session, clerk, draft, activity, **facts | changed)
    doubles.session.commit()
    return asked


def owner(doubles):
    return doubles.clerk_of[doubles.school.id]


def test_an_accepted_unit_stands_in_the_new_version_with_its_figures_and_its_word(
    doubles, session, draft, activity
):
    activity = doubles.approve(activity)
    joining.accept(session, owner(doubles), ask(doubles, draft, activity))
    activity = doubles.again(activity)
    joined = next(one for one in activity.parties if one.unit_id == doubles.firm.id)
    assert (joined.role, joined.standing) == (PartyRole.CO_ORGANISER, PartyStanding.CONFIRMED)
    assert activity.version == 2
    assert activity.credits[0].standing is CreditStanding.STALE
    assert planning.stated(activity) == {
        TIMES: 320,
        funds(doubles.school): 100,
        funds(doubles.firm): 200,
    }


def test_evidence_goes_over_and_the_draft_is_thrown_away(doubles, session, draft, activity):
    key = draft.id
    joining.accept(session, owner(doubles), ask(doubles, draft, activity))
    assert [one.name for one in doubles.again(activity).evidence] == ["签到表.pdf", "合影"]
    assert session.get(Activity, key) is None


def test_a_draft_that_is_not_given_stays(doubles, session, draft, activity):
    joining.accept(session, owner(doubles), ask(doubles, draft, activity, gives_draft=False))
    assert session.get(Activity, draft.id).state is ActivityState.DRAFT
    assert len(doubles.again(activity).evidence) == 1


def test_a_refusal_needs_a_reason_and_changes_nothing_in_the_record(
    doubles, session, draft, activity
):
    asked = ask(doubles, draft, activity)
    with pytest.raises(RuleBroken, match="请写明不同意的原因"):
        joining.decline(session, owner(doubles), asked, " ")
    joining.decline(session, owner(doubles), asked, "贵公司没有参加")
    assert (asked.state, asked.reason) == (RequestState.DECLINED, "贵公司没有参加")
    assert len(doubles.again(activity).parties) == 1
    with pytest.raises(RuleBroken, match="不用再处理"):
        joining.accept(session, owner(doubles), asked)


def test_only_the_owner_answers_and_only_the_asking_unit_withdraws(
    doubles, session, draft, activity
):
    asked = ask(doubles, draft, activity)
    with pytest.raises(NotAllowed):
        joining.accept(session, doubles.clerk_of[doubles.firm.id], asked)
    with pytest.raises(NotAllowed):
        joining.withdraw(session, owner(doubles), asked)
    joining.withdraw(session, doubles.clerk_of[doubles.firm.id], asked)
    assert asked.state is RequestState.WITHDRAWN


def test_a_unit_in_the_record_is_led_to_confirm_and_nobody_asks_twice(doubles, draft, activity):
    with_firm = doubles.reported(partner=doubles.firm)
    with pytest.raises(RuleBroken, match="打开它确认即可"):
        ask(doubles, draft, with_firm)
    ask(doubles, draft, activity)
    with pytest.raises(RuleBroken, match="已经申请过"):
        ask(doubles, draft, activity)


def test_nothing_can_be_joined_but_a_candidate_or_what_may_be_opened(doubles, session, draft):
    clerk = doubles.clerk_of[doubles.firm.id]
    alike = doubles.reported()
    other = doubles.reported(title="无关的专题讲座")
    assert joining.joinable(session, clerk, draft, alike.id) == alike
    assert joining.joinable(session, clerk, draft, other.id) is None
    doubles.approve(other)
    assert joining.joinable(session, clerk, draft, other.id) == other
    assert joining.joinable(session, clerk, draft, 4711) is None


def test_a_unit_that_became_a_party_meanwhile_only_brings_its_figures(
    doubles, session, draft, activity
):
    asked = ask(doubles, draft, activity)
    drafting.save(
        session, owner(doubles), doubles.again(activity), {"parties": [party(doubles.firm)]}
    )
    joining.accept(session, owner(doubles), asked)
    activity = doubles.again(activity)
    assert len(activity.parties) == 2
    assert planning.stated(activity)[funds(doubles.firm)] == 200


def test_both_sides_see_the_request_on_their_desks(doubles, session, draft, activity):
    ask(doubles, draft, activity)
    for clerk, words in (
        (owner(doubles), "加入申请"),
        (doubles.clerk_of[doubles.firm.id], "待答复"),
    ):
        pile = next(one for one in piles(session, clerk, today()) if one.kind == words)
        assert [task.title for task in pile.tasks] == [activity.title]


def test_every_step_is_in_the_journal(doubles, session, draft, activity):
    joining.accept(session, owner(doubles), ask(doubles, draft, activity))
    deeds = {one.deed for one in session.query(Entry)}
    assert {"申请加入活动", "同意加入", "删除草稿", "确认参加（经申请加入）"} <= deeds
