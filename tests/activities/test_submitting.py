import datetime as dt

import pytest

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.service import deciding, drafting, submitting
from groupmgr.activities.service.completeness import Incomplete, problems
from groupmgr.activities.service.history import history
from groupmgr.activities.version import Version
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from tests.activities.makers import DAY, SUMMARY, party


def fields(activity):
    return [problem.field for problem in problems(activity)]


def test_all_that_is_missing_is_said_at_once_each_at_its_field(stage, session):
    clerk = stage.clerk()
    tomorrow = today() + dt.timedelta(days=1)
    activity = stage.draft(clerk, category=Category.SIGNING, ends_on=tomorrow)
    drafting.save(session, clerk, activity, {"groups": []})
    with pytest.raises(Incomplete) as broken:
        submitting.submit(session, clerk, activity)
    said = [problem.field for problem in broken.value.problems]
    assert said == ["ends_on", "parties", "summary", "evidence", "groups"]
    assert "还差 50 个" in str(broken.value)


def test_a_complete_record_is_handed_in_as_its_first_version(stage, session):
    clerk = stage.clerk()
    activity = stage.ready(clerk)
    submitting.submit(session, clerk, activity)
    assert activity.state is ActivityState.SUBMITTED
    assert (activity.version, activity.submitted_on) == (1, today())
    assert session.query(Version).one().material["category"] == "training"
    entry = history(session, activity)[0]
    assert (entry.deed, entry.before["state"], entry.after["state"]) == (
        "提交审核",
        "draft",
        "submitted",
    )


def test_only_what_needs_a_partner_asks_for_one(stage):
    assert fields(stage.ready(category=Category.TRAINING)) == []
    assert fields(stage.ready(category=Category.VISIT)) == ["parties"]
    assert fields(stage.ready(category=Category.VISIT, parties=[party(stage.unit())])) == []


def test_figures_must_agree_with_each_other(stage):
    clerk = stage.clerk()
    fewer = {(Measure.PERSONS, None): 64, (Measure.PERSON_TIMES, None): 63}
    assert fields(stage.ready(clerk, figures=fewer)) == ["figures"]
    more = {(Measure.PERSONS, None): 64, (Measure.CERTIFICATES, None): 65}
    assert fields(stage.ready(clerk, figures=more)) == ["figures"]
    fine = {(Measure.PERSONS, None): 64, (Measure.PERSON_TIMES, None): 320}
    assert fields(stage.ready(clerk, figures=fine)) == []


def test_what_was_handed_in_stays_complete(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    with pytest.raises(Incomplete):
        drafting.save(session, clerk, activity, {"summary": "太短"})


def test_a_record_is_handed_in_once_and_again_only_after_a_return(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    with pytest.raises(RuleBroken, match="已经提交"):
        submitting.submit(session, clerk, activity)
    facts = {"version": 1, "reason": "请补签到表"}
    deciding.decide(session, stage.office, activity, Decision.RETURNED, **facts)
    submitting.submit(session, clerk, activity)
    assert activity.credits[0].decision is Decision.WAITING
    assert activity.version == 1


def test_a_record_is_withdrawn_while_it_waits_but_not_when_it_is_decided(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    submitting.withdraw(session, clerk, activity)
    assert activity.state is ActivityState.DRAFT
    drafting.save(session, clerk, activity, {"starts_on": DAY})
    submitting.submit(session, clerk, activity)
    assert activity.version == 2
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=2)
    with pytest.raises(RuleBroken, match="不能撤回"):
        submitting.withdraw(session, clerk, activity)


def test_voiding_needs_a_reason_and_ends_every_change(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    with pytest.raises(RuleBroken, match="原因"):
        submitting.void(session, clerk, activity, " ")
    submitting.void(session, clerk, activity, "重复填报")
    assert (activity.state, activity.void_reason) == (ActivityState.VOID, "重复填报")
    assert history(session, activity)[0].reason == "重复填报"
    for deed in (
        lambda: drafting.save(session, clerk, activity, {"place": "实训楼"}),
        lambda: submitting.submit(session, clerk, activity),
        lambda: submitting.withdraw(session, clerk, activity),
    ):
        with pytest.raises(RuleBroken):
            deed()


def test_a_secretariat_does_not_void_what_another_group_counts(stage, make, session):
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    clerk, other_office = stage.clerk(unit), stage.person("staff", group=second)
    activity = stage.submitted(clerk)
    deciding.decide(session, other_office, activity, Decision.APPROVED, version=1)
    with pytest.raises(RuleBroken, match="其他集团已经计入"):
        submitting.void(session, stage.office, activity, "重复")
    submitting.void(session, clerk, activity, "重复")


def test_a_stranger_hands_nothing_in(stage, session):
    activity = stage.ready()
    with pytest.raises(NotAllowed):
        submitting.submit(session, stage.clerk(), activity)


def test_the_summary_is_counted_without_spaces(stage):
    assert fields(stage.ready(summary="研 修" * 20)) == ["summary"]
    assert fields(stage.ready(summary=SUMMARY)) == []
