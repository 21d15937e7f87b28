import datetime as dt

from groupmgr.activities.labels import EvidenceKind, Measure
from groupmgr.activities.service import confirming, submitting
from groupmgr.activities.service.checking import candidates, checks
from groupmgr.activities.service.likeness import alike
from tests.activities.makers import DAY, party

TIMES, PERSONS = (Measure.PERSON_TIMES, None), (Measure.PERSONS, None)


def warnings(activity, found=()):
    return [check.words for check in checks(activity, list(found)) if not check.fine]


def test_a_clear_record_raises_no_question(stage, session):
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.submitted(clerk, parties=[party(partner)], figures={TIMES: 320, PERSONS: 64})
    for measure in (Measure.PERSON_TIMES, Measure.PERSONS):
        activity = stage.prove(activity, measure=measure, kind=EvidenceKind.SIGN_IN_SHEET)
    confirming.confirm(session, stage.clerk(partner), activity.parties[1], version=1)
    activity.submitted_on = DAY
    assert warnings(activity) == []
    assert "320 人次 = 64 人 × 5 天" in [check.words for check in checks(activity, [])]


def test_what_is_open_is_said(stage):
    activity = stage.submitted(
        parties=[party(stage.unit()), party(stage.unit())],
        figures={TIMES: 999, PERSONS: 64},
    )
    activity.submitted_on = dt.date(2025, 1, 10)
    assert warnings(activity) == [
        "结束于 2024 年，2025 年提交，计入 2024 年度",
        "999 人次多于 64 人 × 5 天",
        "“人次”“人数”没有佐证",
        "2 个伙伴还没有确认第 1 版",
    ]


def test_a_candidate_has_near_dates_a_shared_unit_and_an_alike_title(stage, session):
    host, partner = stage.unit(), stage.unit()
    clerk = stage.clerk(host)
    one = stage.submitted(clerk, title="数控与机器人师资研修班", parties=[party(partner)])

    def found(**changed):
        facts = {
            "title": "数控加工与机器人师资研修班",
            "starts_on": DAY + dt.timedelta(days=3),
            "ends_on": DAY + dt.timedelta(days=5),
            "unit_ids": {partner.id},
        }
        actor = changed.pop("actor", stage.clerk(partner))
        return [c.key for c in alike(session, actor, **facts | changed)]

    assert found() == [one.id]
    assert found(title="液压系统检修岗位标准研讨") == []
    assert found(starts_on=DAY + dt.timedelta(days=4)) == []
    assert found(unit_ids={stage.unit().id}) == []
    assert found(but=one.id) == []
    assert found(actor=stage.clerk()) == []
    submitting.void(session, clerk, one, "重复")
    assert found() == []


def test_the_reviewer_is_shown_the_candidates(stage, session):
    partner = stage.unit()
    first = stage.submitted(stage.clerk(), title="师资研修班一", parties=[party(partner)])
    second = stage.submitted(stage.clerk(), title="师资研修班二", parties=[party(partner)])
    found = candidates(session, stage.office, second)
    assert [one.key for one in found] == [first.id]
    assert "有 1 条相近的记录" in warnings(second, found)
