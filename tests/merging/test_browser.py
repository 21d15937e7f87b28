"""What needs a browser: the warning in the form, joining without script, merging on a phone."""

import pytest

from groupmgr.activities.distinction import Distinction
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.merging.models import JoinRequest
from groupmgr.policy import Role
from tests.browser import findings
from tests.merging.makers import TIMES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


def place(doubles, *steps):
    return "/".join([f"/g/{doubles.group.code}/activities", *map(str, steps)])


@pytest.fixture
def firm(doubles):
    doubles.make.account(Role.UNIT_CLERK, unit=doubles.firm, login="firm")
    return doubles.clerk_of[doubles.firm.id]


def test_a_press_says_that_it_is_another_event_and_it_is_remembered(browse, doubles, session, firm):
    doubles.reported()
    draft = doubles.draft(firm)
    page = browse("firm", place(doubles, draft.id, "edit"))
    with page.expect_response("**/apart"):
        page.click("text=不是同一项活动")
    assert page.locator("[data-candidate]").count() == 0
    page.reload()
    assert page.locator("[data-candidate]").count() == 0
    session.rollback()
    assert session.query(Distinction).count() == 1


def test_a_unit_asks_to_join_on_a_phone_without_script(browse, doubles, session, firm):
    doubles.reported(figures={TIMES: 320})
    draft = doubles.draft(firm)
    page = browse("firm", place(doubles, draft.id, "edit"), phone=True, script=False)
    page.click("text=打开对比")
    page.click("text=申请加入这条记录")
    page.fill("#teachers-sent", "2")
    page.click("button:has-text('申请加入')")
    page.wait_for_selector("text=待答复")
    session.rollback()
    assert session.query(JoinRequest).one().figures == {"teachers-sent": "2"}


def test_an_office_merges_on_a_phone(browse, doubles, session):
    doubles.make.account(Role.STAFF, group=doubles.group, login="office")
    kept, gone = doubles.pair(figures={TIMES: 302})
    page = browse("office", place(doubles, gone.id, "alike", kept.id), phone=True)
    assert findings(page) == []
    page.click("text=合并两条记录")
    assert findings(page) == []
    assert page.locator("[type=radio]:checked").count() == 0
    page.click("label:has-text('302 人次')")
    page.click("button:has-text('合并记录')")
    page.wait_for_selector("text=两条记录已合并")
    assert findings(page) == []
    session.rollback()
    assert session.get(Activity, gone.id).state is ActivityState.VOID
