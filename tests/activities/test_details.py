import datetime as dt
import io

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.activities.detail_labels import Engagement, Fit, Grade, Pay, TeacherKind
from groupmgr.activities.labels import Category, Direction, EvidenceKind, Measure
from groupmgr.activities.service import drafting, sheet, submitting, versions
from groupmgr.activities.service.completeness import problems
from groupmgr.activities.service.history import history
from groupmgr.groups import closing
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import UnitKind
from groupmgr.policy import Role
from tests.activities.makers import DAY, party


def fields(activity):
    return [problem.field for problem in problems(activity)]


@pytest.fixture
def lent(stage):
    """Make a secondment of a school, complete but for what is asked of its people."""
    clerk, firm = stage.clerk(), stage.unit(kind=UnitKind.ENTERPRISE)
    activity = stage.ready(clerk, category=Category.SECONDMENT, parties=[party(firm)])
    return clerk, firm, activity


@pytest.fixture
def practice(stage):
    clerk, firm = stage.clerk(), stage.unit(kind=UnitKind.ENTERPRISE)
    activity = stage.ready(clerk, category=Category.TEACHER_PRACTICE, parties=[party(firm)])
    return clerk, firm, activity


def lecturer(activity, firm, **facts):
    """A person of the enterprise who teaches at the school."""
    return {
        "name": "韩卫东",
        "from_unit_id": firm.id,
        "to_unit_id": activity.owner_unit_id,
        "engagement": Engagement.INDUSTRY_TUTOR,
        "pay": Pay.PAID,
        "since": DAY,
        "until": DAY + dt.timedelta(days=300),
        "consented": True,
    } | facts


def teacher(activity, firm, **facts):
    return {
        "name": "林晓",
        "from_unit_id": activity.owner_unit_id,
        "to_unit_id": firm.id,
        "teacher_kind": TeacherKind.PROGRAMME,
        "engagement": Engagement.POST,
        "post": "工艺员",
        "since": DAY - dt.timedelta(days=4),
        "until": DAY,
    } | facts


def test_a_secondment_needs_the_consent_of_the_sending_unit_and_its_file(stage, session, lent):
    clerk, firm, activity = lent
    assert fields(activity) == ["people", "evidence"]
    drafting.save(session, clerk, activity, {"people": [{"name": "韩卫东"}]})
    asked = ["from_unit_id", "to_unit_id", "engagement", "since", "until", "pay", "consented"]
    assert fields(activity) == [*(f"people-0-{name}" for name in asked), "evidence"]
    drafting.save(session, clerk, activity, {"people": [lecturer(activity, firm)]})
    assert [problem.words for problem in problems(activity)] == [
        "请上传派出单位同意的文件，类型选“批文”或“聘书”"
    ]
    stage.prove(activity, "聘书.pdf", kind=EvidenceKind.APPOINTMENT)
    assert fields(stage.again(activity)) == []


def test_the_two_units_say_who_lent_to_whom(stage, session, lent):
    clerk, firm, activity = lent
    people = [
        lecturer(activity, firm),
        lecturer(activity, firm, from_unit_id=activity.owner_unit_id, to_unit_id=firm.id),
        {"name": "未定"},
    ]
    drafting.save(session, clerk, activity, {"people": people})
    said = [person.direction for person in stage.again(activity).people]
    assert said == [Direction.TO_SCHOOL, Direction.TO_ENTERPRISE, None]


def test_whoever_is_sent_is_sent_by_one_party_to_another(stage, session, lent):
    clerk, firm, activity = lent
    people = [lecturer(activity, firm, to_unit_id=stage.unit().id)]
    with pytest.raises(RuleBroken, match="韩卫东的接收单位不在参与单位中") as broken:
        drafting.save(session, clerk, activity, {"people": people})
    assert broken.value.field == "people-0-to_unit_id"


def test_a_practice_tells_of_each_teacher_and_lies_in_the_past(stage, session, practice):
    clerk, firm, activity = practice
    drafting.save(session, clerk, activity, {"people": [{"name": "林晓"}]})
    asked = ("teacher_kind", "from_unit_id", "to_unit_id", "engagement", "post", "since", "until")
    assert fields(activity) == [f"people-0-{name}" for name in asked]
    later = teacher(activity, firm, until=DAY + dt.timedelta(days=1))
    drafting.save(session, clerk, activity, {"people": [later]})
    assert fields(activity) == ["people-0-since"]
    drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    assert fields(activity) == []


def test_a_training_says_how_it_was_held_and_for_whom(stage):
    bare = stage.prove(stage.draft(summary="训" * 50))
    asked = ["training-programme", "training-mode", "training-fit", "audiences"]
    assert fields(bare) == asked
    assert fields(stage.ready()) == []
    assert fields(stage.ready(audiences=[], category=Category.STAFF_TRAINING)) == ["parties"]


def test_another_category_drops_what_it_does_not_ask(stage, session, practice):
    clerk, firm, activity = practice
    figures = {(Measure.FUNDS, firm.id): 5000}
    facts = {"people": [teacher(activity, firm)], "figures": figures}
    drafting.save(session, clerk, activity, facts)
    drafting.save(session, clerk, activity, {"category": Category.SIGNING})
    assert (activity.people, [one.measure for one in activity.figures]) == ([], [Measure.FUNDS])
    with pytest.raises(RuleBroken, match="“签约”不填派出人员"):
        drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    training = stage.ready(clerk)
    drafting.save(session, clerk, training, {"category": Category.OTHER})
    assert stage.again(training).training is None


def test_people_and_the_fit_are_material_and_posts_and_grades_are_not(stage, session, practice):
    clerk, firm, activity = practice
    drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    submitting.submit(session, clerk, stage.again(activity))
    (held,) = stage.again(activity).people
    same = teacher(activity, firm, id=held.id)
    graded = same | {"post": "检修工", "appraisal": Grade.EXCELLENT, "outcome": "新工艺一项"}
    drafting.save(session, clerk, activity, {"people": [graded]})
    assert (activity.version, activity.people[0].id) == (1, held.id)
    shorter = graded | {"since": DAY - dt.timedelta(days=2)}
    drafting.save(session, clerk, activity, {"people": [shorter]})
    assert activity.version == 2
    training = stage.submitted(clerk)
    held = {"programme": "另一项目", "fit": Fit.MATCHED}
    drafting.save(session, clerk, training, {"training": held})
    assert training.version == 1
    drafting.save(session, clerk, training, {"training": {"fit": Fit.UNMATCHED}})
    assert training.version == 2


def test_wording_of_people_is_journalled_too(stage, session, practice):
    clerk, firm, activity = practice
    drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    submitting.submit(session, clerk, stage.again(activity))
    graded = teacher(activity, firm, id=activity.people[0].id, assessment=Grade.PASSED)
    drafting.save(session, clerk, stage.again(activity), {"people": [graded]})
    assert history(session, activity)[0].deed == "修改活动"


@pytest.mark.parametrize("place", ["title", "summary", "place"])
def test_numbers_of_identity_cards_are_not_taken(stage, session, place):
    clerk = stage.clerk()
    activity = stage.draft(clerk)
    with pytest.raises(RuleBroken, match="身份证") as broken:
        drafting.save(session, clerk, activity, {place: "学员53010219900307123X报名"})
    assert broken.value.field == place
    drafting.save(session, clerk, activity, {place: "信用代码91110000600037341L"})


def test_the_record_and_its_changes_tell_of_the_people_in_words(stage, session, practice):
    clerk, firm, activity = practice
    people = [
        teacher(activity, firm, appraisal=Grade.EXCELLENT),
        teacher(activity, firm, name="周宁"),
    ]
    drafting.save(session, clerk, activity, {"people": people})
    submitting.submit(session, clerk, stage.again(activity))
    activity = stage.again(activity)
    told = {line.label: [part.words for part in line.parts] for line in sheet.lines(activity)}
    days = "2024年11月10日—11月14日"
    sent = f"{activity.owner.name}派往{firm.name}，专业课教师，岗位兼职或任职，{days}"
    assert told["派出人员"] == [
        f"林晓 {sent}（工艺员，企业评价优秀，5 天）",
        f"周宁 {sent}（工艺员，5 天）",
    ]
    shorter = [teacher(activity, firm, id=activity.people[0].id, since=DAY)]
    drafting.save(session, clerk, activity, {"people": shorter})
    changes = versions.changes_since(session, stage.again(activity), 1)
    assert [change.key for change in changes] == ["person-林晓", "person-周宁"]
    assert changes[1].words.startswith("去掉人员 周宁")
    marked = [part.mark for part in sheet.lines(activity, changes)[3].parts]
    assert marked == ["now", "was"]


def test_pages_show_what_a_training_says(stage):
    activity = stage.submitted()
    told = {line.label: [part.words for part in line.parts] for line in sheet.lines(activity)}
    assert told["培训情况"] == ["培训项目：职业技能提升行动", "培训方式：线下", "与开设专业匹配"]


def test_the_list_finds_people_and_exports_what_a_category_asks(stage, session, practice, sign_in):
    clerk, firm, activity = practice
    drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    submitting.submit(session, clerk, stage.again(activity))
    stage.submitted()
    office = sign_in(Role.STAFF, group=stage.group)
    page = office.get(f"{office.home}/activities/?q=林晓").text
    assert (activity.number in page, "共 1 项" in page) == (True, True)
    file = io.BytesIO(office.get(f"{office.home}/activities/?as=xlsx").data)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    told = {cell for row in rows for cell in row}
    assert {"林晓 2024-11-10—2024-11-14", "职业技能提升行动", "线下", "匹配"} <= told


def test_a_practice_is_held_by_a_closed_year_that_looks_back_on_it(stage, session, practice):
    clerk, firm, activity = practice
    drafting.save(session, clerk, activity, {"people": [teacher(activity, firm)]})
    held = closing.close(session, stage.person(Role.SECRETARIAT), DAY.year + 1)
    stage.submitted(clerk)
    with pytest.raises(closing.Closed):
        submitting.submit(session, clerk, stage.again(activity))
    closing.reopen(session, stage.person(Role.SECRETARIAT), held, "更正")
    submitting.submit(session, clerk, stage.again(activity))
