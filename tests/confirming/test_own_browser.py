"""An enterprise answers in its account on a phone; a clerk settles what it said."""

import pytest

from groupmgr.activities.labels import PartyStanding
from groupmgr.members.labels import UnitKind
from groupmgr.policy import Role
from tests.browser import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_an_enterprise_disputes_in_its_account_on_a_phone(browse, asking, script):
    asking.firm.kind = UnitKind.ENTERPRISE
    asking.stage.make.account(Role.UNIT_CLERK, unit=asking.firm, login="firm")
    page = browse("firm", f"/g/{asking.stage.group.code}/confirmations/", phone=True, script=script)
    page.click("text=数控师资研修班")
    if script:
        assert findings(page) == []
    page.click("text=有异议")
    page.fill("#remark", "没有参加")
    page.fill("#name", "沈知远")
    page.click("button:has-text('提交答复')")
    page.wait_for_selector("text=还没有待我确认")
    assert asking.party.standing is PartyStanding.DISPUTED


@pytest.mark.parametrize("small", [False, True], ids=["desk", "phone"])
def test_a_clerk_replies_to_a_dispute(browse, asking, small):
    asking.answer(asking.link(), said="disputed", remark="没有参加")
    asking.stage.make.account(Role.UNIT_CLERK, unit=asking.school, login="clerk")
    home = f"/g/{asking.stage.group.code}/activities/{asking.activity.id}"
    page = browse("clerk", home, phone=small)
    page.click("summary:has-text('答复异议')")
    assert findings(page) == []
    page.locator("textarea[name=remark]:visible").fill("签到表上有贵单位两人")
    page.click("button:has-text('答复并请再核对')")
    page.wait_for_selector("text=已答复：签到表上有贵单位两人")
    assert findings(page) == []
    assert asking.party.standing is PartyStanding.WAITING
