"""Drafts of activities as a workbook; evidence and people are added on their pages."""

from decimal import Decimal
from typing import Any, cast

from sqlalchemy.orm import Session
from wtforms.validators import Length

from groupmgr.activities.labels import ActivityState, Category, Measure, PartyRole
from groupmgr.activities.models import Activity
from groupmgr.activities.service import drafting
from groupmgr.activities.service.content import TITLE_LENGTH
from groupmgr.activities.service.loading import WHOLE
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.measure import Adds
from groupmgr.policy import Action, Actor
from groupmgr.web.fields import (
    DateField,
    LabelField,
    LongTextField,
    MoneyField,
    NumberField,
    Required,
    TextField,
    UnitField,
    UnitsField,
)
from groupmgr.web.forms import Form
from groupmgr.workbooks.book import Book

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


def _field(measure: Measure) -> Any:
    meaning, note = measure.semantics, "只填这一类别要填的数据"
    if meaning.unit == "元":
        return MoneyField(measure.label, description=note)
    return NumberField(measure.label, unit=meaning.unit, whole=meaning.whole, description=note)


DraftForm = type(
    "DraftForm", (WordsForm,), {name: _field(measure) for name, measure in STATED.items()}
)


def _beside(activity: Activity) -> dict[str, Any]:
    whole = {one.measure: one.value for one in activity.figures if one.party is None}
    figures = {name: _number(measure, whole.get(measure)) for name, measure in STATED.items()}
    others = [one.unit_id for one in activity.parties if one.unit_id != activity.owner_unit_id]
    return {"party_ids": others, **figures}


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
    if activity.id is None:
        return drafting.start(session, actor, cast(int, facts["owner_unit_id"]), wanted)
    if activity.state is not ActivityState.DRAFT:
        raise RuleBroken("这项活动已提交，请在页面上修改")
    return drafting.save(session, actor, activity, wanted)


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
    narrowed=(Activity.state == ActivityState.DRAFT,),
    beside=_beside,
    fixed=frozenset({"owner_unit_id"}),
    leave=drafting.discard,
)
