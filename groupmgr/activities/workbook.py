"""Drafts of activities as a workbook; evidence is added on their pages."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from sqlalchemy.orm import Session
from wtforms import FormField
from wtforms.validators import Length

from groupmgr.activities.asked import MORE_OF_PERSON, NEEDED_OF_PERSON, WITH_CONSENT
from groupmgr.activities.detail_labels import Fit, TrainingMode
from groupmgr.activities.details_form import PersonRow
from groupmgr.activities.labels import ActivityState, Audience, Category, Measure, PartyRole
from groupmgr.activities.ledger_words import HABITS, MORE, completed
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting, past
from groupmgr.activities.service.content import TITLE_LENGTH
from groupmgr.activities.service.loading import WHOLE
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.measure import Adds
from groupmgr.policy import Action, Actor
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LabelsField,
    LongTextField,
    MoneyField,
    NumberField,
    Required,
    RowsField,
    TextField,
    UnitField,
    UnitsField,
)
from groupmgr.web.forms import Form, RowForm
from groupmgr.workbooks.book import Book

TRAINING = ("programme", "mode", "fit", "commissioner")
COLUMNS = ("title", "category", "starts_on", "ends_on", "place", "summary")
# What is stated once for the whole event, by the name of its field.
STATED = {
    f"stated_{one.name.lower()}": one for one in Measure if one.semantics.adds is not Adds.PER_PARTY
}


class WordsForm(Form):
    """What is known of an activity before there is any proof."""

    title = TextField("活动名称", [Required(), Length(max=TITLE_LENGTH)])
    category = LabelField("活动类别", [Required()], codes=Category)
    starts_on = DateField("开始日期", [Required()])
    ends_on = DateField("结束日期", [Required()])
    owner_unit_id = UnitField("主办单位", [Required()])
    party_ids = UnitsField("参与单位", description="新增的记为“参与”，角色在页面上改")
    place = TextField("地点", [Length(max=120)])
    summary = LongTextField("内容与成效")


class SentRow(PersonRow):
    """A person who was lent or sent, whatever the category asks of one."""

    from_unit_id = UnitField("派出单位")  # type: ignore[assignment]  # any unit of the group
    to_unit_id = UnitField("接收单位")  # type: ignore[assignment]
    __init__ = RowForm.__init__
    facts = RowForm.facts


class DetailsForm(Form):
    """What only some categories ask."""

    audiences = LabelsField("对象", codes=Audience, of=lambda one: one.audience)
    programme = TextField("培训项目", [Length(max=120)])
    mode = LabelField("培训方式", codes=TrainingMode)
    fit = LabelField("与开设专业", codes=Fit)
    commissioner = TextField("委托单位", [Length(max=120)])
    people = RowsField(FormField(SentRow), "派出人员")


def _field(measure: Measure) -> Any:
    meaning, note = measure.semantics, "只填这一类别要填的数据"
    if meaning.unit == "元":
        return MoneyField(measure.label, description=note)
    return NumberField(measure.label, unit=meaning.unit, whole=meaning.whole, description=note)


DraftForm = type(
    "DraftForm",
    (DetailsForm, WordsForm),
    {name: _field(measure) for name, measure in STATED.items()},
)


def _beside(activity: Activity) -> dict[str, Any]:
    whole = {one.measure: one.value for one in activity.figures if one.party is None}
    figures = {name: _number(measure, whole.get(measure)) for name, measure in STATED.items()}
    others = [one.unit_id for one in activity.parties if one.unit_id != activity.owner_unit_id]
    training = {name: getattr(activity.training, name, None) for name in TRAINING}
    return {"party_ids": others, **training, **figures}


def _number(measure: Measure, value: Decimal | None) -> Any:
    return int(value) if value is not None and measure.semantics.whole else value


def _save(session: Session, actor: Actor, activity: Activity, facts: dict[str, Any]) -> Activity:
    roles = {one.unit_id: one.role for one in activity.parties}
    wanted = {name: facts[name] for name in COLUMNS}
    wanted["parties"] = [
        {"unit_id": key, "role": roles.get(key, PartyRole.PARTICIPANT)}
        for key in facts["party_ids"]
        if key != facts.get("owner_unit_id", activity.owner_unit_id)
    ]
    stay = {activity.owner_unit_id, *facts["party_ids"]}
    of_parties = {
        (one.measure, one.party.unit_id): one.value
        for one in activity.figures
        if one.party is not None and one.party.unit_id in stay
    }
    whole = {(measure, None): facts[name] for name, measure in STATED.items()}
    wanted["figures"] = of_parties | whole
    wanted["audiences"] = facts["audiences"]
    wanted["training"] = {name: facts[name] for name in TRAINING}
    wanted["people"] = [_person(activity, facts, row) for row in facts["people"]]
    if activity.id is None:
        return drafting.start(session, actor, cast(int, facts["owner_unit_id"]), wanted)
    if activity.state is not ActivityState.DRAFT:
        raise RuleBroken(f"{activity.number} {activity.state.label}，请在页面上修改")
    return drafting.save(session, actor, activity, wanted)


def _person(activity: Activity, facts: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    """Return what the category asks of a person; in a new draft the event says what is left out."""
    category = facts["category"]
    asked = {*NEEDED_OF_PERSON.get(category, ()), *MORE_OF_PERSON.get(category, ())}
    asked |= {"id", "name"} | ({"consented"} if category in WITH_CONSENT else set())
    said = {name: value for name, value in row.items() if name in asked}
    if activity.id is not None:
        return said
    sender = row["from_unit_id"] or facts["owner_unit_id"]
    others = [key for key in (*facts["party_ids"], facts["owner_unit_id"]) if key != sender]
    event = {"since": facts["starts_on"], "until": facts["ends_on"], "from_unit_id": sender}
    event |= {"to_unit_id": others[0]} if others else {}
    return said | {name: value for name, value in event.items() if not said.get(name)}


def _save_as_approved(
    session: Session, actor: Actor, activity: Activity, facts: dict[str, Any]
) -> Activity:
    is_new = activity.id is None
    saved = _save(session, actor, activity, facts)
    if is_new:
        past.approve(session, actor, saved)
    return saved


BOOK = Book(
    key="activities",
    name="活动草稿",
    action=Action.ACTIVITY_EDIT,
    model=Activity,
    form=DraftForm,
    save=_save,
    same=("title", "owner_unit_id", "ends_on"),
    index="activities.index",
    options=WHOLE,
    order=(Activity.ends_on,),
    narrowed=(Activity.state != ActivityState.VOID,),
    handed=(Activity.state == ActivityState.DRAFT,),
    beside=_beside,
    fixed=frozenset({"owner_unit_id"}),
    leave=drafting.discard,
    habits=HABITS,
    more=MORE,
    completed=completed,
)
# Of past years, for their first load from the shell.
PAST = replace(BOOK, save=_save_as_approved)
