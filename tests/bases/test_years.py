"""What a base reports of a school year, how it is checked, and the national forms."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.bases.labels import BaseKind, UsageKind
from groupmgr.bases.models import KindOfBase
from groupmgr.bases.service import usages, years
from groupmgr.bases.statistics import BaseYear
from groupmgr.bases.usage import BaseUsage
from groupmgr.bases.year_checks import doubts, refuse_faults
from groupmgr.bases.year_forms import OUTSIDE as OUTSIDE_FIELDS
from groupmgr.bases.year_forms import SECTIONS, YearForm
from groupmgr.bases.year_items import GROUP, INSIDE, ITEMS, OUTSIDE
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Role
from tests.bases.makers import make_base


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业技术学院")


@pytest.fixture
def clerk(sign_in, group, school):
    return sign_in(Role.UNIT_CLERK, group=group, unit=school)


@pytest.fixture
def base(make, group, school):
    return make_base(make, school, group)


def test_every_item_is_kept_asked_and_put_into_a_form():
    assert set(ITEMS) == {*INSIDE, *OUTSIDE, *GROUP}
    asked = [name for _, names in (*SECTIONS, OUTSIDE_FIELDS) for name in names]
    assert sorted(asked) == sorted(ITEMS)
    for key in ITEMS:
        assert hasattr(BaseYear, key), key
        assert hasattr(YearForm, key), key


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"new_equipment_value": 3, "equipment_value": 2}, "new_equipment_value"),
        ({"large_equipment": 4, "equipment": 3}, "large_equipment"),
        ({"self_made_value": 1, "donated_value": 2, "equipment_value": 2}, "equipment_value"),
        (
            {"workstations": 1, "person_hours_inside": 8000, "person_hours_outside": 761},
            "person_hours_inside",
        ),
        ({"days_used": 367}, "days_used"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(facts, field):
    with pytest.raises(RuleBroken) as refusal:
        refuse_faults(facts)
    assert refusal.value.field == field


def test_what_may_just_be_is_not_refused():
    refuse_faults({})
    refuse_faults({"workstations": 1, "person_hours_inside": 8760, "days_used": 366})
    refuse_faults({"self_made_value": 1, "donated_value": 1, "equipment_value": 2})


def test_what_is_unusual_is_said():
    last = BaseYear(workstations=10, equipment=100)
    odd = BaseYear(workstations=1, person_hours_inside=2401, graduates_hired=3, host_staff=2)
    assert [words[:4] for words in doubts(odd, last)] == ["校内与社", "接收应届", "工位数与"]
    assert not list(doubts(BaseYear(workstations=10, person_hours_inside=24_000), last))


def test_a_new_year_begins_with_what_lasts_and_not_with_what_was_done(clerk, make, base):
    make.add(BaseYear(base_id=base.id, began=2023, workstations=48, person_hours_inside=777))
    page = clerk.get(f"{clerk.home}/bases/{base.id}/years/2024").text
    assert 'value="48"' in page
    assert 'value="777"' not in page
    assert "已带入上一学年" in page


def used(session, actor, base, **facts):
    usual = {
        "unit_id": base.owner_unit_id,
        "user": "",
        "kind": UsageKind.TEACHING,
        "starts_on": dt.date(2024, 3, 4),
        "ends_on": dt.date(2024, 3, 5),
        "people": 30,
        "hours": Decimal("1.5"),
        "note": "",
    }
    usages.save(session, actor, base, BaseUsage(), usual | facts)


def test_use_is_added_up_for_the_year_in_which_it_was(session, make, group, clerk, base):
    member, stranger = make.unit(group), make.unit(make.group())
    training = {"kind": UsageKind.TRAINING, "people": 10, "hours": Decimal(8)}
    day = {"starts_on": dt.date(2024, 3, 5), "ends_on": dt.date(2024, 3, 6)}
    used(session, clerk.actor, base)
    used(session, clerk.actor, base, unit_id=member.id, **day)
    used(session, clerk.actor, base, unit_id=stranger.id, **day)
    used(session, clerk.actor, base, unit_id=None, user="滨江街道", **training, **day)
    used(session, clerk.actor, base, starts_on=dt.date(2024, 9, 1), ends_on=dt.date(2024, 9, 1))

    assert usages.proposals(session, clerk.actor, base, 2023) == {
        "days_used": 3,
        "person_hours_inside": 45,
        "person_hours_outside": 45 + 45 + 80,
        "person_hours_members": 45,
        "training_person_times": 10,
        "training_person_days": 20,
    }
    assert usages.proposals(session, clerk.actor, base, 2022) == {}
    year = f"{clerk.home}/bases/{base.id}/years/2023"
    assert 'value="170"' not in clerk.get(year).text
    assert 'value="170"' in clerk.get(f"{year}?proposed=1").text
    assert session.query(BaseYear).count() == 0


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"ends_on": dt.date(2024, 3, 3)}, "ends_on"),
        ({"starts_on": dt.date(2024, 8, 31), "ends_on": dt.date(2024, 9, 1)}, "ends_on"),
        ({"ends_on": dt.date(2099, 1, 1)}, "ends_on"),
        ({"unit_id": None}, "unit_id"),
        ({"user": "滨江街道"}, "user"),
        ({"people": 0}, "people"),
    ],
)
def test_a_use_that_cannot_be_is_refused(session, clerk, base, facts, field):
    with pytest.raises(RuleBroken) as refusal:
        used(session, clerk.actor, base, **facts)
    assert refusal.value.field == field


def test_use_is_recorded_corrected_and_taken_away(session, clerk, school, base):
    home = f"{clerk.home}/bases/{base.id}/usages"
    typed = {"unit_id": school.id, "kind": "teaching", "people": "40", "hours": "6"}
    typed |= {"starts_on": "2024-03-04", "ends_on": "2024-03-04"}
    assert "使用记录已保存" in clerk.post(f"{home}/new", data=typed, follow_redirects=True).text
    assert "240" in clerk.get(f"{home}/").text
    usage = session.query(BaseUsage).one()
    clerk.post(f"{home}/{usage.id}", data=typed | {"people": "20", "revision": usage.revision})
    assert session.query(BaseUsage).one().person_hours == 120
    clerk.post(f"{home}/{usage.id}/remove")
    assert session.query(BaseUsage).count() == 0


def test_another_school_records_no_use(sign_in, make, group, base):
    stranger = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    assert stranger.get(f"{stranger.home}/bases/{base.id}/usages/").status_code == 200
    assert stranger.get(f"{stranger.home}/bases/{base.id}/usages/new").status_code == 404


@pytest.mark.parametrize(
    ("which", "kind", "items"),
    [("inside", BaseKind.ON_CAMPUS, INSIDE), ("outside", BaseKind.OFF_CAMPUS, OUTSIDE)],
)
def test_the_workbook_holds_the_items_of_the_national_form_in_their_order(
    clerk, make, group, school, which, kind, items
):
    base = make_base(make, school, group, kinds=[KindOfBase(kind=kind)])
    make_base(make, school, group, kinds=[KindOfBase(kind=BaseKind.VIRTUAL)])
    make.add(BaseYear(base_id=base.id, began=2023, days_used=180, equipment_value=1_234_500))
    answer = clerk.get(f"{clerk.home}/bases/forms/{which}?year=2023&as=xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
    head, row = sheet.to_python()
    assert head[0] == "实践基地名称"
    assert head[-len(items) :] == [ITEMS[key].head for key in items]
    told = dict(zip(head, row, strict=True))
    assert told[ITEMS["days_used"].head] == 180
    if which == "inside":
        assert told["设备总值(万元)"] == 123.45


def test_the_form_says_how_many_reported(clerk, make, group, school, base, statements):
    for _ in range(3):
        make_base(make, school, group)
    make.add(BaseYear(base_id=base.id, began=2023))
    with statements() as sent:
        page = clerk.get(f"{clerk.home}/bases/forms/inside?year=2023").text
    assert "已报 1/4 个" in page
    assert len(sent) <= 24
    began = years.latest() - 1
    assert clerk.get(f"{clerk.home}/bases/forms/inside").location.endswith(f"year={began}")
