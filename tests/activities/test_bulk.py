import datetime as dt
from decimal import Decimal

import pytest

from groupmgr.activities.labels import CreditStanding, Measure, Question
from groupmgr.activities.service import bulk, bulk_job, checking, deciding, drafting, remarking
from groupmgr.activities.service.doubles import doubles
from groupmgr.activities.service.history import history
from groupmgr.activities.service.remarking import Pin
from groupmgr.features import HANDLERS
from groupmgr.files.models import StoredFile
from groupmgr.jobs.models import Job
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from tests.activities.makers import DAY, party

TIMES = (Measure.PERSON_TIMES, None)
FUNDS = Measure.FUNDS


@pytest.fixture
def clear(stage, session):
    """Make a record of which nothing is in doubt: its day, its title and its unit are its own."""
    made = []

    def make(**facts):
        number = len(made)
        day = DAY - dt.timedelta(days=30 * number)
        defaults = {"title": f"{'甲乙丙丁戊己庚辛'[number % 8] * 8}{number}", "ends_on": day}
        activity = stage.submitted(**defaults | {"starts_on": day} | facts)
        activity.submitted_on = activity.ends_on
        file = StoredFile(sha256=f"{number:064}", size=9, media_type="application/pdf")
        for measure in [None, *(figure.measure for figure in activity.figures)]:
            stage.prove(activity, measure=measure, url=None, file=file)
        made.append(activity)
        return stage.again(activity)

    return make


def standings(stage, *activities):
    return [stage.again(one).credits[0].standing for one in activities]


def test_the_preview_says_what_is_decided_what_not_and_why(stage, session, clear, make):
    fine, second = clear(figures={TIMES: 302}), clear()
    doubtful = clear(parties=[party(stage.unit())])
    decided = clear()
    deciding.decide(session, stage.office, decided, Decision.EXCLUDED, version=1, reason="无关")
    session.commit()
    theirs = make.group()
    clerk = stage.person(Role.UNIT_CLERK, make.unit(theirs), group=theirs)
    foreign = stage.submitted(clerk)
    keys = [one.id for one in (fine, second, doubtful, decided, foreign)]

    found = bulk.preview(session, stage.office, Decision.APPROVED, keys)
    assert found.versions == {second.id: 1, fine.id: 1}
    assert {one.activity.id: one.why for one in found.left_out} == {
        doubtful.id: "1 个伙伴还没有确认第 1 版",
        decided.id: "不计入，不在等待审核",
    }
    assert found.unseen == 1
    assert found.doubts == {Question.PARTNERS: 1}
    assert found.total(Measure.PERSON_TIMES) == (Decimal(302), 1)
    assert found.total(FUNDS) == (Decimal(0), 2)

    even = bulk.preview(session, stage.office, Decision.APPROVED, keys, [Question.PARTNERS])
    assert set(even.versions) == {fine.id, second.id, doubtful.id}
    returned = bulk.preview(session, stage.office, Decision.RETURNED, keys)
    assert set(returned.versions) == {fine.id, second.id, doubtful.id}


def test_each_is_decided_as_it_was_previewed_and_what_changed_is_left_out(stage, session, clear):
    clerk = stage.clerk()
    same, changed, gone = clear(clerk=clerk), clear(clerk=clerk), clear(clerk=clerk)
    keys = [one.id for one in (same, changed, gone)]
    versions = bulk.preview(session, stage.office, Decision.APPROVED, keys).versions
    assert versions == dict.fromkeys(sorted(keys, reverse=True), 1)
    drafting.save(session, clerk, changed, {"figures": {TIMES: 320}})
    deciding.decide(session, stage.office, gone, Decision.RETURNED, version=1, reason="补")
    session.commit()
    for _ in range(2):
        bulk.decide(session, stage.office, Decision.APPROVED, versions)
    found = bulk.outcome(session, stage.office, Decision.APPROVED, versions)
    assert found.decided == 1
    assert {one.activity.id: one.why for one in found.left_out} == {
        changed.id: "预览以后改为第 2 版，请看过变化再审核",
        gone.id: "现在是“已退回”，请单独审核",
    }
    assert standings(stage, same, changed, gone) == [
        CreditStanding.APPROVED,
        CreditStanding.WAITING,
        CreditStanding.RETURNED,
    ]
    assert [one.deed for one in history(session, same)].count("通过并计入本集团") == 1


def test_a_return_of_many_pins_the_remark_to_each(stage, session, clear):
    clerk = stage.clerk()
    both = clear(clerk=clerk), clear(clerk=clerk)
    versions = {one.id: 1 for one in both}
    bulk.decide(session, stage.office, Decision.RETURNED, versions, [Pin(words="请补签到表")])
    for one in both:
        assert [r.words for r in remarking.pending(session, clerk, one)] == ["请补签到表"]


def test_nobody_but_the_secretariat_decides_and_not_on_too_many(stage, session, clear):
    activity = clear()
    with pytest.raises(NotAllowed):
        bulk.preview(session, stage.clerk(), Decision.APPROVED, [activity.id])
    bulk.decide(session, stage.clerk(), Decision.APPROVED, {activity.id: 1})
    assert standings(stage, activity) == [CreditStanding.WAITING]
    with pytest.raises(RuleBroken, match="缩小范围"):
        bulk.preview(session, stage.office, Decision.APPROVED, range(bulk.MOST + 1))


def test_doubles_are_found_for_many_by_the_rule_for_one(stage, session):
    unit = stage.unit()
    clerk = stage.clerk(unit)
    same = [stage.submitted(clerk, title=f"数控加工师资研修班第{n}期") for n in "一二三"]
    other = stage.submitted(
        clerk,
        title="合作签约仪式",
        ends_on=DAY - dt.timedelta(days=60),
        starts_on=DAY - dt.timedelta(days=60),
    )
    file = StoredFile(sha256="f" * 64, size=9, media_type="application/pdf")
    strangers = [stage.submitted(title=title) for title in ("访企拓岗", "技能竞赛总结")]
    for one in strangers:
        stage.prove(one, url=None, file=file)
    every = [stage.again(one) for one in (*same, other, *strangers)]
    found = doubles(session, stage.office, every)
    for one in every:
        alone = checking.candidates(session, stage.office, one)
        assert {c.key for c in found[one.id]} == {c.key for c in alone}, one.title
    assert len(found[same[0].id]) == 2
    assert [one.key for one in found[strangers[0].id]] == [strangers[1].id]


def test_the_preview_asks_the_same_number_of_questions_for_2_records_and_for_20(
    stage, session, clear, statements
):
    clerk = stage.clerk()
    keys = [clear(clerk=clerk, figures={TIMES: 9}).id for _ in range(20)]
    counts = []
    for some in (keys[:2], keys):
        session.expire_all()
        with statements() as sent:
            bulk.preview(session, stage.office, Decision.APPROVED, some)
        counts.append(len(sent))
    assert counts[0] == counts[1]


@pytest.fixture
def office(stage, sign_in):
    client = sign_in(Role.STAFF, group=stage.group)
    client.home += "/activities"
    return client


def test_a_few_are_decided_at_once_and_the_rest_is_told(office, stage, session, clear):
    clerk = stage.clerk()
    first, second = clear(clerk=clerk), clear(clerk=clerk)
    page = office.get(f"{office.home}/?view=waiting").text
    assert f'form="bulk" name="key" value="{first.id}"' in page
    address = f"{office.home}/bulk/?decision=approved&key={first.id}&key={second.id}"
    page = office.get(address).text
    assert "将批量通过 2 项" in page
    drafting.save(session, clerk, stage.again(second), {"figures": {TIMES: 320}})
    session.commit()
    body = {"decision": "approved", "versions": f"{first.id}:1,{second.id}:1"}
    answer = office.post(f"{office.home}/bulk/", data=body)
    assert answer.status_code == 303
    told = office.get(answer.location).text
    assert "批量通过 1 项，没有处理 1 项" in told
    assert f"{second.number} 预览以后改为第 2 版" in told
    assert standings(stage, first, second) == [CreditStanding.APPROVED, CreditStanding.WAITING]


def test_all_that_a_filter_leaves_is_previewed(office, clear):
    first, second = clear(), clear()
    page = office.get(f"{office.home}/bulk/?decision=approved&all=1&view=waiting").text
    assert "将批量通过 2 项" in page
    year = first.ends_on.year
    narrowed = (
        f"{office.home}/bulk/?decision=approved&all=1&view=waiting&q={second.title}&year={year}"
    )
    assert "将批量通过 1 项" in office.get(narrowed).text
    assert "还没有选择活动" in office.get(f"{office.home}/bulk/?decision=approved").text


def test_a_bulk_return_needs_a_reason(office, stage, clear):
    activity = clear()
    body = {"decision": "returned", "versions": f"{activity.id}:1"}
    assert "请选择理由，或者写明原因" in office.post(f"{office.home}/bulk/", data=body).text
    assert standings(stage, activity) == [CreditStanding.WAITING]
    office.post(f"{office.home}/bulk/", data=body | {"words": "请补签到表"})
    assert standings(stage, activity) == [CreditStanding.RETURNED]


def test_many_are_decided_by_a_job_that_says_what_it_left_out(
    office, stage, session, clear, monkeypatch, app
):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    clerk = stage.clerk()
    first, second = clear(clerk=clerk), clear(clerk=clerk)
    body = {"decision": "approved", "versions": f"{first.id}:1,{second.id}:1"}
    address = office.post(f"{office.home}/bulk/", data=body).location
    assert "排队中" in office.get(address).text
    drafting.save(session, clerk, stage.again(second), {"figures": {TIMES: 320}})
    session.commit()
    Worker(session.get_bind(), HANDLERS, app.config["HOME"]).run_one()
    session.expire_all()
    job = session.query(Job).filter_by(kind=bulk_job.JOB).one()
    assert (job.state, job.problem) == ("done", "")
    page = office.get(address).text
    assert "已处理 1 项，没有处理 1 项" in page
    assert "预览以后改为第 2 版" in page
    assert standings(stage, first, second) == [CreditStanding.APPROVED, CreditStanding.WAITING]
