import datetime as dt

from groupmgr.activities.labels import EvidenceKind, Measure
from groupmgr.activities.service import confirming
from groupmgr.activities.service.checking import candidates, checks
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
        "结束于 2024 年，2025 年提交，计入 2024 年度",
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
