"""The product in a browser: every page fits, is accessible and breaks no rule of its own policy."""

import datetime as dt

import pytest

from groupmgr.bases.models import TrainingBase
from groupmgr.groups.models import Group
from groupmgr.members.labels import MembershipState, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Role
from groupmgr.web.unit_views import MANY
from tests.bases.makers import make_base
from tests.browser import findings
from tests.web.test_matrix import address as fill
from tests.web.world import one_of_everything

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]


def pages(app, client):
    """The pages that there are for somebody."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint):
        path = fill(rule, group=client.home.removeprefix("/g/"))
        with client.get(path) as answer:
            is_page = answer.status_code == 200 and answer.data.startswith(b"<!doctype")
        if is_page:
            yield path


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_every_page_fits_and_is_accessible(app, session, sign_in, browse, phone):
    one_of_everything(session)
    group = session.get(Group, 1)
    client = sign_in(Role.SYSTEM, group=group, login="office")
    paths = list(pages(app, client))
    page = browse("office", f"{client.home}/bases/", phone=phone)
    origin = page.evaluate("location.origin")
    wrong = {}
    for path in paths:
        page.goto(origin + path)
        if found := findings(page):
            wrong[path] = found
    assert wrong == {}


def test_a_list_refreshes_in_place_and_the_address_follows(browse, make):
    group = make.group()
    school = make.unit(group)
    make_base(make, school, group, name="焊接实训基地")
    make_base(make, school, group, name="轴承实训基地")
    office = make.account(Role.STAFF, group=group)
    page = browse(office.login, f"/g/{group.code}/bases/")

    page.evaluate("window.stays = true")
    page.fill("#f-q", "焊接")
    page.wait_for_selector("text=共 1 个")
    assert page.url.endswith("?q=%E7%84%8A%E6%8E%A5")
    assert page.evaluate("window.stays")
    page.click("[aria-label='去掉条件：搜索']")
    page.wait_for_selector("text=共 2 个")
    assert page.input_value("#f-q") == ""
    page.click("th >> text=基地名称")
    page.wait_for_selector("th[aria-sort=ascending]")
    assert page.evaluate("window.stays")
    page.go_back()
    page.wait_for_selector("th[aria-sort=none]")


def test_everything_works_without_script(browse, make, session):
    group = make.group()
    school = make.unit(group, name="云岭机电职业技术学院")
    clerk = make.account(Role.UNIT_CLERK, unit=school, group=group)
    page = browse(clerk.login, f"/g/{group.code}/bases/new", script=False)
    page.fill("#name", "焊接实训基地")
    page.check("text=校内实训基地")
    page.select_option("#owner_unit_id", label="云岭机电职业技术学院")
    page.select_option("#build_mode", label="校企共建")
    page.select_option("#level", label="集团级")
    page.select_option("#state", label="建设中")
    page.fill("#since", "2024-03-01")
    page.select_option("#open_to", label="集团成员")
    page.click("button:has-text('保存')")
    assert session.query(TrainingBase).one().name == "焊接实训基地"
    session.commit()

    page.click("nav >> text=实训基地")
    page.fill("#f-q", "轴承")
    page.click("text=查找")
    assert page.locator("text=没有符合 1 个条件的实训基地").count() == 1
    page.click("text=清除全部条件")
    assert page.locator("text=共 1 个").count() == 1
    page.click("text=退出登录")
    assert page.url.endswith("/sign-in")


def test_units_are_found_by_initials_and_rows_are_added(browse, make, session):
    group = make.group()
    school, _, third = (
        make.unit(group, name=name)
        for name in ("云岭机电职业技术学院", "澜山职业技术学院", "恒砺数控技术有限公司")
    )
    base = make_base(make, school, group, parties=[make.unit(group)])
    office = make.account(Role.STAFF, group=group)
    page = browse(office.login, f"/g/{group.code}/bases/{base.id}/edit", phone=True)
    page.click("text=添加一行")
    page.locator("[data-row] .ts-control").nth(2).click()
    page.wait_for_function("document.activeElement.closest('.ts-wrapper')")
    page.keyboard.type("hlsk")
    page.click(".ts-dropdown .option:visible >> text=恒砺数控技术有限公司")
    page.locator("[data-row] [data-remove]").first.click()
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=实训基地已保存")
    session.refresh(base, ["parties"])
    assert [party.unit_id for party in base.parties] == [third.id]


def test_what_cannot_be_undone_asks_first(browse, make):
    group = make.group()
    person = make.account(Role.STAFF, group=group, name="林晓")
    office = make.account(Role.SECRETARIAT, group=group)
    page = browse(office.login, f"/g/{group.code}/accounts/{person.id}")
    page.click("text=停用账号")
    assert page.evaluate("document.activeElement.textContent") == "先不停用"
    page.keyboard.press("Escape")
    assert not page.locator("text=填报过的记录都保留").is_visible()
    page.click("text=停用账号")
    page.locator(".btn-danger:visible").click()
    page.wait_for_selector("text=账号已停用")


def test_a_very_long_list_of_units_is_asked_for_as_somebody_types(browse, make, session):
    group = make.group()
    school = make.unit(group, name="云岭机电职业技术学院")
    units = [Unit(**unit_facts(number)) for number in range(MANY)]
    session.add_all(units)
    session.flush()
    session.add_all(
        Membership(
            group_id=group.id,
            unit_id=unit.id,
            state=MembershipState.FULL,
            joined_on=dt.date(2020, 1, 1),
        )
        for unit in units
    )
    base = make_base(make, school, group)
    office = make.account(Role.STAFF, group=group)

    page = browse(office.login, f"/g/{group.code}/bases/{base.id}/edit")
    assert page.locator("#owner_unit_id option").count() == 2
    page.locator("#owner_unit_id + .ts-wrapper .ts-control").click()
    page.wait_for_function("document.activeElement.closest('.ts-wrapper')")
    page.keyboard.type("d77g")
    page.click(".ts-dropdown .option:visible >> text=第77公司")
    page.click("button:has-text('保存')")
    page.wait_for_selector("text=实训基地已保存")
    assert page.locator("dd >> text=第77公司").count() == 1


def unit_facts(number):
    return {
        "name": f"第{number}公司",
        "pinyin": f"di{number}gongsi",
        "initials": f"d{number}gs",
        "kind": UnitKind.ENTERPRISE,
        "no_uscc_reason": "测试",
    }
