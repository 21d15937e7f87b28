import datetime as dt

from groupmgr.activities.labels import Category, EvidenceKind, Measure
from groupmgr.activities.service import confirming, drafting
from groupmgr.activities.service.checking import candidates, checks
from groupmgr.activities.service.questions import of_writer, questions
from groupmgr.files.models import StoredFile
from tests.activities.makers import DAY, party

TIMES, PERSONS = (Measure.PERSON_TIMES, None), (Measure.PERSONS, None)


def warnings(activity, found=()):
    return [check.words for check in checks(activity, list(found)) if not check.fine]


def test_a_clear_record_raises_no_question(stage, session):
    sheet = StoredFile(sha256="0" * 64, size=1, media_type="application/pdf")
    clerk, partner = stage.clerk(), stage.unit()
    activity = stage.submitted(clerk, parties=[party(partner)], figures={TIMES: 320, PERSONS: 64})
    for measure in (Measure.PERSON_TIMES, Measure.PERSONS):
        own = {"measure": measure, "kind": EvidenceKind.SIGN_IN_SHEET}
        activity = stage.prove(activity, file=sheet, url=None, **own)
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
        "结束于2024年，2025年提交，计入2024年度",
        "999 人次多于 64 人 × 5 天",
        "佐证 C 没有文件佐证：“人次”“人数”没有证明它的文件",
        "2 个伙伴还没有确认第 1 版",
    ]


def test_the_reviewer_is_shown_the_candidates(stage, session):
    partner = stage.unit()
    first = stage.submitted(stage.clerk(), title="师资研修班一", parties=[party(partner)])
    second = stage.submitted(stage.clerk(), title="师资研修班二", parties=[party(partner)])
    found = candidates(session, stage.office, second)
    assert [one.key for one in found] == [first.id]
    assert "有 1 条相近的记录" in warnings(second, found)


def test_more_person_days_than_persons_and_days_are_in_doubt(stage):
    days = {(Measure.PERSON_DAYS, None): 321, PERSONS: 64}
    assert "321 人日多于 64 人 × 5 天" in warnings(stage.submitted(figures=days))
    fine = {(Measure.PERSON_DAYS, None): 320, PERSONS: 64}
    assert "321 人日" not in "".join(warnings(stage.submitted(figures=fine)))


def asked(session, activity):
    return [check.words for check in of_writer(session, activity)]


def test_ten_times_the_year_before_is_asked_about_and_not_refused(stage, session, statements):
    clerk = stage.clerk()
    last_year = {"starts_on": DAY.replace(year=2023), "ends_on": DAY.replace(year=2023)}
    stage.submitted(clerk, figures={TIMES: 30}, **last_year)
    stage.draft(clerk, figures={TIMES: 3000}, **last_year)
    stage.submitted(figures={TIMES: 3000}, **last_year)
    fine = stage.draft(clerk, figures={TIMES: 299})
    wild = stage.submitted(clerk, figures={TIMES: 300})
    assert asked(session, fine) == []
    assert asked(session, wild) == ["人次 300 人次，上年同类最多 30 人次，请再看一眼"]
    with statements() as sent:
        found = questions(session, [fine, wild])
    assert (len(sent), [len(found[one.id]) for one in (fine, wild)]) == (2, [0, 1])


def test_days_of_practice_that_are_named_twice_are_asked_about(stage, session):
    clerk, firm = stage.clerk(), stage.unit()
    made = [
        stage.draft(clerk, category=Category.TEACHER_PRACTICE, parties=[party(firm)])
        for _ in range(2)
    ]
    for activity, name in zip(made, ("林晓", "林晓"), strict=True):
        ends = {"from_unit_id": activity.owner_unit_id, "to_unit_id": firm.id}
        people = [{"name": name, "since": DAY, "until": DAY} | ends]
        drafting.save(session, clerk, activity, {"people": people})
    first, second = (stage.again(one) for one in made)
    assert asked(session, first) == [f"林晓的实践日期与{second.number}有重合，重合的天数只计一次"]
