import pytest

from groupmgr.activities.labels import CreditStanding, Measure, RemarkState
from groupmgr.activities.pins import differing, pinned
from groupmgr.activities.remark import Remark
from groupmgr.activities.service import deciding, drafting, remarking, submitting, versions
from groupmgr.activities.service.history import history
from groupmgr.activities.service.remarking import Pin
from groupmgr.groups import reasons
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Role
from tests.activities.makers import SUMMARY

TIMES = (Measure.PERSON_TIMES, None)


@pytest.fixture
def reason(stage, session):
    admin = stage.person(Role.SECRETARIAT)
    return reasons.add(session, admin, Decision.RETURNED, "person-times", "人次与签到表不符")


def send_back(stage, session, activity, *pins, **more):
    office = more.pop("office", stage.office)
    version = activity.version
    deciding.decide(
        session, office, activity, Decision.RETURNED, version=version, pins=pins, **more
    )
    return stage.again(activity)


def remarks_on(session, activity):
    found = session.query(Remark).filter_by(activity_id=activity.id).order_by(Remark.id)
    return [(one.place, one.words, one.state) for one in found]


def test_all_remarks_of_a_return_are_told_at_once_each_at_its_place(stage, session, reason):
    clerk = stage.clerk()
    activity = stage.submitted(clerk, figures={TIMES: 302})
    pins = (Pin("", reason.id, "第 4 页"), Pin("summary", None, "写明取证情况"))
    activity = send_back(stage, session, activity, *pins)
    assert remarks_on(session, activity) == [
        ("person-times", "人次与签到表不符：第 4 页", RemarkState.OPEN),
        ("summary", "写明取证情况", RemarkState.OPEN),
    ]
    credit = activity.credits[0]
    assert credit.standing is CreditStanding.RETURNED
    assert credit.reason == "人次：人次与签到表不符：第 4 页；内容与成效：写明取证情况"
    assert history(session, activity)[0].reason == credit.reason


def test_a_remark_says_something_with_a_reason_that_is_given_for_the_decision(
    stage, session, make, reason
):
    activity = stage.submitted()
    other = stage.person(Role.SECRETARIAT, group=make.group())
    foreign = reasons.add(session, other, Decision.RETURNED, "", "别的集团的理由")
    refused = {
        "不是“不计入”的理由": (Decision.EXCLUDED, Pin("", reason.id)),
        "请为每条批注选择理由": (Decision.RETURNED, Pin("title", None, " ")),
        "位置": (Decision.RETURNED, Pin("password", None, "改")),
        "已终止": (Decision.RETURNED, Pin("", foreign.id)),
    }
    for words, (decision, pin) in refused.items():
        with pytest.raises(RuleBroken, match=words):
            deciding.decide(session, stage.office, activity, decision, version=1, pins=[pin])
    assert remarks_on(session, activity) == []


def test_an_exclusion_says_why_and_pins_nothing(stage, session):
    activity = stage.submitted()
    pins = [Pin("parties", None, "只有本单位参加")]
    deciding.decide(session, stage.office, activity, Decision.EXCLUDED, version=1, pins=pins)
    assert activity.credits[0].reason == "参与单位：只有本单位参加"
    assert remarks_on(session, activity) == []


def test_the_reviewer_sees_the_answer_and_the_difference_at_the_place(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk, figures={TIMES: 302})
    pins = [Pin(place, None, "请核对") for place in ("person-times", "summary", "evidence", "days")]
    activity = send_back(stage, session, activity, *pins)
    facts = {"figures": {TIMES: 320}, "summary": SUMMARY.replace("二十", "二十一")}
    drafting.save(session, clerk, activity, facts)
    activity = stage.prove(activity, name="签到表第4页.jpg")
    first = remarking.pending(session, clerk, activity)[0]
    remarking.answer(session, clerk, activity, {first.id: "已按签到表更正"})
    submitting.submit(session, clerk, activity)

    activity = stage.again(activity)
    seen = pinned(activity, remarking.pending(session, stage.office, activity))
    assert [one.remark.state for one in seen.every] == [RemarkState.ANSWERED] + [
        RemarkState.OPEN
    ] * 3
    assert seen.every[0].remark.answer == "已按签到表更正"
    words = [[(part.mark, part.words) for part in one.parts if part.mark] for one in seen.every]
    assert words == [
        [("was", "302 人次"), ("now", "320 人次")],
        [("now", "一")],
        [("was", "签到表.pdf"), ("now", "签到表.pdf；签到表第4页.jpg")],
        [],
    ]
    assert seen.at("days")[0].label == "起止日期"


def test_an_approval_solves_what_was_remarked(stage, session):
    clerk = stage.clerk()
    activity = send_back(stage, session, stage.submitted(clerk), Pin("title", None, "写全称"))
    submitting.submit(session, clerk, activity)
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    assert remarks_on(session, activity) == [("title", "写全称", RemarkState.SOLVED)]
    assert remarking.pending(session, clerk, activity) == []


def test_a_second_return_asks_again_for_what_is_not_ticked_as_solved(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    pins = Pin("title", None, "写全称"), Pin("summary", None, "写具体")
    activity = send_back(stage, session, activity, *pins)
    title, summary = remarking.pending(session, clerk, activity)
    remarking.answer(session, clerk, activity, {title.id: "已改", summary.id: "已写"})
    submitting.submit(session, clerk, activity)
    activity = send_back(stage, session, activity, solved=[title.id])
    assert remarks_on(session, activity) == [
        ("title", "写全称", RemarkState.SOLVED),
        ("summary", "写具体", RemarkState.OPEN),
    ]
    assert activity.credits[0].reason == "内容与成效：写具体"
    with pytest.raises(RuleBroken, match="至少加一条批注"):
        send_back(stage, session, activity, solved=[summary.id])


def test_a_group_never_sees_the_remarks_and_reasons_of_another(stage, session, make):
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    clerk, other = stage.clerk(unit), stage.person(Role.STAFF, group=second)
    activity = stage.submitted(clerk)
    activity = send_back(stage, session, activity, Pin("title", None, "写全称"))
    activity = send_back(stage, session, activity, Pin("days", None, "差一天"), office=other)
    seen = {
        who: [one.words for one in remarking.pending(session, actor, activity)]
        for who, actor in (("unit", clerk), ("first", stage.office), ("second", other))
    }
    assert seen == {"unit": ["写全称", "差一天"], "first": ["写全称"], "second": ["差一天"]}
    said = [entry.reason for entry in history(session, activity, other.group_id)]
    assert "起止日期：差一天" in said
    assert "活动名称：写全称" not in said
    deciding.decide(session, other, activity, Decision.APPROVED, version=1)
    assert [one.words for one in remarking.pending(session, clerk, activity)] == ["写全称"]


def test_only_the_unit_answers_and_an_emptied_answer_is_taken_back(stage, session):
    clerk = stage.clerk()
    activity = send_back(stage, session, stage.submitted(clerk), Pin("title", None, "写全称"))
    (one,) = remarking.pending(session, clerk, activity)
    with pytest.raises(RuleBroken):
        remarking.answer(session, stage.clerk(), activity, {one.id: "不是我的"})
    remarking.answer(session, clerk, activity, {one.id: "已改"})
    assert history(session, activity)[0].deed == "答复批注"
    assert remarking.answer(session, clerk, activity, {one.id: "已改"}) == []
    remarking.answer(session, clerk, activity, {one.id: ""})
    assert one.state is RemarkState.OPEN


def test_a_record_withdrawn_changed_and_handed_in_again_before_a_decision_shows_no_old_version(
    stage, session
):
    clerk = stage.clerk()
    activity = stage.submitted(clerk, figures={TIMES: 302})
    submitting.withdraw(session, clerk, activity)
    drafting.save(session, clerk, activity, {"figures": {TIMES: 320}})
    submitting.submit(session, clerk, activity)
    activity = stage.again(activity)
    assert (activity.version, activity.credits[0].decided_version) == (2, None)
    assert activity.credits[0].standing is CreditStanding.WAITING
    said = [one.words for one in versions.changes_since(session, activity, 1)]
    assert said == ["人次 302 人次 → 320 人次"]


def test_a_returned_record_shows_what_changed_since_the_version_that_was_returned(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk, figures={TIMES: 302})
    activity = send_back(stage, session, activity, Pin("person-times", None, "不符"))
    for times in (310, 320):
        drafting.save(session, clerk, activity, {"figures": {TIMES: times}})
    submitting.withdraw(session, clerk, activity)
    submitting.submit(session, clerk, activity)
    activity = stage.again(activity)
    credit = activity.credits[0]
    assert (credit.standing, credit.decided_version) == (CreditStanding.WAITING, 1)
    said = [one.words for one in versions.changes_since(session, activity, credit.decided_version)]
    assert said == ["人次 302 人次 → 320 人次"]


def test_reasons_end_by_a_day_and_a_new_group_begins_with_some(stage, session, reason):
    admin = stage.person(Role.SECRETARIAT)
    with pytest.raises(RuleBroken, match="已有这条理由"):
        reasons.add(session, admin, Decision.RETURNED, "", reason.words)
    with pytest.raises(RuleBroken, match="已有理由"):
        reasons.begin(session, admin)
    reasons.end(session, admin, reason, today())
    assert reasons.in_force(session, stage.group.id, today()) == [reason]
    reason.valid_until = reason.valid_until.replace(year=2020)
    session.flush()
    assert reasons.in_force(session, stage.group.id, today()) == []
    assert reasons.book(session, admin) == [reason]
    assert {one.decision for one in reasons.starting(1)} == set(reasons.GIVEN_FOR)


def test_of_long_texts_only_what_is_near_to_a_difference_is_shown():
    was = "甲" * 60 + "乙" + "丙" * 60
    assert "".join(part.words for part in differing(was, was.replace("乙", "丁"))) == (
        "甲" * 8 + "…" + "甲" * 8 + "乙丁" + "丙" * 8 + "…" + "丙" * 8
    )
    assert differing("同", "同") == []
