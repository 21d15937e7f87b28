import pytest

from groupmgr.activities.detail_labels import Engagement, TeacherKind
from groupmgr.activities.labels import Category, Measure
from groupmgr.activities.service import drafting
from groupmgr.members.labels import UnitKind
from groupmgr.policy import Role
from tests.activities.makers import DAY, party
from tests.activities.test_pages import typed


@pytest.fixture
def clerk(stage, sign_in):
    client = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.unit())
    client.home += "/activities"
    return client


@pytest.fixture
def practice(stage, clerk):
    firm = stage.unit(kind=UnitKind.ENTERPRISE)
    facts = {"category": Category.TEACHER_PRACTICE, "parties": [party(firm)]}
    return stage.ready(clerk.actor, **facts), firm


def row(activity, firm, **changed):
    """What a browser posts of one teacher."""
    told = {
        "name": "林晓",
        "teacher_kind": "programme",
        "from_unit_id": activity.owner_unit_id,
        "to_unit_id": firm.id,
        "engagement": "post",
        "post": "工艺员",
        "since": "2024-11-10",
        "until": "2024-11-14",
    }
    return {f"people-0-{name}": value for name, value in (told | changed).items()}


def posted(activity, firm, **changed):
    return (
        typed(activity, **{"parties-0-unit_id": firm.id, "parties-0-role": "participant"}) | changed
    )


def test_people_are_written_in_rows_and_handed_in(clerk, stage, practice):
    activity, firm = practice
    assert "添加人员" in clerk.get(f"{clerk.home}/{activity.id}/edit").text
    body = posted(activity, firm, deed="submit", **row(activity, firm))
    assert clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).status_code == 303
    (person,) = stage.again(activity).people
    assert (person.name, person.engagement) == ("林晓", Engagement.POST)
    assert (person.teacher_kind, person.until) == (TeacherKind.PROGRAMME, DAY)
    again = posted(activity, firm, revision=stage.again(activity).revision, **row(activity, firm))
    clerk.post(f"{clerk.home}/{activity.id}/edit", data=again | {"people-0-id": person.id})
    assert [one.id for one in stage.again(activity).people] == [person.id]


def test_what_a_person_lacks_is_said_at_the_fields_all_at_once(clerk, stage, practice):
    activity, firm = practice
    bare = row(activity, firm, teacher_kind="", engagement="", post="")
    body = posted(activity, firm, deed="submit", **bare)
    page = clerk.post(f"{clerk.home}/{activity.id}/edit", data=body).text
    assert "有 3 处要改" in page
    for name in ("teacher_kind", "engagement", "post"):
        assert f'href="#people-0-{name}"' in page
    assert page.count("的岗位") == 2


def test_another_category_keeps_what_was_typed_and_says_what_it_will_drop(clerk, stage, practice):
    activity, firm = practice
    people = row(activity, firm)
    body = posted(activity, firm, **people | {f"figures-funds@{firm.id}": "1.5"})
    address = f"{clerk.home}/{activity.id}/figures"
    part = clerk.post(address, data=body | {"category": "training"}).text
    assert "“社会培训”不填这些，保存时去掉：派出人员林晓。" in part
    assert 'name="people-0-post" value="工艺员"' in part
    assert 'id="training-programme"' in part
    assert 'value="1.5' in part
    typed_too = {"training-programme": "技能提升", "figures-hours": "40"}
    back = clerk.post(address, data=body | typed_too).text
    assert "保存时去掉：培训项目“技能提升”、学时 40。" in back
    assert 'id="people-0-post"' in back
    assert "学时" not in clerk.get(f"{clerk.home}/{activity.id}/edit").text


def test_what_two_categories_ask_of_people_is_kept_and_the_rest_is_hidden(clerk, stage, practice):
    activity, firm = practice
    body = posted(activity, firm, **row(activity, firm, appraisal="excellent"))
    body["category"] = "secondment"
    part = clerk.post(f"{clerk.home}/{activity.id}/figures", data=body).text
    assert 'name="people-0-appraisal" value="excellent"' in part
    assert 'id="people-0-pay"' in part
    assert "兼职教师" in part
    assert "岗位兼职或任职" not in part


def test_a_change_of_category_drops_at_last_what_is_not_asked(clerk, stage, session, practice):
    activity, firm = practice
    people = [{"name": "林晓", "since": DAY, "until": DAY}]
    figures = {(Measure.FUNDS, firm.id): 15000}
    drafting.save(session, clerk.actor, activity, {"people": people, "figures": figures})
    stage.again(activity)
    body = posted(activity, firm, category="signing", **row(activity, firm))
    body |= {"revision": stage.again(activity).revision, f"figures-funds@{firm.id}": "1.5"}
    clerk.post(f"{clerk.home}/{activity.id}/edit", data=body)
    activity = stage.again(activity)
    assert (activity.category, activity.people) == (Category.SIGNING, [])
    assert [one.value for one in activity.figures] == [15000]


def test_the_progress_names_what_the_category_asks(clerk, stage, practice):
    activity, _ = practice
    page = clerk.get(f"{clerk.home}/{activity.id}/edit").text
    assert 'href="#h-people">请填写派出人员' in page
    bare = stage.draft(clerk.actor)
    page = clerk.get(f"{clerk.home}/{bare.id}/edit").text
    assert 'href="#h-training">请填写培训项目' in page
