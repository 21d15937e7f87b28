import pytest

from groupmgr.policy import Role
from tests.activities.makers import DAY
from tests.files.makers import exif, picture
from tests.makers import PASSWORD

pytestmark = pytest.mark.browser


@pytest.fixture
def photos(tmp_path):
    places = [tmp_path / f"合影{number}.jpg" for number in range(5)]
    for number, place in enumerate(places):
        place.write_bytes(picture(number, exif=exif(DAY)))
    return places


@pytest.fixture
def form(browse, stage):
    """The form of a draft, as its clerk sees it."""
    unit = stage.unit()
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    page = browse("clerk", f"/g/{stage.group.code}/activities/{draft.id}/edit", phone=True)
    page.draft = draft
    return page


def test_photographs_are_sent_at_once_and_shown_small(form, stage, photos):
    form.locator("[data-files]").nth(1).set_input_files(photos)
    form.wait_for_selector(".gm-proof >> nth=4")
    form.wait_for_selector("[data-sending]", state="detached")
    assert form.locator(".gm-thumb img").count() == 5
    names = {one.name for one in stage.again(form.draft).evidence}
    assert names == {place.name for place in photos}


@pytest.fixture
def cut_off(chromium, address, stage):
    """The same form in a browser whose console is not looked at: lost connections stand there."""
    unit = stage.unit()
    stage.make.account(Role.UNIT_CLERK, unit=unit, login="clerk")
    draft = stage.draft(stage.clerk(unit))
    path = f"/g/{stage.group.code}/activities/{draft.id}/edit"
    stage.session.commit()
    context = chromium.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.fill("[name=login]", "clerk")
    page.fill("[name=password]", PASSWORD)
    page.click("button:has-text('登录')")
    page.goto(address + path)
    page.draft = draft
    yield page
    context.close()


def test_a_broken_connection_keeps_the_file_which_goes_on_where_it_stopped(
    cut_off, stage, tmp_path
):
    large = tmp_path / "签到表.txt"
    large.write_text("签到" * 500_000)
    sent = []

    def pass_on(route):
        if route.request.method == "PATCH":
            sent.append(route.request.headers["upload-offset"])
        route.abort() if 1 < len(sent) < 7 else route.continue_()

    cut_off.context.route("**/uploads/*", pass_on)
    cut_off.locator("[data-files]").nth(1).set_input_files(large)
    cut_off.wait_for_selector("text=没有传完，文件还在本页")
    sent += [""] * 6
    cut_off.click("text=重传")
    cut_off.wait_for_selector(".gm-proof:has-text('签到表.txt')")
    assert [one.name for one in stage.again(cut_off.draft).evidence] == ["签到表.txt"]
    assert sent.count("0") == 1


def test_a_refused_file_says_why_and_holds_nothing_up(form, stage, tmp_path, photos):
    wrong = tmp_path / "程序.exe"
    wrong.write_bytes(b"MZ")
    form.locator("[data-files]").nth(1).set_input_files([wrong, photos[0]])
    form.wait_for_selector(".gm-proof:has-text('合影0.jpg')")
    assert "不收“程序.exe”这种文件" in form.inner_text("#evidence")
