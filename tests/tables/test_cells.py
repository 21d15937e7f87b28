import datetime as dt
from decimal import Decimal

import pytest

from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import Rank
from groupmgr.tables import cells

MARCH_5 = dt.date(2024, 3, 5)
PEOPLE = {"": 1, "人": 1, "人次": 1, "万人次": 10_000}


@pytest.mark.parametrize(
    "cell",
    [
        MARCH_5,
        dt.datetime.combine(MARCH_5, dt.time(9, 30)),
        "2024-3-5",
        "2024-03-05",
        "2024.3.5",
        "2024/3/5",
        "2024年3月5日",
        " ２０２４年 3 月 5 日 ",
        "2024-03-05 00:00:00",
        20240305.0,
        45356.0,
    ],
)
def test_a_day_is_read_in_every_spelling(cell):
    assert cells.day(cell) == MARCH_5


def test_a_month_is_its_first_day_or_its_last():
    assert cells.day("2024年2月") == dt.date(2024, 2, 1)
    assert cells.day("2024-2", at_end=True) == dt.date(2024, 2, 29)
    assert cells.day("") is None


@pytest.mark.parametrize(
    "cell", ["三月五日", "2024-13-5", "2024-2-30", "去年", "0024-1-1", "2024年"]
)
def test_what_is_no_day_is_quoted(cell):
    with pytest.raises(RuleBroken, match=cell):
        cells.day(cell)


@pytest.mark.parametrize("cell", [1320, 1320.0, "1,320", "１，３２０人次", " 1320 人 ", "1320.0"])
def test_a_count_is_read_with_any_width_separator_and_unit(cell):
    assert cells.number(cell, PEOPLE) == 1320


def test_the_unit_may_scale_and_what_is_empty_is_no_zero():
    assert cells.number("1.2万人次", PEOPLE) == 12_000
    assert cells.number("12.5", {"": 10_000}, whole=False) == Decimal(125_000)
    assert cells.number(" ", PEOPLE) is None
    assert cells.number(0, PEOPLE) == 0


@pytest.mark.parametrize("cell", ["约300", "-5", "1.5", "12元", "=1+1", MARCH_5, True, "9" * 13])
def test_what_is_no_count_is_refused(cell):
    with pytest.raises(RuleBroken):
        cells.number(cell, PEOPLE)


def test_numbers_that_stand_for_words_keep_their_digits():
    assert cells.text(13800000000.0) == "13800000000"
    with pytest.raises(RuleBroken, match="末几位已丢失"):
        cells.text(911400001100700263.0)


def test_labels_are_found_by_their_words_or_a_synonym():
    assert cells.label(" 理事 单位", Rank, {}) is Rank.COUNCIL
    assert cells.label("会员单位", Rank, {"会员单位": Rank.MEMBER}) is Rank.MEMBER
    with pytest.raises(RuleBroken, match="可填：理事长单位"):
        cells.label("名誉单位", Rank, {})
