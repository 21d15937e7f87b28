"""The form in which the whole of an activity is edited."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, cast

from flask import current_app
from wtforms import FormField, SelectMultipleField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.activities.details_form import details_fields, dropped, left_over
from groupmgr.activities.figures_form import chosen_category, chosen_units, figures_form
from groupmgr.activities.forms import MediaRow, PartyRow, ProofRow
from groupmgr.activities.labels import Audience, Category, PartyRole
from groupmgr.activities.linking import Register
from groupmgr.activities.material import (
    Material,
    details_material,
    difference,
    figure_key,
    material_of,
)
from groupmgr.activities.models import Activity
from groupmgr.activities.service.completeness import Incomplete, Problem
from groupmgr.activities.service.content import TITLE_LENGTH
from groupmgr.activities.service.loading import WHOLE
from groupmgr.activities.service.offering import offered_groups
from groupmgr.activities.typed import typed
from groupmgr.extensions import db
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, units
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LabelsField,
    LongTextField,
    Required,
    RowsField,
    TextField,
)
from groupmgr.web.forms import Difference, Form
from groupmgr.web.record_field import RecordField


class Words(NamedTuple):
    """What a section is called, as a field calls its label."""

    text: str


class Section(NamedTuple):
    """A part of the form at which something can be wrong that lies in none of its fields."""

    id: str
    label: Words


# In the order of the page, not in that of their making.
_FIRST = (
    *("title", "category", "starts_on", "ends_on", "owner_role", "parties"),
    *("people", "training", "audiences", "figures"),
)
SECTIONS = {
    "parties": Section("parties", Words("参与单位")),
    "people": Section("people", Words("派出人员")),
    "figures": Section("figures", Words("数据")),
    "evidence": Section("evidence", Words("佐证材料")),
    "groups": Section("groups", Words("计入哪些集团")),
}


class ActivityForm(Form):
    """All of an activity; `activity_form` adds the figures of its category and the links."""

    title = TextField("活动名称", [Required(), Length(max=TITLE_LENGTH)])
    category = LabelField("活动类别", [Required()], codes=Category)
    starts_on = DateField("开始日期", [Required()])
    ends_on = DateField("结束日期", [Required()])
    owner_role = LabelField("角色", [Required()], codes=PartyRole)
    parties = RowsField(FormField(PartyRow), "参与单位")
    summary = LongTextField("内容与成效")
    evidence = RowsField(FormField(ProofRow), "佐证材料")
    link = TextField("网址")
    groups = SelectMultipleField("计入哪些集团", coerce=int)
    place = TextField("地点", [Length(max=120)])
    audiences = LabelsField("对象", codes=Audience)
    media = RowsField(FormField(MediaRow), "宣传报道")

    figures: Any
    people: Any = None
    training: Any = None

    def __init__(self, activity: Activity, **kwargs: Any) -> None:
        super().__init__(data=typed(activity), **kwargs)
        self._record = self.activity = activity
        self.problems: list[Problem] = []
        self.offered = offered_groups(db.session(), activity)
        self.groups.choices = [SelectChoice(one.id, one.name) for one in self.offered]
        for entry in self.parties:
            _offer(entry.form.unit_id, activity)

    def facts(self) -> dict[str, Any]:
        """Return the content as the service takes it; evidence and links are told apart."""
        facts = super().facts()
        owner = {"unit_id": self.activity.owner_unit_id, "role": facts.pop("owner_role")}
        facts["parties"] = [owner, *facts["parties"]]
        facts["figures"] = self.figures.form.stated()
        return {name: facts[name] for name in facts if name not in ("evidence", "link")}

    def spare_party(self) -> Any:
        """Return an empty row for one more unit."""
        entry = self.parties.spare()
        _offer(entry.form.unit_id, self.activity)
        return entry

    def spare_person(self) -> Any:
        """Return an empty row for one more person, with what is mostly so."""
        entry = self.people.spare()
        row = entry.form
        row.since.data, row.until.data = self.starts_on.data, self.ends_on.data
        others = [unit for unit in row.units if unit != self.activity.owner_unit_id]
        if row.category is Category.TEACHER_PRACTICE:
            row.from_unit_id.data = self.activity.owner_unit_id
            row.to_unit_id.data = others[0] if len(others) == 1 else None
        return entry

    def left_over(self) -> list[tuple[str, str]]:
        """Return what was typed for another category; it is there until the record is saved."""
        return left_over(self)

    def dropped(self) -> list[str]:
        """Return in words what is dropped with the next saving."""
        return dropped(left_over(self))

    def also(self, deed: Callable[[], object]) -> bool:
        """Do a deed after the content was accepted; what it refuses is said at the fields."""
        try:
            deed()
            db.session.commit()
        except NotAllowed:
            raise
        except RuleBroken as broken:
            self._show(broken)
            self.revision.data = str(self.activity.revision)
            return False
        return True

    def said(self, section: str) -> list[str]:
        """Return what is wrong with a section as a whole."""
        return [problem.words for problem in self.problems if problem.field == section]

    def wrong_fields(self) -> list[tuple[Any, str]]:
        """Return the wrong fields, those of rows too, and the wrong sections after them."""
        late = [field for field in self if field.short_name not in _FIRST]
        ordered = [*(self[name] for name in _FIRST if name in self), *late]
        fields = [(one, one.errors[0]) for one in _leaves(ordered) if one.errors]
        sections = [(SECTIONS[problem.field], problem.words) for problem in self.problems]
        return [*fields, *sections]

    def _show(self, broken: RuleBroken) -> None:
        db.session.rollback()
        alone = [Problem(broken.field or "", str(broken))]
        for problem in broken.problems if isinstance(broken, Incomplete) else alone:
            field = self._field_of(problem.field)
            if problem.field in SECTIONS:
                self.problems.append(problem)
            elif field is not None:
                field.errors = [*field.errors, problem.words]
            else:
                super()._show(RuleBroken(problem.words, problem.field))

    def _field_of(self, path: str) -> Any:
        """Return a field of a row or a part by its path, as people-0-post or training-mode."""
        first, *rest = path.split("-")
        field = self._fields.get(first) if rest else None
        for step in rest:
            if isinstance(field, RowsField):
                field = next(iter(field.entries[int(step) :]), None)
            elif isinstance(field, FormField):
                field = field.form._fields.get(step)
        return field

    def _show_conflict(self) -> None:
        """Show the rows too that another editor left otherwise than they stand here."""
        super()._show_conflict()
        stored = fetch(Activity, self.activity.id, Action.ACTIVITY_EDIT, *WHOLE)
        was, facts = material_of(stored), self.facts()
        for change in difference(was, _material(was, facts), unit_names(stored)):
            if change.key not in facts:
                self.differences.append(Difference(change.label, change.was, change.now))


def activity_form(activity: Activity, **kwargs: Any) -> ActivityForm:
    """Return the form with the figures of the chosen category, and with links to registers.

    With `formdata=None` it shows the record as it is stored, whatever was posted.
    """
    names = unit_names(activity)
    fields: dict[str, Any] = {
        "figures": FormField(figures_form(activity, names), "数据"),
        **details_fields(chosen_category(activity), chosen_units(activity, names)),
    }
    for register in registers():
        fields[register.column] = RecordField(register.label)
    form = type("BoundActivityForm", (ActivityForm,), fields)(activity, **kwargs)
    for register in registers():
        form[register.column].offer(register.choices(db.session(), actor()))
    return cast(ActivityForm, form)


def registers() -> Sequence[Register]:
    """Return the registers whose records an activity can be linked with."""
    return cast(Sequence[Register], current_app.extensions["groupmgr.registers"])


def unit_names(activity: Activity) -> dict[int, str]:
    """Return the names of the units that can take part, and of those that do."""
    held = {party.unit_id: party.unit.name for party in activity.parties}
    return {unit.id: unit.name for unit in units()} | held


def _material(stored: Material, facts: dict[str, Any]) -> Material:
    parties = {str(row["unit_id"]): row["role"].value for row in facts["parties"]}
    figures = {
        figure_key(*key): f"{value:.2f}"
        for key, value in facts["figures"].items()
        if value is not None
    }
    apart = {key: stored[key] for key in stored if key not in ("people", "fit")}
    details = details_material(facts.get("people", ()), facts.get("training", {}).get("fit"))
    return {**apart, "parties": parties, "figures": figures, **details}


def _offer(field: Any, activity: Activity) -> None:
    """Offer all but the owner, and the units too that take part from outside the group."""
    owner = str(activity.owner_unit_id)
    field.offered = [choice for choice in field.offered if choice.value != owner]
    known = {owner, *(choice.value for choice in field.offered)}
    for party in activity.parties:
        if str(party.unit_id) not in known:
            field.offered.append(SelectChoice(str(party.unit_id), party.unit.name))
    field.choices = field.offered


def _leaves(fields: Any) -> Iterator[Any]:
    """Yield the fields themselves, those of rows and parts among them."""
    for field in fields:
        if isinstance(field, RowsField):
            yield from _leaves(field.entries)
        elif isinstance(field, FormField):
            yield from _leaves(field.form)
        else:
            yield field
