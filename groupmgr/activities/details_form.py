"""The parts of the form that only some categories have: the people sent, how a training was held.

They follow the category and the parties that are chosen at the moment.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import request
from wtforms import BooleanField, Form, FormField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.activities import asked
from groupmgr.activities.detail_labels import (
    Engagement,
    Fit,
    Grade,
    Pay,
    TeacherKind,
    TrainingMode,
)
from groupmgr.activities.labels import Category, Measure
from groupmgr.web.fields import DateField, LabelField, RowsField, TextField
from groupmgr.web.forms import RowForm
from groupmgr.web.key_field import KeyField
from groupmgr.web.unit_choices import BLANK

PARTS = ("people", "training", "figures")


class PartyField(SelectField):
    """One of the units in the activity; the service says whether it may be chosen."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=_key, choices=[BLANK], validate_choice=False, **kwargs)

    def offer(self, units: Mapping[int, str]) -> None:
        """Offer these units alone."""
        self.choices = [BLANK, *(SelectChoice(str(key), name) for key, name in units.items())]


class PersonRow(RowForm):
    """A person who was lent or sent; what the category does not ask stays hidden in the page."""

    name = TextField("姓名", [Length(max=40)])
    teacher_kind = LabelField("教师类别", codes=TeacherKind)
    from_unit_id = PartyField("派出单位")
    to_unit_id = PartyField("接收单位")
    engagement = LabelField("形式", codes=Engagement)
    post = TextField("岗位", [Length(max=120)])
    since = DateField("开始日期")
    until = DateField("结束日期")
    pay = LabelField("是否取酬", codes=Pay)
    appraisal = LabelField("企业评价", codes=Grade)
    assessment = LabelField("学校考核", codes=Grade)
    outcome = TextField("成果转化", [Length(max=120)])
    consented = BooleanField("派出单位同意")
    id = KeyField()

    category: Category
    units: Mapping[int, str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagement.offer(asked.ENGAGEMENTS[self.category])
        for end in (self.from_unit_id, self.to_unit_id):
            end.offer(self.units)

    def facts(self) -> dict[str, Any]:
        """Return what the category asks of a person."""
        names = {"id", "name", *self._needed(), *self._more()}
        names |= {"consented"} if self.category in asked.WITH_CONSENT else set()
        return {name: value for name, value in self.data.items() if name in names}

    def needed(self) -> list[Any]:
        """Return the fields that must be filled in, in the order of the form."""
        return [field for field in self if field.short_name in {"name", *self._needed()}]

    def more(self) -> list[Any]:
        """Return the fields that may be filled in."""
        return [field for field in self if field.short_name in self._more()]

    def unasked(self) -> Iterator[tuple[str, str]]:
        """Yield what was typed for another category, so that changing back finds it."""
        asked_for = self.facts()
        for field in self:
            if field.short_name not in asked_for and field.data:
                yield field.name, getattr(field.data, "value", field.data)

    def _needed(self) -> Mapping[str, str]:
        return asked.NEEDED_OF_PERSON[self.category]

    def _more(self) -> Mapping[str, str]:
        return asked.MORE_OF_PERSON[self.category]


class TrainingForm(Form):
    """How a training was held."""

    class Meta:
        """Messages of WTForms in Chinese."""

        locales = ("zh",)

    programme = TextField("培训项目", [Length(max=120)])
    mode = LabelField("培训方式", codes=TrainingMode)
    fit = LabelField("与开设专业", codes=Fit)
    commissioner = TextField("委托单位", [Length(max=120)])


def details_fields(category: Category, units: Mapping[int, str]) -> dict[str, Any]:
    """Return the fields of the parts that the category has."""
    fields: dict[str, Any] = {}
    if category in asked.WITH_PEOPLE:
        row = type("PersonRow", (PersonRow,), {"category": category, "units": units})
        fields["people"] = RowsField(FormField(row), "派出人员")
    if category in asked.WITH_TRAINING:
        fields["training"] = FormField(TrainingForm, "培训情况")
    return fields


def left_over(form: Any) -> list[tuple[str, str]]:
    """Return what was typed in parts and figures that the chosen category does not have."""
    figures = {field.name for field in form.figures.form}
    return [
        (name, value)
        for name, value in request.form.items()
        if value and name not in figures and _part(name) in PARTS
        if _part(name) == "figures" or _part(name) not in form
    ]


def dropped(left: list[tuple[str, str]]) -> list[str]:
    """Return in words what will be dropped when the record is saved."""
    words = []
    for name, value in left:
        part, _, rest = name.partition("-")
        code = rest.partition("@")[0]
        if part == "figures" and code in {measure.value for measure in Measure}:
            words.append(f"{Measure.of_code(code).label} {value}")
        elif part == "training" and rest == "programme":
            words.append(f"培训项目“{value}”")
        elif part == "people" and rest.endswith("-name"):
            words.append(f"派出人员{value}")
    return words


def _part(name: str) -> str:
    return name.partition("-")[0]


def _key(value: Any) -> int | None:
    return int(value) if value else None
