"""Units side by side: the sum, what it repeats, and the records that make the overlap."""

import datetime as dt
import io

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.period import Reading
from groupmgr.members.labels import NameChange, UnitKind
from groupmgr.members.models import FormerName
from groupmgr.policy import Role

AT = "?year=2024"


@pytest.fixture
def office(sign_in, stage):
    return sign_in(Role.STAFF, group=stage.group)


@pytest.fixture
def sheet(office):
    def read(page):
        answer = office.get(f"{office.home}/indicators/{page}&as=xlsx")
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        return book.get_sheet_by_index(0).to_python()

    return read


@pytest.fixture
def three(stage):
    """100 of one school, 60 of both, 7 of nobody in the group."""
    stage.training(stage.school, people=100)
    joint = stage.training(stage.school, stage.other, people=60, title="联合举办的培训")
    stage.training(stage.make.unit(), people=7, title="组外单位的培训")
    return joint


def test_the_page_adds_the_units_up_to_the_group(office, stage, three):
    page = office.get(f"{office.home}/indicators/S01/units{AT}").text
    for words in ("各单位合计", "220", "重复计列", "不归成员单位", "集团口径", "167"):
        assert words in page
    rows = page.split("单位比较_2024列表")[1]
    assert rows.index(stage.school.name) < rows.index(stage.other.name)


def test_units_are_searched_narrowed_and_sorted(office, stage, three):
    stage.school.name = "甲职业学院"
    stage.other.name, stage.other.kind = "乙机械公司", UnitKind.ENTERPRISE
    home = f"{office.home}/indicators/S01/units{AT}"
    for narrowed in ("q=机械", "q=yijixie", "q=yjx", "kind=enterprise"):
        rows = office.get(f"{home}&{narrowed}").text.split('id="list"')[1]
        assert "乙机械公司" in rows
        assert "甲职业学院" not in rows
    rows = office.get(f"{home}&sort=now").text.split('id="list"')[1]
    assert rows.index("乙机械公司") < rows.index("甲职业学院")


def test_the_workbook_ends_in_the_sum(stage, three, sheet):
    head, *rows = sheet(f"S01/units{AT}")
    assert head[2:] == [
        "2024年（人次）",
        "已通过且各方确认（人次）",
        f"{Reading.EVIDENCED.label}（人次）",
        "2023年同期（人次）",
        "已报/应报",
    ]
    assert [row[2] for row in rows if row[0] in (stage.school.name, stage.other.name)] == [160, 60]
    assert [(row[0], row[2]) for row in rows[-4:]] == [
        ("各单位合计", 220),
        ("减：重复计列", 60),
        ("加：不归成员单位", 7),
        ("集团口径", 167),
    ]
    assert "集团口径" not in str(sheet(f"S01/units{AT}&q={stage.school.name}"))


def test_the_overlap_is_its_records_one_click_away(office, stage, three, sheet):
    page = office.get(f"{office.home}/indicators/S01/units{AT}").text
    assert "/indicators/S01/shared?" in page
    page = office.get(f"{office.home}/indicators/S01/shared{AT}&view=several").text
    assert f"/activities/{three.id}" in page
    assert "组外单位的培训" not in page
    _, row = sheet(f"S01/shared{AT}&view=several")
    assert set(row[-2].split("、")) == {stage.school.name, stage.other.name}
    assert row[-1] == 60
    _, row = sheet(f"S01/shared{AT}&view=none")
    assert (row[0], row[-2]) == ("组外单位的培训", "无成员单位")


def test_a_unit_is_named_as_it_was_called_then(office, stage, three):
    was, renamed = stage.other.name, {"change": NameChange.RENAMED, "until": dt.date(2025, 2, 1)}
    stage.make.add(FormerName(unit_id=stage.other.id, name=was, **renamed))
    stage.other.name = "后来的名称"
    for page in ("S01/units", "S01/shared"):
        text = office.get(f"{office.home}/indicators/{page}{AT}").text
        assert was in text.split('id="list"')[1]
        assert "后来的名称" not in text.split('id="list"')[1]


def test_a_stricter_reading_stands_beside(office, stage, three, sheet):
    stage.confirm(three, stage.other)
    asked = f"{office.home}/indicators/S01/units{AT}&reading=confirmed"
    assert "集团口径" in office.get(asked).text
    _, *rows = sheet(f"S01/units{AT}")
    assert [row[3] for row in rows[:2]] == [160, 60]


def test_a_ratio_says_why_it_has_no_sum(office, stage, three):
    page = office.get(f"{office.home}/indicators/S02/units{AT}").text
    assert "比率不能相加" in page
    assert "各单位合计" not in page
    assert "/indicators/S02/shared?part=S01" in page


def test_a_register_says_that_its_readings_do_not_differ(office, stage, three):
    page = office.get(f"{office.home}/indicators/G01/units{AT}").text
    assert "三种读数相同" in page
    assert "每条记录只归一家单位" in page


def test_people_of_a_unit_compare_only_their_own(sign_in, stage, three):
    clerk = sign_in(Role.UNIT_CLERK, group=stage.group, unit=stage.other)
    page = clerk.get(f"{clerk.home}/indicators/S01/units{AT}").text
    assert stage.other.name in page
    assert stage.school.name not in page.split('id="list"')[1]
    page = clerk.get(f"{clerk.home}/indicators/S01/shared{AT}").text
    assert "联合举办的培训" in page
    assert "组外单位的培训" not in page


@pytest.mark.slow
@pytest.mark.parametrize("code", [one.code for one in CATALOGUE])
def test_every_indicator_compares_its_units(office, stage, three, code):
    for page in ("units", "shared"):
        for form in ("", "&as=xlsx"):
            answer = office.get(f"{office.home}/indicators/{code}/{page}{AT}{form}")
            assert answer.status_code == 200


def test_twenty_units_ask_no_more_questions_than_one(office, stage, statements):
    def asked():
        with statements() as sent:
            for page in ("S01/units", "S01/shared", "S02/units"):
                assert office.get(f"{office.home}/indicators/{page}{AT}").status_code == 200
        return len(sent)

    stage.training(stage.school, stage.other)
    few = asked()
    for _ in range(20):
        stage.training(stage.make.unit(stage.group), stage.other)
    assert asked() == few


def test_the_bars_are_twelve_and_the_others(office, stage):
    for n in range(14):
        stage.training(stage.make.unit(stage.group), people=10 + n)
    page = office.get(f"{office.home}/indicators/S01/units{AT}").text
    assert page.count('class="gm-bar"') == 12
    assert "其他 2 家" in page
