import io

import pytest
from PIL import Image

from groupmgr.activities.labels import ActivityState, Category, Measure
from groupmgr.activities.models import Activity
from groupmgr.policy import Role
from tests.activities.makers import SUMMARY, party
from tests.browser import findings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


@pytest.fixture
def photo():
    content = io.BytesIO()
    Image.new("RGB", (800, 600), "steelblue").save(content, "JPEG")
    return {"name": "开班合影.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def choose(page, row, words, name):
    """Pick a unit in a row as a clerk does: by typing letters of its name."""
    page.locator(".gm-party[data-row] .ts-control").nth(row).click()
    page.wait_for_function("document.activeElement.closest('.ts-wrapper')")
    page.keyboard.type(words)
    page.locator(".ts-dropdown .option:visible", has_text=name).click()


def tell_of_training(page):
    page.fill("#training-programme", "职业技能提升行动")
    page.select_option("#training-mode", label="线下")
    page.select_option("#training-fit", label="匹配")


def test_a_clerk_logs_an_activity_on_the_phone(browse, stage, session, photo):
    unit, partner = stage.unit(), stage.unit(name="恒砺数控技术有限公司", initials="hlsk")
    clerk = stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    page = browse(clerk.login, f"/g/{stage.group.code}/activities/", phone=True)

    page.click("text=填报活动")
    page.fill("#title", "数控加工师资研修班")
    page.select_option("#category", label="企业职工培训")
    page.click("text=下一步")
    choose(page, 0, "hlsk", "恒砺数控技术有限公司")
    tell_of_training(page)
    page.fill("#figures-person-times", "320")
    page.fill("#summary", SUMMARY)
    page.wait_for_selector("#saved:has-text('已自动保存草稿')")
    page.locator("[capture]").set_input_files(photo)
    page.wait_for_selector(".gm-files >> text=开班合影.jpg")
    page.locator(".gm-files select").first.select_option(label="人次")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.click("text=提交审核")
    page.wait_for_selector("text=等待集团秘书处审核")

    activity = stage.again(session.query(Activity).one())
    assert activity.state is ActivityState.SUBMITTED
    assert [one.unit_id for one in activity.parties] == [unit.id, partner.id]
    assert [one.value for one in activity.figures] == [320]
    assert [(one.name, one.measure) for one in activity.evidence] == [
        ("开班合影.jpg", Measure.PERSON_TIMES)
    ]


def test_what_is_missing_leads_to_its_place_and_nothing_typed_is_lost(browse, stage):
    unit = stage.unit()
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    page = browse("clerk", f"/g/{stage.group.code}/activities/{draft.id}/edit")
    page.fill("#summary", "太短")
    page.fill("#figures-person-times", "三百二")
    page.click("text=提交审核")
    page.wait_for_selector("text=请填整数，如 320")
    assert page.input_value("#figures-person-times") == "三百二"
    page.fill("#figures-person-times", "320")
    page.click("text=提交审核")
    page.wait_for_selector("text=有 6 处要改")
    assert page.locator("[role=alert] a[href='#evidence']").count() == 1
    assert page.input_value("#summary") == "太短"

    # What is mended loses its mark once the draft kept itself; what is not, keeps it.
    tell_of_training(page)
    page.fill("#summary", SUMMARY)
    page.wait_for_selector("text=有 2 处要改")
    assert page.get_attribute("#summary", "aria-invalid") is None
    assert page.locator(".gm-field.is-wrong #summary, #summary-error").count() == 0
    assert page.locator(".gm-error[data-section=evidence]").count() == 1
    assert findings(page) == []


def test_figures_follow_the_category_at_once(browse, stage):
    unit = stage.unit()
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    page = browse("clerk", f"/g/{stage.group.code}/activities/{draft.id}/edit")
    page.fill("#figures-persons", "64")
    page.select_option("#category", label="签约")
    page.wait_for_selector("#figures-person-times", state="detached")
    assert page.input_value("#figures-persons") == "64"
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('已自动保存草稿')")


def test_what_is_typed_before_the_script_has_come_stays(browse, stage):
    unit = stage.unit()
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    path = f"/g/{stage.group.code}/activities/"
    edit = f"{path}{draft.id}/edit"
    page = browse("clerk", path)
    held = []
    page.route("**/js/activities.js*", lambda route: held.append(route))
    page.goto(page.url.replace(path, edit), wait_until="commit")
    page.fill("#figures-persons", "64")
    held[0].continue_()
    page.wait_for_load_state()
    page.select_option("#category", label="签约")
    page.wait_for_selector("#figures-person-times", state="detached")
    assert page.input_value("#figures-persons") == "64"


def test_who_picks_a_unit_quickly_keeps_the_focus_in_the_next_field(browse, stage):
    unit, _ = stage.unit(), stage.unit(name="恒砺数控技术有限公司", initials="hlsk")
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    page = browse("clerk", f"/g/{stage.group.code}/activities/{draft.id}/edit")
    choose(page, 0, "hlsk", "恒砺数控技术有限公司")
    page.focus("#title")
    page.wait_for_timeout(600)
    page.keyboard.type("续")
    assert "续" in page.input_value("#title")


def test_the_form_works_without_script(browse, stage, session, photo):
    unit = stage.unit()
    partner = stage.unit(name="恒砺数控技术有限公司")
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    path = f"/g/{stage.group.code}/activities/{draft.id}/edit"
    page = browse("clerk", path, script=False)
    page.select_option("[name=parties-0-unit_id]", label="恒砺数控技术有限公司")
    tell_of_training(page)
    page.check("#audiences >> text=企业职工")
    page.fill("#summary", SUMMARY)
    page.locator("[name=files]").nth(1).set_input_files(photo)
    page.click("text=提交审核")
    page.wait_for_selector("text=等待集团秘书处审核")
    activity = stage.again(draft)
    assert [one.unit_id for one in activity.parties] == [unit.id, partner.id]
    assert [one.name for one in activity.evidence] == ["开班合影.jpg"]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_pages_are_accessible_and_fit(browse, stage, phone):
    unit, partner = stage.unit(), stage.unit()
    figures = {(Measure.PERSON_TIMES, None): 320, (Measure.FUNDS, partner.id): 60000}
    clerk = stage.clerk(unit)
    activity = stage.submitted(clerk, parties=[party(partner)], figures=figures)
    draft = stage.draft(clerk, title=activity.title, parties=[party(partner)])
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    stage.make.account(Role.STAFF, group=stage.group, login="office")
    home, keys = f"/g/{stage.group.code}/activities/", (activity.id, draft.id)
    wrong = {}
    page = browse("clerk", home, phone=phone)
    for path in ("", "new", f"{keys[1]}/edit", f"{keys[0]}/edit", f"{keys[0]}", "?q=没有"):
        page.goto(page.url.partition("/g/")[0] + home + path)
        wrong[path] = findings(page)
    page = browse("office", home, phone=phone)
    for path in ("", f"{keys[0]}/review"):
        page.goto(page.url.partition("/g/")[0] + home + path)
        wrong[f"office {path}"] = findings(page)
    assert {path: found for path, found in wrong.items() if found} == {}


def test_people_stay_typed_while_the_category_is_tried_on_the_phone(browse, stage):
    unit, firm = stage.unit(), stage.unit(name="恒砺数控技术有限公司", initials="hlsk")
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit), category=Category.SECONDMENT, parties=[party(firm)])
    page = browse("clerk", f"/g/{stage.group.code}/activities/{draft.id}/edit", phone=True)
    page.fill("#people-0-name", "韩卫东")
    page.select_option("#people-0-from_unit_id", label="恒砺数控技术有限公司")
    page.select_option("#people-0-engagement", label="产业导师")
    page.select_option("#category", label="签约")
    page.wait_for_selector("text=保存时去掉：派出人员韩卫东")
    assert page.locator("#h-people").count() == 0
    page.select_option("#category", label="互派互聘")
    page.wait_for_selector("#people-0-name")
    assert page.input_value("#people-0-name") == "韩卫东"
    assert page.input_value("#people-0-engagement") == "industry-tutor"
    page.click("text=添加人员")
    assert page.locator("[data-row] [name$='-consented']").count() == 3
    page.click("text=提交审核")
    page.wait_for_selector("text=韩卫东还没有派出单位的同意")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
