"""The form of a school's yearly statistics, labelled as the national forms are."""

from groupmgr.members.school_year_checks import LABELS
from groupmgr.web.answer_field import AnswerField
from groupmgr.web.fields import NumberField
from groupmgr.web.forms import Form


def _number(key: str, unit: str, description: str = "") -> NumberField:
    return NumberField(LABELS[key], unit=unit, description=description)


class SchoolYearForm(Form):
    """Every figure may stay empty: not reported is not zero."""

    students = _number("students", "人")
    new_students = _number("new_students", "人")
    graduates = _number("graduates", "人")
    programmes = _number("programmes", "个")
    programme_clusters = _number("programme_clusters", "个")
    staff = _number("staff", "人")
    teachers = _number("teachers", "人", "等于下面两项之和")
    general_teachers = _number("general_teachers", "人")
    programme_teachers = _number("programme_teachers", "人")
    part_time_teachers = _number("part_time_teachers", "人")
    dual_qualified_teachers = _number("dual_qualified_teachers", "人", "不超过专业课专任教师数")
    practical_hours = _number("practical_hours", "学时")
    total_hours = _number("total_hours", "学时")
    has_certificate_pilot = AnswerField(LABELS["has_certificate_pilot"])
