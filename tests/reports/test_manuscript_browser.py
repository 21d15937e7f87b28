"""Writing in the browser: typing, figures, saving by itself, two writers, no script, the phone."""

import pytest
import sqlalchemy as sa

from groupmgr.policy import Role
from groupmgr.reports.editing.models import Version
from tests.browser import findings
from tests.reports.test_placing import photographed, reread
from tests.reports.test_writing import KEY, begun

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("app", ["sqlite"], indirect=True),
]
PASSAGE_TEXT = "[id='overview/members'] .gm-piece-text"
PASSAGE = f"[data-passage='{KEY}']"


@pytest.fixture
def desk(make):
    """The address of a manuscript that two people of the secretariat may write."""
    group = make.group()
    for login in ("linxiao", "zhoumin"):
        make.account(Role.STAFF, group=group, login=login, name=login)
    make.add(begun(group.id))
    return f"/g/{group.code}/reports/2024/edit/"


def type_at_the_end(page, words):
    page.locator(PASSAGE).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def saved(session):
    session.commit()
    query = sa.select(Version.words).order_by(Version.id.desc()).limit(1)
    words = session.scalar(query)
    session.commit()
    return words


def test_what_is_typed_saves_itself_with_its_figures(browse, desk, session):
    page = browse("linxiao", desk)
    type_at_the_end(page, "合作企业")
    page.click("text=插入数字")
    page.fill("#find-figure", "jdgy")
    page.wait_for_selector("#found-figures >> text=没有找到")
    page.fill("#find-figure", "shpx")
    page.click("[data-insert='⟦S01｜同比⟧']")
    page.keyboard.type("，另有300人。")
    page.wait_for_selector("#saved:has-text('已保存')")
    assert saved(session).endswith("合作企业⟦S01｜同比⟧，另有300人。")
    page.wait_for_selector("#rail >> text=“300人”没有数据来源")
    page.click("[data-token='⟦S01｜同比⟧']")
    page.wait_for_selector("#chosen >> text=编号 S01")
    page.click("text=引用外部数字")
    page.fill("#quote-number", "95%")
    page.fill("#quote-source", "省公报")
    page.click("text=插入引用")
    page.keyboard.press("Control+s")
    page.wait_for_selector("#saved:has-text('已保存')")
    page.reload()
    assert page.locator(f"{PASSAGE} .is-quote").inner_text() == "95%（来源：省公报）"


def test_two_writers_see_both_texts_and_choose(browse, desk, session):
    one, other = browse("linxiao", desk), browse("zhoumin", desk)
    type_at_the_end(one, "林")
    one.wait_for_selector("#saved:has-text('已保存')")
    type_at_the_end(other, "周")
    other.wait_for_selector(".gm-crossed >> text=linxiao也改了这一段")
    other.click("text=用linxiao写的")
    other.wait_for_selector("#saved:has-text('已保存')")
    assert saved(session).endswith("林")
    kept = session.scalars(sa.select(Version.words)).all()
    session.commit()
    assert {words[-1] for words in kept} == {"林", "周"}


def test_what_crossed_outlives_the_page_it_was_typed_in(browse, desk, session):
    one, other = browse("linxiao", desk), browse("zhoumin", desk)
    type_at_the_end(one, "林")
    one.wait_for_selector("#saved:has-text('已保存')")
    type_at_the_end(other, "周")
    other.wait_for_selector("#rail >> text=待定的文字")
    type_at_the_end(other, "全")
    assert other.inner_text("#proofed") == "文字已改，保存后重新校对"
    other.wait_for_selector("#proofed:has-text('校对于')")
    other.reload()
    other.click("text=选定一份")
    other.click("text=用zhoumin写的")
    other.wait_for_selector("#rail:not(:has-text('待定的文字'))")
    assert saved(session).endswith("周全")


def test_a_chart_and_a_photo_are_chosen_for_a_passage(app, browse, make, session):
    group = make.group()
    make.account(Role.STAFF, group=group, login="linxiao")
    photographed(session, make, app, group)
    paper = make.add(begun(group.id))
    reread(session, paper, group)
    page = browse("linxiao", f"/g/{group.code}/reports/2024/edit/")
    for deed, typed, choice, seen in (
        ("插入图表", "swrs", "选这张图", ".gm-piece-chart.is-chart img"),
        ("插入照片", "5月8日", "选这张照片", "figure:has-text('工匠讲堂') img"),
    ):
        page.locator("[data-passage]").first.focus()
        page.keyboard.press("Control+End")
        page.click(f"button:has-text('{deed}')")
        box = page.locator("dialog[open]")
        box.locator("input[type=search]").fill(typed)
        box.locator(f"button:has-text('{choice}') >> nth=0").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("text=已插入")
        drawn = page.locator(seen).first
        drawn.scroll_into_view_if_needed()
        page.wait_for_function(
            "(one) => one.complete && one.naturalWidth > 0", arg=drawn.element_handle()
        )
    assert findings(page) == []


def test_without_script_a_passage_is_written_too(browse, desk, session):
    page = browse("linxiao", desk, script=False)
    page.hover(f"{PASSAGE_TEXT} >> nth=0")
    page.locator("[id='overview/members'] >> text=编辑").click()
    page.fill("#words", "成员⟦G01⟧。")
    page.click("text=保存文字")
    page.wait_for_selector(f"{PASSAGE} >> text=成员94家。")
    assert saved(session) == "成员⟦G01⟧。"


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_manuscript_fits_and_is_accessible(browse, desk, phone):
    assert findings(browse("linxiao", desk, phone=phone)) == []
