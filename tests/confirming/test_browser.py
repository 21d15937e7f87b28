"""A firm answers on a phone, without an account and without script."""

import pytest

from groupmgr.activities.labels import PartyStanding
from groupmgr.policy import Role
from tests.browser import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


@pytest.fixture
def phone(chromium, address):
    """A phone on which nobody ever signed in."""
    size = {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, is_mobile=True, has_touch=True, locale="zh-CN")
    page = context.new_page()
    wrong = []
    page.on("console", lambda said: wrong.append(said.text))
    yield page
    context.close()
    assert wrong == []


def test_a_firm_corrects_its_figures_on_a_phone(asking, phone, address):
    link = address + asking.link()
    phone.goto(link)
    assert findings(phone) == []
    assert phone.locator(":checked").count() == 0
    assert not phone.locator("#teachers-sent").is_visible()
    phone.click("text=更正本单位数据")
    phone.fill("#teachers-sent", "3")
    phone.fill("#name", "沈知远")
    assert findings(phone) == []
    phone.click("button:has-text('提交')")
    phone.wait_for_selector("h1:has-text('贵单位已经答复')")
    assert findings(phone) == []
    assert asking.party.standing is PartyStanding.CORRECTED
    assert phone.context.cookies() == []


def test_what_is_missing_keeps_the_choice(asking, phone, address):
    phone.goto(address + asking.link())
    phone.click("text=有异议")
    phone.click("button:has-text('提交')")
    phone.wait_for_selector("text=请填写姓名")
    assert phone.locator("[value=disputed]").is_checked()
    assert findings(phone) == []


@pytest.mark.parametrize("small", [False, True], ids=["desk", "phone"])
def test_a_clerk_sends_a_link(browse, asking, small):
    asking.stage.make.account(Role.UNIT_CLERK, unit=asking.school, login="clerk")
    home = f"/g/{asking.stage.group.code}/activities/{asking.activity.id}"
    page = browse("clerk", home, phone=small)
    page.locator("text=发出链接").first.click()
    page.wait_for_selector("text=复制后用微信或短信发给对方")
    assert findings(page) == []
    page.click("[data-copy]")
    page.wait_for_selector("text=已复制")
    page.click("a:has-text('回到活动')")
    page.wait_for_selector("text=看链接")
    assert findings(page) == []
    page.locator("summary:has-text('再发')").click()
    assert findings(page) == []
