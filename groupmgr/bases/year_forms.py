"""The form of a base's school year, with the labels of the national forms."""

from collections.abc import Mapping
from typing import Any

from groupmgr.bases.year_items import ANSWER, ITEMS, MONEY, WORDS
from groupmgr.web.answer_field import AnswerField
from groupmgr.web.fields import LongTextField, MoneyField, NumberField
from groupmgr.web.forms import Form

Sections = list[tuple[str, list[str]]]


def _field(key: str, description: str = "") -> Any:
    item = ITEMS[key]
    if item.kind == MONEY:
        return MoneyField(item.label, description=description)
    if item.kind == ANSWER:
        return AnswerField(item.label)
    if item.kind == WORDS:
        return LongTextField(item.label, render_kw={"rows": 2})
    whole = item.unit != "元/生"
    return NumberField(item.label, unit=item.unit, whole=whole, description=description)


class YearForm(Form):
    """What a base reports of one school year; what is left empty is not reported."""

    days_used = _field("days_used")
    workstations = _field("workstations")
    person_hours_inside = _field("person_hours_inside")
    person_hours_outside = _field("person_hours_outside", "依托单位以外的使用")
    exercises = _field("exercises")
    main_exercises = _field("main_exercises")
    equipment_value = _field("equipment_value")
    new_equipment_value = _field("new_equipment_value")
    self_made_value = _field("self_made_value")
    donated_value = _field("donated_value")
    quasi_donated_value = _field("quasi_donated_value")
    equipment = _field("equipment")
    large_equipment = _field("large_equipment")
    material_cost = _field("material_cost")
    upkeep_cost = _field("upkeep_cost")
    full_time_managers = _field("full_time_managers")
    part_time_managers = _field("part_time_managers")
    host_staff = _field("host_staff")
    students_received = _field("students_received")
    interns_half_year = _field("interns_half_year")
    has_lodging = _field("has_lodging")
    pays_interns = _field("pays_interns")
    fee_per_student = _field("fee_per_student")
    supervisors_sent = _field("supervisors_sent")
    graduates_hired = _field("graduates_hired")
    person_hours_members = _field("person_hours_members", "含在“社会”中")
    training_person_times = _field("training_person_times")
    training_person_days = _field("training_person_days")
    service_income = _field("service_income")
    safety_checks = _field("safety_checks")
    hazards_mended = _field("hazards_mended")

    def take_over(self, proposed: Mapping[str, Any]) -> None:
        """Fill in what was proposed, for the person to look at."""
        for key, value in proposed.items():
            self[key].data = value

    def leave_out_outside(self) -> None:
        """Do not ask a base on campus what only those outside report."""
        for key in OUTSIDE[1]:
            del self[key]

    def sections(self) -> Sections:
        """Return what is asked, in its parts."""
        return [*SECTIONS, OUTSIDE] if OUTSIDE[1][0] in self else SECTIONS


SECTIONS: Sections = [
    (
        "1 使用",
        [
            *("days_used", "workstations", "person_hours_inside", "person_hours_outside"),
            *("exercises", "main_exercises"),
        ],
    ),
    (
        "2 设备",
        [
            *("equipment_value", "new_equipment_value", "self_made_value", "donated_value"),
            *("quasi_donated_value", "equipment", "large_equipment"),
        ],
    ),
    (
        "3 费用与管理人员",
        ["material_cost", "upkeep_cost", "full_time_managers", "part_time_managers"],
    ),
    (
        "4 集团补充",
        [
            *("person_hours_members", "training_person_times", "training_person_days"),
            *("service_income", "safety_checks", "hazards_mended"),
        ],
    ),
]
OUTSIDE = (
    "5 校外基地",
    [
        *("host_staff", "students_received", "interns_half_year", "has_lodging"),
        *("pays_interns", "fee_per_student", "supervisors_sent", "graduates_hired"),
    ],
)
