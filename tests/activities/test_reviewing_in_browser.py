import pytest

from groupmgr.activities.labels import CreditStanding, Measure, RemarkState
from groupmgr.activities.remark import Remark
from groupmgr.activities.service import deciding
from groupmgr.activities.service.remarking import Pin
from groupmgr.groups import reasons
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role
from tests.browser import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


@pytest.fixture
def queue_of(stage, browse):
    """Open the review as the office, with so many records waiting."""

    def opened(number, **how):
        clerk = stage.clerk()
        made = [stage.submitted(clerk, title=f"第{n}项活动") for n in range(1, number + 1)]
        stage.make.account(Role.STAFF, group=stage.group, login="office")
        page = browse("office", f"/g/{stage.group.code}/activities/review", **how)
        return page, made

    return opened


def standings(stage, made):
    found = [stage.again(one).credits[0].standing for one in made]
    stage.session.commit()
    return found


def test_a_clear_case_takes_two_keys_and_one_page_load(stage, queue_of):
    page, made = queue_of(6)
    loads = []
    page.on("load", lambda _: loads.append(page.url))
    for number in range(2, 7):
        for key in ("a", "Enter"):
            page.keyboard.press(key)
        page.wait_for_selector(f"h1:has-text('第{number}项活动')")
        page.wait_for_load_state()
    assert len(loads) == 5
    assert standings(stage, made) == [CreditStanding.APPROVED] * 5 + [CreditStanding.WAITING]


def test_j_and_k_turn_pages_and_keys_can_be_switched_off_for_good(stage, queue_of):
    page, made = queue_of(2)
    page.keyboard.press("j")
    page.wait_for_selector("h1:has-text('第2项活动')")
    page.keyboard.press("k")
    page.wait_for_selector("h1:has-text('第1项活动')")
    page.click("text=关闭快捷键")
    page.reload()
    page.wait_for_selector("text=打开快捷键")
    for key in ("j", "a", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert "第1项活动" in page.text_content("h1")
    assert standings(stage, made) == [CreditStanding.WAITING] * 2


def test_a_remark_is_pinned_by_a_click_at_its_fact_and_enter_never_approves(
    stage, session, queue_of
):
    admin = stage.person(Role.SECRETARIAT)
    reasons.add(session, admin, Decision.RETURNED, "days", "起止日期与佐证不符")
    page, made = queue_of(2)
    page.click("text=退回修改")
    page.wait_for_selector("text=请至少加一条批注")
    page.click("[aria-label='批注活动类别']")
    page.locator("[name$=words]").nth(0).fill("应为培训")
    page.locator("[name$=words]").nth(0).press("Enter")
    page.wait_for_load_state()
    assert standings(stage, made) == [CreditStanding.WAITING] * 2
    assert page.locator("[name$=words]").nth(0).input_value() == "应为培训"
    page.click("[aria-label='批注起止日期']")
    page.locator("select[name$=reason_id]").last.select_option(label="起止日期与佐证不符")
    page.click("text=退回修改")
    page.wait_for_selector("h1:has-text('第2项活动')")
    found = session.query(Remark).order_by(Remark.id)
    assert [(one.place, one.words) for one in found] == [
        ("category", "应为培训"),
        ("days", "起止日期与佐证不符"),
    ]


def test_without_script_remarks_are_plain_rows(stage, session, queue_of):
    page, _ = queue_of(1, script=False)
    page.select_option("[name=pins-0-place]", label="内容与成效")
    page.fill("[name=pins-0-words]", "写具体")
    page.locator(".gm-pins button:visible", has_text="再加一条批注").click()
    page.fill("[name=pins-1-words]", "补签到表")
    page.click("text=退回修改")
    page.wait_for_selector("text=都审核完了")
    assert [one.place for one in session.query(Remark)] == ["summary", ""]


def test_the_clerk_answers_each_remark_at_its_field(stage, session, browse):
    unit = stage.unit()
    clerk = stage.clerk(unit)
    activity = stage.submitted(clerk, figures={(Measure.PERSON_TIMES, None): 302})
    pins = [Pin("person-times", None, "与签到表不符"), Pin("summary", None, "写具体")]
    deciding.decide(session, stage.office, activity, Decision.RETURNED, version=1, pins=pins)
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    stage.make.account(Role.STAFF, group=stage.group, login="office")
    home = f"/g/{stage.group.code}/activities/{activity.id}"
    page = browse("clerk", f"{home}/edit")
    assert findings(page) == []
    page.click("#h-remarks >> xpath=../.. >> a:has-text('人次')")
    page.fill("#figures-person-times", "320")
    page.get_by_label("对批注 1 的答复").fill("已按签到表更正")
    page.click("button:has-text('再次提交')")
    page.wait_for_selector("text=等待集团秘书处审核")
    states = [one.state for one in session.query(Remark).order_by(Remark.id)]
    assert states == [RemarkState.ANSWERED, RemarkState.OPEN]

    page = browse("office", f"{home}/review")
    remarks = page.locator("#h-reviewed >> xpath=../..")
    assert "302 人次 320 人次" in remarks.inner_text()
    assert "已按签到表更正" in remarks.inner_text()
    assert findings(page) == []


def test_rows_are_ticked_and_decided_together(stage, queue_of):
    page, made = queue_of(3)
    page.click("text=待我审核")
    assert page.locator("text=批量退回").is_hidden()
    page.locator("input[name=key]").nth(0).check()
    page.locator("input[name=key]").nth(2).check()
    page.wait_for_selector("text=已选 2 项")
    assert findings(page) == []
    page.click("text=批量退回")
    page.wait_for_selector("text=将批量退回 2 项")
    assert findings(page) == []
    page.fill("#words", "请补签到表")
    page.click("button:has-text('批量退回 2 项')")
    page.wait_for_selector("[role=status]:has-text('批量退回 2 项')")
    assert sorted(standings(stage, made)) == ["returned", "returned", "waiting"]
