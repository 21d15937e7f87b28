import io

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.catalogue import CATALOGUE
from groupmgr.journal import service as journal
from groupmgr.policy import Role
from tests.reading import words

AT = "?year=2024"


@pytest.fixture
def office(sign_in, stage):
    return sign_in(Role.STAFF, group=stage.group)


def test_the_table_leads_from_a_figure_to_its_records(office, stage):
    activity = stage.training(stage.school, stage.other, people=60)
    page = office.get(f"{office.home}/indicators/{AT}").text
    assert "年社会培训人次" in page
    assert "社会培训与服务" in page
    page = office.get(f"{office.home}/indicators/S01{AT}").text
    assert f"/activities/{activity.id}" in page
    for fact in ("各单位合计", "重复计列", "集团口径", "1 条多单位共有的记录", "各月累计"):
        assert fact in page
    assert CATALOGUE["S01"].definition in page
    assert stage.other.name in page


def test_a_ratio_opens_numerator_and_denominator(office, stage):
    stage.training(stage.school)
    page = office.get(f"{office.home}/indicators/S02{AT}").text
    assert "—（缺：在校生数）" in page
    assert "班组长轮训" in page
    page = office.get(f"{office.home}/indicators/S02{AT}&part=G01-X").text
    assert "班组长轮训" not in page
    assert "院校名称" in page


def test_the_unit_and_the_reading_narrow_the_figure(office, stage):
    stage.training(stage.school, stage.other, people=321)
    home = f"{office.home}/indicators/S01{AT}"
    assert "321" in office.get(f"{home}&unit={stage.other.id}").text
    page = words(office.get(f"{home}&reading=confirmed").text)
    assert "321" not in page.split("三种读数")[0]
    assert office.get(f"{home}&unit={stage.make.unit().id}").status_code == 404
    assert office.get(f"{office.home}/indicators/X99").status_code == 404
    assert office.get(f"{office.home}/indicators/?year=1800").status_code == 404


def test_people_of_a_unit_see_the_groups_figure_and_the_rows_of_their_own(sign_in, stage):
    stage.training(stage.school, title="甲校的培训")
    stage.training(stage.other, title="乙校的培训", people=4321)
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.school)
    page = clerk.get(f"{clerk.home}/indicators/S01{AT}").text
    assert "4,421" in page
    assert "甲校的培训" in page
    assert "乙校的培训" not in page
    assert stage.other.name not in page
    other = f"{clerk.home}/indicators/S01{AT}&unit={stage.other.id}"
    assert clerk.get(other).status_code == 404


def test_the_workbook_holds_exactly_the_rows(office, stage):
    stage.training(stage.school, title="第一期")
    stage.training(stage.other, title="第二期", people=None)
    answer = office.get(f"{office.home}/indicators/S01{AT}&as=xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head[-1] == "人次"
    assert {(row[0], row[-1]) for row in rows} == {("第一期", 100), ("第二期", "")}


@pytest.mark.slow
@pytest.mark.parametrize("code", [one.code for one in CATALOGUE])
def test_every_indicator_has_its_page(office, stage, code):
    stage.training(stage.school)
    answer = office.get(f"{office.home}/indicators/{code}{AT}")
    assert answer.status_code == 200
    assert office.get(f"{office.home}/indicators/{code}{AT}&as=xlsx").status_code == 200


def test_pages_ask_the_same_number_of_questions_however_much_there_is(office, stage, statements):
    pages = ("", "S01", "G16", "B06")

    def asked():
        with statements() as sent:
            for page in pages:
                assert office.get(f"{office.home}/indicators/{page}{AT}").status_code == 200
        return len(sent)

    stage.training(stage.school)
    few = asked()
    for _ in range(20):
        stage.training(stage.make.unit(stage.group), stage.other)
    assert asked() == few


def test_a_figure_is_computed_once_until_something_is_done(office, session, stage):
    page = f"{office.home}/indicators/S01{AT}"
    journal.record(session, office.actor, "设立", stage.group)
    stage.training(stage.school, people=321)
    assert "321" in office.get(page).text
    stage.training(stage.school, people=100)
    assert "421" not in words(office.get(page).text)
    journal.record(session, office.actor, "审核通过", stage.group)
    assert "421" in office.get(page).text
