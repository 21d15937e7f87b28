import datetime as dt
from decimal import Decimal

import pytest
from wtforms import FormField
from wtforms.validators import Length

from groupmgr.kernel.credit import Decision
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LabelsField,
    MoneyField,
    NumberField,
    Required,
    RowsField,
    TextField,
    or_none,
)
from groupmgr.web.forms import Form, RowForm


class Row(RowForm):
    title = TextField("名称", [Required()])
    number = NumberField("数量")


class Everything(Form):
    title = TextField("活动名称", [Required(), Length(max=10)])
    note = TextField("备注", filters=[or_none])
    people = NumberField("人次", unit="人次")
    area = NumberField("面积", whole=False)
    money = MoneyField("投入资金")
    day = DateField("日期")
    state = LabelField("状态", [Required()], codes=Decision)
    states = LabelsField("各状态", codes=Decision)
    rows = RowsField(FormField(Row), "各行")


@pytest.fixture
def send(app):
    def submit(**typed):
        with app.test_request_context("/", method="POST", data={"title": "x", **typed}):
            form = Everything()
            form.validate()
            return form

    return submit


@pytest.mark.parametrize(
    ("typed", "number"),
    [("320", 320), ("１，３２０", 1320), (" 1,320 ", 1320), ("1 320", 1320), ("", None), ("0", 0)],
)
def test_numbers_are_taken_however_they_are_typed(send, typed, number):
    assert send(people=typed).people.data == number


@pytest.mark.parametrize("typed", ["320.5", "很多", "-3", "1e9", "9" * 20])
def test_what_is_no_number_is_told_and_stays(send, typed):
    form = send(people=typed)
    assert form.people.errors
    assert f'value="{typed}"' in form.people()


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("12.5", Decimal(125000), "12.50"),
        ("0.000001", Decimal("0.01"), "0.000001"),
        ("１２０", Decimal(1200000), "120.00"),
        ("", None, ""),
    ],
)
def test_money_is_typed_in_wan_and_stored_in_yuan(app, send, typed, stored, shown):
    assert send(money=typed).money.data == stored
    with app.test_request_context("/"):
        assert f'value="{shown}"' in Everything(money=stored).money()


def test_money_finer_than_a_cent_is_refused(send):
    assert send(money="0.0000001").money.errors


@pytest.mark.parametrize("typed", ["2024-11-14", "2024.11.14", "2024/11/14", "2024年11月14日"])
def test_days_are_taken_in_the_usual_ways(send, typed):
    assert send(day=typed).day.data == dt.date(2024, 11, 14)


@pytest.mark.parametrize("typed", ["2024-02-30", "昨天", "0024-01-01", "20241114x"])
def test_what_is_no_day_is_told(send, typed):
    assert send(day=typed).day.errors == ["请填日期，如 2024-11-14"]


def test_what_is_missing_is_asked_for_by_its_name(send):
    form = send(title="  ", state="")
    assert form.title.errors == ["请填写活动名称"]
    assert form.state.errors == ["请选择状态"]


def test_a_label_is_a_member_or_nothing_and_never_a_string(send):
    assert send(state="approved").state.data is Decision.APPROVED
    assert send(state="nonsense").state.errors == ["请从列表中选择"]
    form = send(states=["approved", "waiting"])
    assert form.states.data == [Decision.APPROVED, Decision.WAITING]
    assert send(states=["nonsense"]).states.errors


def test_text_comes_without_spaces_and_empty_text_may_be_nothing(send):
    form = send(title=" 名称 ", note="  ")
    assert form.title.data == "名称"
    assert form.note.data is None
    assert "10" in send(title="很" * 11).title.errors[0]


def test_rows_left_empty_are_no_rows(send):
    form = send(
        **{
            "rows-0-title": "一",
            "rows-0-number": "1",
            "rows-1-title": "",
            "rows-1-number": "",
            "rows-7-title": "三",
            "rows-7-number": "三个",
        }
    )
    assert form.rows.data == [{"title": "一", "number": 1}, {"title": "三", "number": None}]
    assert form.rows[1].form.number.errors == ["请填整数，如 320"]
    assert form.rows.spare().form.title.name == "rows-2-title"
    assert form.wrong_fields()[-1] == (form.rows, "请填整数，如 320")
