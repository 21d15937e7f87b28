import pytest

from groupmgr.activities.labels import ActivityState, Measure
from groupmgr.groups import closing
from groupmgr.policy import Role
from tests.activities.makers import DAY

TIMES = (Measure.PERSON_TIMES, None)


@pytest.fixture
def school(stage):
    return stage.unit(checks_inside=True)


@pytest.fixture
def clerk(stage, school, sign_in):
    return sign_in(Role.UNIT_CLERK, group=stage.group, unit=school)


@pytest.fixture
def chief(stage, school, sign_in):
    return sign_in(Role.UNIT_ADMIN, group=stage.group, unit=school)


def page(client, activity, rest=""):
    return client.get(f"{client.home}/activities/{activity.id}{rest}")


def test_the_administrator_finds_what_waits_on_the_desk_and_in_the_list(stage, clerk, chief):
    activity = stage.submitted(clerk.actor)
    assert activity.title in chief.get(f"{chief.home}/").text
    assert activity.title in chief.get(f"{chief.home}/activities/?view=checking").text
    assert "view=checking" not in clerk.get(f"{clerk.home}/activities/").text


def test_the_administrator_passes_it_on_with_one_press(stage, clerk, chief):
    activity = stage.submitted(clerk.actor)
    assert "提交给集团" in page(chief, activity).text
    assert "提交给集团" not in page(clerk, activity).text
    address = f"{chief.home}/activities/{activity.id}/pass"
    chief.post(address, data={"revision": activity.revision})
    assert stage.again(activity).state is ActivityState.SUBMITTED


def test_it_is_sent_back_on_a_page_that_asks_why(stage, clerk, chief):
    activity = stage.submitted(clerk.actor)
    address = f"{chief.home}/activities/{activity.id}/send-back"
    assert chief.post(address, data={"reason": ""}).status_code == 200
    chief.post(address, data={"reason": "人次与签到表不符"})
    assert stage.again(activity).state is ActivityState.DRAFT
    assert "人次与签到表不符" in page(clerk, activity).text


@pytest.mark.parametrize("deed", ["pass", "send-back"])
def test_nobody_else_is_let_to_the_check(stage, clerk, sign_in, deed):
    activity = stage.submitted(clerk.actor)
    office = sign_in(Role.STAFF, group=stage.group)
    other = sign_in(Role.UNIT_ADMIN, group=stage.group, unit=stage.unit())
    for client, status in ((clerk, 403), (office, 403), (other, 404)):
        address = f"{client.home}/activities/{activity.id}/{deed}"
        assert client.post(address, data={"reason": "不符"}).status_code == status


def test_the_clerk_is_told_who_looks_at_it_first(stage, clerk, chief):
    activity = stage.ready(clerk.actor)
    assert "提交本单位审核" in page(clerk, activity, "/edit").text
    assert "提交本单位审核" not in page(chief, activity, "/edit").text


def test_the_unit_turns_the_check_on_in_its_own_page(stage, sign_in, session):
    unit = stage.unit()
    chief = sign_in(Role.UNIT_ADMIN, group=stage.group, unit=unit)
    typed = {"no_uscc_reason": "测试", "kind": unit.kind.value, "checks_inside": "y"}
    chief.post(f"{chief.home}/members/{unit.id}/edit", data=typed)
    session.refresh(unit)
    assert unit.checks_inside
    assert "本单位管理员审核后提交" in chief.get(f"{chief.home}/members/{unit.id}").text


@pytest.fixture
def closed(stage):
    """A record of a year that was closed after it was handed in."""
    activity = stage.submitted(stage.clerk(stage.unit()), figures={TIMES: 302})
    closing.close(stage.session, stage.person(Role.SECRETARIAT), DAY.year)
    return stage.again(activity)


def test_of_a_closed_year_only_the_words_are_offered(stage, closed, sign_in):
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=closed.owner)
    shown = page(clerk, closed).text
    assert "2024年度已于" in shown
    assert "作废" not in shown
    answer = page(clerk, closed, "/edit")
    assert answer.status_code == 302
    form = clerk.get(answer.location).text
    assert "只能修改文字" in form
    assert 'name="ends_on"' not in form
    typed = {"title": "数控师资研修班", "place": "实训楼", "summary": closed.summary}
    clerk.post(f"{clerk.home}/activities/{closed.id}/wording", data=typed)
    assert stage.again(closed).title == "数控师资研修班"


def test_a_reader_is_not_told_of_closings(stage, closed, sign_in):
    leader = sign_in(Role.LEADER, group=stage.group)
    assert "年度已于" not in page(leader, closed).text


def test_a_draft_of_a_closed_year_says_that_it_cannot_be_handed_in(stage, sign_in):
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group)
    activity = stage.draft(clerk.actor)
    closing.close(stage.session, stage.person(Role.SECRETARIAT), DAY.year)
    assert "现在还不能提交" in page(clerk, activity, "/edit").text


def test_a_posted_change_of_a_closed_year_is_refused_and_what_was_typed_stays(
    stage, closed, sign_in
):
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=closed.owner)
    typed = {
        "title": closed.title,
        "category": closed.category.value,
        "starts_on": "2024-11-10",
        "ends_on": "2024-11-13",
        "owner_role": "host",
        "summary": closed.summary,
        "deed": "later",
    }
    answer = clerk.post(f"{clerk.home}/activities/{closed.id}/edit", data=typed)
    assert "封账" in answer.text
    assert 'value="2024-11-13"' in answer.text
    assert stage.again(closed).ends_on == DAY
