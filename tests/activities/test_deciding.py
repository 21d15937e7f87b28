import datetime as dt
import itertools
import random

import pytest

from groupmgr.activities.labels import (
    Category,
    CreditStanding,
    Measure,
    PartyRole,
    PartyStanding,
)
from groupmgr.activities.models import Activity
from groupmgr.activities.service import (
    confirming,
    deciding,
    drafting,
    offering,
    queue,
    submitting,
    versions,
)
from groupmgr.activities.service.history import history
from groupmgr.activities.version import Version
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import Conflict, NotAllowed, RuleBroken
from groupmgr.policy import Role
from tests.activities.makers import DAY, party

TIMES = (Measure.PERSON_TIMES, None)


@pytest.fixture
def two_groups(stage, make):
    """A unit in two groups, the office of the second, and a clerk."""
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    return stage.clerk(unit), stage.person(Role.STAFF, group=second)


def standings(activity):
    return {one.group_id: one.standing for one in activity.credits}


def counts(session, activity, office):
    found = session.query(Activity).filter(Activity.counts_in(office.group_id)).all()
    return activity in found


def test_each_secretariat_decides_for_its_own_group(stage, session, two_groups):
    clerk, other = two_groups
    activity = stage.submitted(clerk)
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    deciding.decide(session, other, activity, Decision.EXCLUDED, version=1, reason="与本行业无关")
    assert standings(activity) == {
        stage.office.group_id: CreditStanding.APPROVED,
        other.group_id: CreditStanding.EXCLUDED,
    }
    assert counts(session, activity, stage.office)
    assert not counts(session, activity, other)
    entry = history(session, activity)[0]
    assert (entry.deed, entry.reason) == ("不计入本集团", "与本行业无关")
    assert (entry.before["decision"], entry.after["decision"]) == ("waiting", "excluded")


def test_nobody_decides_without_being_the_secretariat_of_an_offered_group(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    stranger = stage.person(Role.STAFF, group=stage.make.group())
    for actor in (clerk, stranger, stage.person(Role.LEADER)):
        with pytest.raises(NotAllowed):
            deciding.decide(session, actor, activity, Decision.APPROVED, version=1)


def test_all_but_an_approval_need_a_reason(stage, session):
    activity = stage.submitted()
    for decision in (Decision.RETURNED, Decision.EXCLUDED):
        with pytest.raises(RuleBroken, match="报送单位会看到"):
            deciding.decide(session, stage.office, activity, decision, version=1, reason=" ")


def test_a_decision_holds_for_the_version_that_was_read(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    drafting.save(session, clerk, activity, {"figures": {TIMES: 320}})
    with pytest.raises(RuleBroken, match="第 2 版"):
        deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)


def test_nothing_is_decided_on_what_is_not_handed_in(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    submitting.void(session, clerk, activity, "重复")
    with pytest.raises(RuleBroken, match="已作废"):
        deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)


def test_a_material_change_reopens_decisions_and_confirmations_and_resets_neither(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.submitted(clerk, parties=[party(partner)], figures={TIMES: 302})
    confirming.confirm(session, stage.clerk(partner), activity.parties[1], version=1)
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    assert counts(session, activity, stage.office)

    drafting.save(session, clerk, activity, {"figures": {TIMES: 320}})

    assert activity.version == 2
    assert activity.credits[0].decision is Decision.APPROVED
    assert activity.credits[0].standing is CreditStanding.STALE
    assert activity.parties[1].standing is PartyStanding.STALE
    assert not counts(session, activity, stage.office)
    assert [one.words for one in versions.changes_since(session, activity, 1)] == [
        "人次 302 人次 → 320 人次"
    ]
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=2)
    assert counts(session, activity, stage.office)


def test_wording_is_not_material(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    facts = {"title": "师资研修班（第二期）", "place": "实训楼", "summary": activity.summary + "。"}
    drafting.save(session, clerk, activity, facts)
    stage.prove(activity)
    assert activity.version == 1
    assert counts(session, activity, stage.office)


def test_dates_category_parties_and_figures_are_material(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.submitted(clerk)
    changes = (
        {"starts_on": DAY},
        {"category": Category.OTHER},
        {"parties": [party(partner)]},
        {"parties": [party(partner, PartyRole.ORGANISER)]},
        {"figures": {TIMES: 1}},
        {"figures": {}},
    )
    for version, facts in enumerate(changes, 2):
        drafting.save(session, clerk, activity, facts)
        assert activity.version == version, facts
    assert session.query(Version).count() == 7


def test_the_difference_is_said_in_words(stage, session):
    clerk, stays, goes, comes = stage.clerk(), *(stage.unit() for _ in range(3))
    funds = (Measure.FUNDS, stays.id)
    activity = stage.submitted(
        clerk, parties=[party(stays), party(goes)], figures={TIMES: 302, funds: 60000}
    )
    facts = {
        "ends_on": DAY + dt.timedelta(days=1),
        "parties": [party(stays, PartyRole.CO_ORGANISER), party(comes)],
        "figures": {TIMES: 1320, (Measure.HOURS, None): 40},
    }
    drafting.save(session, clerk, activity, facts)
    said = [one.words for one in versions.changes_since(session, activity, 1)]
    assert said == [
        "结束日期 2024年11月14日 → 2024年11月15日",
        f"{stays.name} 参与 → 协办",
        f"新增参与单位 {comes.name} 参与",
        "人次 302 人次 → 1,320 人次",
        "新增数据 学时 40 学时",
        f"去掉参与单位 {goes.name} 参与",
        f"去掉数据 投入资金（{stays.name}） 6.00 万元",
    ]


def test_only_the_unit_itself_confirms_and_only_what_it_read(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.submitted(clerk, parties=[party(partner)])
    row = activity.parties[1]
    for actor in (clerk, stage.office):
        with pytest.raises(NotAllowed):
            confirming.confirm(session, actor, row, version=1)
    with pytest.raises(Conflict):
        confirming.confirm(session, stage.clerk(partner), row, version=2)
    confirming.confirm(session, stage.clerk(partner), row, version=1)
    assert row.standing is PartyStanding.CONFIRMED


def test_a_group_that_decided_keeps_its_credit_and_one_that_waits_can_be_left(
    stage, session, two_groups
):
    clerk, other = two_groups
    activity = stage.submitted(clerk)
    deciding.decide(session, other, activity, Decision.APPROVED, version=1)
    drafting.save(session, clerk, activity, {"groups": [other.group_id]})
    assert set(standings(activity)) == {other.group_id}
    drafting.save(session, clerk, activity, {"groups": [stage.group.id]})
    assert set(standings(activity)) == {other.group_id, stage.group.id}


def test_a_record_is_not_offered_to_a_group_its_unit_is_not_in(stage, make, session):
    clerk = stage.clerk()
    activity = stage.draft(clerk)
    with pytest.raises(RuleBroken, match="不是这个集团的成员"):
        offering.offer(session, activity, [make.group().id])


def test_the_queue_holds_what_waits_and_what_changed_the_oldest_first(stage, session):
    clerk = stage.clerk()
    first, second, third = (stage.submitted(clerk) for _ in range(3))
    first.submitted_on = DAY + dt.timedelta(days=9)
    second.submitted_on = third.submitted_on = DAY
    session.commit()
    office = stage.office
    assert queue.waiting(session, office) == [second.id, third.id, first.id]
    deciding.decide(session, office, second, Decision.APPROVED, version=1)
    deciding.decide(session, office, third, Decision.RETURNED, version=1, reason="请补")
    assert queue.waiting(session, office) == [first.id]
    drafting.save(session, clerk, second, {"figures": {TIMES: 1}})
    assert queue.waiting(session, office) == [first.id, second.id]
    assert queue.place(session, office, second.id) == queue.Place(2, 2, first.id, None)
    assert queue.place(session, office, third.id) is None
    assert queue.count(session, office) == 2


EVENTS = ("approve", "change", "confirm", "offer", "reword")


@pytest.mark.parametrize(
    "order",
    random.Random(7).sample(  # noqa: S311
        list(itertools.permutations(EVENTS)), 8
    ),
    ids="-".join,
)
def test_any_order_of_events_ends_in_the_same_figures(stage, session, two_groups, order):
    clerk, other = two_groups
    partner = stage.unit()
    says = stage.clerk(partner)
    activity = stage.submitted(clerk, parties=[party(partner)], figures={TIMES: 302})
    drafting.save(session, clerk, activity, {"groups": [stage.group.id]})
    deeds = {
        "approve": lambda: decide_all(session, activity, stage.office, other),
        "change": lambda: drafting.save(session, clerk, activity, {"figures": {TIMES: 320}}),
        "confirm": lambda: confirming.confirm(
            session, says, activity.parties[1], version=activity.version
        ),
        "offer": lambda: drafting.save(
            session, clerk, activity, {"groups": [stage.group.id, other.group_id]}
        ),
        "reword": lambda: drafting.save(session, clerk, activity, {"place": "实训楼"}),
    }
    for event in order:
        deeds[event]()
        session.commit()
    deeds["confirm"]()
    deeds["approve"]()
    activity = stage.again(activity)
    assert {one.standing for one in activity.credits} == {CreditStanding.APPROVED}
    assert activity.parties[1].standing is PartyStanding.CONFIRMED
    assert [one.value for one in activity.figures] == [320]
    assert all(counts(session, activity, office) for office in (stage.office, other))


def decide_all(session, activity, *offices):
    offered = {one.group_id for one in activity.credits}
    for office in offices:
        if office.group_id in offered:
            version = activity.version
            deciding.decide(session, office, activity, Decision.APPROVED, version=version)
