"""The page of a manuscript, as the secretariat, a writer and everybody else find it."""

import datetime as dt
import re

import pytest

from groupmgr.policy import Role
from groupmgr.reports.editing import outlining, passages
from groupmgr.reports.editing.gathering import edits_of
from groupmgr.reports.editing.keeping import versions
from groupmgr.reports.editing.models import Manuscript
from groupmgr.reports.models import Edition, EditionState
from tests.reading import words
from tests.reports.samples import figure, year_facts
from tests.reports.test_writing import KEY, begun

PAGE = "/reports/2024/edit/"


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(sign_in, group):
    return sign_in(Role.STAFF, group=group)


def test_the_whole_way_of_a_passage(session, make, group, office):
    manuscript = make.add(begun(group.id))
    page = office.get(office.home + PAGE).text
    assert 'data-token="⟦G01⟧"' in page
    assert "数据截至" in page
    typed = {"key": KEY, "revision": "0", "words": "成员⟦G01⟧，<b>共300人</b>{{ 7 * 7 }}。"}
    answer = office.post(f"{office.home}{PAGE}save", data=typed).json
    assert (answer["revision"], answer["edited"]) == (1, True)
    page = words(office.get(office.home + PAGE).text)
    assert "成员94家，<b>共300人</b>{{ 7 * 7 }}。" in page
    assert "“300人”没有数据来源" in words(office.get(f"{office.home}{PAGE}rail").text)
    again = office.post(f"{office.home}{PAGE}save", data=typed | {"words": "另写。"}).json
    assert "成员" in again["theirs"]
    shown = words(office.get(f"{office.home}{PAGE}passage/?key={KEY}").text)
    assert "第1版" in shown
    office.post(f"{office.home}{PAGE}passage/strike", data={"key": KEY})
    assert edits_of(session, manuscript.id).passages[0].words == ""
    assert "已删去" in words(office.get(office.home + PAGE).text)
    office.post(f"{office.home}{PAGE}passage/propose", data={"key": KEY})
    office.post(f"{office.home}{PAGE}passage/restore", data={"key": KEY, "number": "1"})
    office.post(f"{office.home}{PAGE}passage/look-over", data={"key": KEY})
    deeds = [one.deed.label for one in versions(session, manuscript, KEY)]
    assert deeds == ["已核", "恢复旧版", "恢复为记录所写", "待定", "修改"]


def test_figures_are_found_by_name_pinyin_initials_and_code(make, group, office):
    make.add(begun(group.id))
    for typed in ("社会培训人次", "nianshehui", "nshpx", "s01"):
        found = words(office.get(f"{office.home}{PAGE}figures?q={typed}").text)
        assert "年社会培训人次 S01 · 人次" in found
        assert "比上年增长" in found
    assert "没有可以插入的数" in words(office.get(f"{office.home}{PAGE}figures?q=B10").text)
    assert "没有找到" in words(office.get(f"{office.home}{PAGE}figures?q=不存在").text)


def test_activities_are_found_to_be_told(make, group, office):
    make.add(begun(group.id))
    found = words(office.get(f"{office.home}{PAGE}cases?q=专家讲座").text)
    assert "专家讲座 · 2024" in found
    assert "没有找到" in words(office.get(f"{office.home}{PAGE}cases?q=不存在").text)


def test_scenarios_stand_side_by_side(make, group, office):
    proved = {"proved": True, "confirmed": "300", "evidenced": "280"}
    facts = year_facts(figures=(figure("S01", "年社会培训人次", "人次", "320", **proved),))
    make.add(begun(group.id, facts))
    page = words(office.get(office.home + PAGE).text)
    assert "年社会培训人次人次320300−20280−40" in "".join(page.split())


def test_the_outline_is_changed_on_its_pages(session, make, group, office):
    make.add(begun(group.id))
    home = f"{office.home}{PAGE}outline/"
    office.post(f"{home}up", data={"key": "results"})
    office.post(f"{home}hide", data={"key": "outlook"})
    clerk = make.account(Role.UNIT_CLERK, unit=make.unit(group), name="学校文书")
    given = {"heading": "成效", "writer_id": str(clerk.id), "due_on": "2024-12-20"}
    office.post(f"{home}section?key=results", data=given)
    office.post(f"{home}new?above=results", data={"heading": "特色工作"})
    page = "".join(words(office.get(office.home + PAGE).text).split())
    assert "一、成效学校文书·2024年12月20日逾期" in page
    assert "特色工作" in page
    assert "未来工作展望（不印）" in page


def test_a_writer_of_a_unit_writes_the_own_section_alone(session, make, sign_in, group, office):
    manuscript = make.add(begun(group.id))
    unit = make.unit(group)
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=unit)
    assert clerk.get(clerk.home + PAGE).status_code == 404
    who = clerk.actor.account_id
    outlining.assign(session, office.actor, manuscript, "results/service", who)
    page = clerk.get(clerk.home + PAGE).text
    assert 'data-passage="results/service/summary"' in page
    assert f'data-passage="{KEY}"' not in page
    assert "标题与分工" not in page
    assert "2024年度工作报告文稿" in words(clerk.get(f"{clerk.home}/reports/").text)
    typed = {"key": KEY, "revision": "0", "words": "别人的一节。"}
    assert clerk.post(f"{clerk.home}{PAGE}save", data=typed).status_code == 403
    assert clerk.post(f"{clerk.home}{PAGE}outline/hide", data={"key": "work"}).status_code == 403


def test_a_manuscript_is_begun_once_and_years_to_come_never(session, sign_in, group, office):
    page = office.get(office.home + PAGE).text
    assert "开始编写" in page
    office.post(f"{office.home}{PAGE}begin")
    office.post(f"{office.home}{PAGE}begin")
    assert session.query(Manuscript).count() == 1
    assert "正在收集" in office.get(office.home + PAGE).text
    assert office.get(f"{office.home}{PAGE}rail").status_code == 409
    for year, refused in ((1, 404), (2099, 409), (999999, 404)):
        home = f"{office.home}/reports/{year}/edit"
        assert office.get(f"{home}/").status_code == 404
        assert office.post(f"{home}/begin").status_code == refused
    leader = sign_in(Role.LEADER, group=group)
    assert leader.get(leader.home + PAGE).status_code == 404


def test_the_page_asks_the_database_as_often_for_many_edits(
    session, make, group, office, statements
):
    manuscript = make.add(begun(group.id))
    passages.save(session, office.actor, manuscript, KEY, "一。", 0)
    with statements() as few:
        office.get(office.home + PAGE)
    for key in ("overview/holdings", "work/year", "results/service/summary"):
        passages.save(session, office.actor, manuscript, key, "别的话。", 0)
        outlining.assign(session, office.actor, manuscript, key.rpartition("/")[0], None)
    with statements() as many:
        office.get(office.home + PAGE)
    assert len(many) == len(few)


def test_the_list_opens_the_manuscript_of_the_newest_year_that_is_not_final(make, group, office):
    def opened():
        page = office.get(f"{office.home}/reports/").text
        return int(re.search(r"/reports/(\d+)/edit/\">(?:(?!</a>).)*编写文稿", page)[1])

    assert opened() > 2024
    for year in (2022, 2024):
        make.add(Manuscript(group_id=group.id, year=year))
    assert opened() == 2024
    final = {"number": 1, "as_of": dt.date(2024, 12, 31), "state": EditionState.FINAL}
    make.add(Edition(group_id=group.id, year=2024, **final))
    assert opened() == 2022
