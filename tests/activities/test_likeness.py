import datetime as dt

import pytest

from groupmgr.activities.labels import Category
from groupmgr.activities.models import Evidence
from groupmgr.activities.service import submitting
from groupmgr.activities.service.checking import candidates
from groupmgr.activities.service.distinguishing import tell_apart
from groupmgr.activities.service.likeness import Told, alike
from groupmgr.files.models import StoredFile
from groupmgr.kernel.errors import NotAllowed
from tests.activities.makers import DAY, party

FIRST = DAY - dt.timedelta(days=4)


@pytest.fixture
def told(stage):
    """What is typed of an event, to be compared with the records there are."""

    def tell(**changed):
        facts = {
            "title": "数控加工与机器人师资研修班",
            "starts_on": FIRST,
            "ends_on": DAY,
            "unit_ids": set(),
        }
        return Told(**facts | changed)

    return tell


def stored(stage, n=1):
    return stage.make.add(StoredFile(sha256=f"{n:064}", size=9, media_type="image/jpeg"))


def days(n):
    return dt.timedelta(days=n)


def test_alike_in_days_unit_and_title_is_a_candidate_and_says_so(stage, session, told):
    host, partner = stage.unit(), stage.unit()
    one = stage.submitted(
        stage.clerk(host), title="数控与机器人师资研修班", parties=[party(partner)]
    )
    clerk = stage.clerk(partner)
    (found,) = alike(session, clerk, told(unit_ids={partner.id}))
    assert (found.key, found.owner) == (one.id, host.name)
    assert found.reasons == ("同日", "同单位", "名称相近")
    assert alike(session, clerk, told(unit_ids={partner.id}, title="液压检修岗位标准研讨")) == []


@pytest.mark.parametrize(("later", "is_found"), [(7, True), (8, False)])
def test_days_may_lie_three_days_apart(stage, session, told, later, is_found):
    partner = stage.unit()
    stage.submitted(title="数控与机器人师资研修班", parties=[party(partner)])
    typed = told(unit_ids={partner.id}, starts_on=FIRST + days(later), ends_on=DAY + days(later))
    found = alike(session, stage.clerk(partner), typed)
    assert [one.reasons[0] for one in found] == (["日期相近"] if is_found else [])


def test_the_same_file_is_enough_whatever_the_title(stage, session, told):
    file = stored(stage)
    activity = stage.submitted(title="另一个名称")
    activity.evidence.append(Evidence(file_id=file.id, name="合影.jpg", kind="photo"))
    session.commit()
    (found,) = alike(session, stage.office, told(file_ids={file.id}))
    assert "同一张照片或文件" in found.reasons
    assert alike(session, stage.office, told(file_ids={stored(stage, 2).id})) == []


def test_the_same_picture_made_smaller_is_the_same_picture(stage, session):
    def with_picture(n, *look, **facts):
        file = stored(stage, n)
        file.look_1, file.look_2, file.look_3, file.look_4 = look
        activity = stage.submitted(**facts)
        activity.evidence.append(Evidence(file_id=file.id, name="合影.jpg", kind="photo"))
        return stage.again(activity)

    one = with_picture(1, 1, 2, 3, 4, title="数控加工研修班")
    two = with_picture(2, 1, 2, 3, 5, title="另一个名称")
    with_picture(3, 9, 9, 9, 9, title="毫不相干的讲座")
    assert [found.key for found in candidates(session, stage.office, one)] == [two.id]


def test_two_shared_units_on_the_same_days_are_enough(stage, session, told):
    host, partner = stage.unit(), stage.unit()
    stage.submitted(stage.clerk(host), title="另一个名称", parties=[party(partner)])
    both = {host.id, partner.id}
    assert alike(session, stage.office, told(unit_ids=both))
    assert alike(session, stage.office, told(unit_ids=both, starts_on=DAY)) == []


def test_without_a_shared_unit_the_titles_must_be_nearly_the_same(stage, session, told):
    stage.submitted(title="数控加工与机器人师资研修班（一）")
    assert alike(session, stage.clerk(), told())
    assert alike(session, stage.clerk(), told(title="数控与工业机器人研修班")) == []


def test_of_a_record_that_may_not_be_opened_only_the_outline_is_told(stage, session, told):
    host, partner = stage.unit(), stage.unit()
    stage.submitted(stage.clerk(host), title="数控加工与机器人师资研修班", parties=[party(partner)])
    assert alike(session, stage.clerk(partner), told(unit_ids={partner.id}))[0].seen
    assert not alike(session, stage.clerk(), told())[0].seen
    assert set(alike(session, stage.clerk(), told())[0]._fields) == {
        "key",
        "number",
        "title",
        "owner",
        "starts_on",
        "ends_on",
        "state",
        "seen",
        "score",
        "reasons",
    }


def test_drafts_and_records_of_another_group_are_not_told(stage, session, told):
    stage.draft(title="数控加工与机器人师资研修班")
    stranger = stage.make.unit(stage.make.group())
    clerk = stage.clerk()
    assert alike(session, clerk, told()) == []
    foreign = stage.make.group()
    unit = stage.make.unit(foreign)
    stage.submitted(stage.person("unit-clerk", unit, foreign), title="数控加工与机器人师资研修班")
    assert alike(session, clerk, told()) == []
    assert alike(session, clerk, told(unit_ids={unit.id}))
    assert alike(session, clerk, told(unit_ids={stranger.id})) == []


def test_void_records_and_the_record_itself_are_no_candidates(stage, session, told):
    clerk = stage.clerk()
    one = stage.submitted(clerk, title="数控加工与机器人师资研修班")
    assert alike(session, clerk, told(but=one.id)) == []
    submitting.void(session, clerk, one, "重复")
    assert alike(session, clerk, told()) == []


def test_a_pair_that_was_told_apart_is_shown_to_nobody_again(stage, session):
    partner = stage.unit()
    one = stage.submitted(title="师资研修班一", parties=[party(partner)])
    clerk = stage.clerk()
    two = stage.submitted(clerk, title="师资研修班二", parties=[party(partner)])
    assert candidates(session, stage.office, two)
    with pytest.raises(NotAllowed):
        tell_apart(session, stage.clerk(), two, one.id)
    for _ in range(2):
        tell_apart(session, clerk, two, one.id)
    assert candidates(session, stage.office, two) == []
    assert candidates(session, stage.office, one) == []


def test_the_likeliest_comes_first_and_no_more_than_five_are_shown(stage, session, told):
    for n in range(6):
        stage.submitted(title=f"数控加工与机器人师资研修班{n}")
    same = stage.submitted(title="数控加工与机器人师资研修班", category=Category.TRAINING)
    found = alike(session, stage.office, told())
    assert len(found) == 5
    assert found[0].key == same.id
    assert "名称相同" in found[0].reasons


def test_a_look_up_asks_three_times_however_many_there_are(stage, session, told, statements):
    partner = stage.unit()
    counts = []
    for _ in range(2):
        for n in range(3):
            stage.submitted(title=f"师资研修班{n}", parties=[party(partner)])
        with statements() as sent:
            alike(session, stage.office, told(unit_ids={partner.id}, title="师资研修班"))
        counts.append(len(sent))
    assert counts == [3, 3]
