import pytest

from groupmgr.activities.labels import ActivityState
from groupmgr.groups.models import Closing
from groupmgr.policy import Role
from tests.activities.makers import DAY, Stage
from tests.browser import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


@pytest.fixture
def stage(make):
    return Stage(make)


@pytest.mark.parametrize("phone", [True, False])
def test_a_year_is_closed_in_a_dialog_and_then_opened_to_a_unit(browse, stage, session, phone):
    stage.submitted()
    chief = stage.make.account(Role.SECRETARIAT, group=stage.group)
    page = browse(chief.login, f"/g/{stage.group.code}/closings/", phone=phone)
    row = page.locator("tr", has_text=f"{DAY.year}年")
    row.locator("summary").click()
    page.get_by_text(f"封账{DAY.year}年度？").wait_for()
    assert findings(page) == []
    page.locator(".gm-dialog:visible button.btn-primary").click()
    page.get_by_text(f"{DAY.year}年度已封账").wait_for()
    assert session.query(Closing).one().year == DAY.year
    page.click("text=开放例外")
    assert findings(page) == []


def test_an_administrator_passes_a_record_on_from_the_desk_with_a_phone(browse, stage):
    school = stage.unit(checks_inside=True)
    activity = stage.submitted(stage.clerk(school))
    title, key = activity.title, activity.id
    chief = stage.make.account(Role.UNIT_ADMIN, unit=school)
    page = browse(chief.login, f"/g/{stage.group.code}/", phone=True)
    page.click(f"text={title}")
    page.wait_for_url(f"**/activities/{key}")
    assert findings(page) == []
    page.click("text=提交给集团")
    page.get_by_text("已提交，等待集团秘书处审核").wait_for()
    assert stage.again(activity).state is ActivityState.SUBMITTED
