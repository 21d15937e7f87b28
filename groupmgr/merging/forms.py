"""The forms of joining and merging."""

from collections.abc import Sequence
from typing import Any

from wtforms import BooleanField, RadioField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.activities.asked import by_party
from groupmgr.activities.figures_form import figure_field
from groupmgr.activities.labels import Measure, PartyRole
from groupmgr.activities.models import Activity
from groupmgr.merging.planning import Choice
from groupmgr.web.fields import LabelField, LongTextField, Required
from groupmgr.web.forms import Form


class JoinForm(Form):
    """What a unit is in the record, and what it states of its own."""

    role = LabelField("本单位的角色", [Required()], codes=PartyRole, default=PartyRole.PARTICIPANT)
    remark = LongTextField("说明", [Length(max=500)], render_kw={"rows": 3})
    gives_draft = BooleanField("对方同意后，我的草稿删除，佐证材料转到这条记录", default=True)
    measures: tuple[Measure, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return the content with the figures by their measures."""
        facts = super().facts()
        return facts | {"figures": {one: facts.pop(one.value) for one in self.measures}}

    def figure_fields(self) -> list[Any]:
        """Return the fields of the unit's own figures."""
        return [self[one.value] for one in self.measures]


class MergeForm(Form):
    """Which of two values holds, wherever both records state one; nothing is chosen before."""

    approves = BooleanField("合并后的内容由本集团审核通过", default=True)
    asked: Sequence[Choice] = ()

    def facts(self) -> dict[str, Any]:
        """Return what was chosen by the keys of the choices."""
        facts = super().facts()
        chosen = {one.key: facts[one.key] == "gone" for one in self.asked}
        return {"chosen": chosen, "approves": facts["approves"]}

    def choices(self) -> list[tuple[Choice, Any]]:
        """Return every choice with its field."""
        return [(one, self[one.key]) for one in self.asked]


def join_form(draft: Activity, activity: Activity) -> JoinForm:
    """Return the form with the measures of the record to be joined, filled from the draft."""
    measures = tuple(by_party(activity.category))
    own = next(one for one in draft.parties if one.unit_id == draft.owner_unit_id)
    held = {one.measure: one.value for one in draft.figures if one.party is own}
    fields = {one.value: figure_field(one, one.label) for one in measures}
    form: type[JoinForm] = type("OwnForm", (JoinForm,), {**fields, "measures": measures})
    stated = {
        one.value: int(held[one]) if one.semantics.whole else held[one]
        for one in measures
        if one in held
    }
    return form(data={**stated, "role": PartyRole.PARTICIPANT, "gives_draft": True})


def merge_form(asked: Sequence[Choice]) -> MergeForm:
    """Return the form with a field a choice."""
    fields: dict[str, Any] = {
        one.key: RadioField(
            one.label,
            [Required()],
            choices=[SelectChoice("kept", one.kept), SelectChoice("gone", one.gone)],
            validate_choice=False,
        )
        for one in asked
    }
    form: type[MergeForm] = type("ChoiceForm", (MergeForm,), {**fields, "asked": asked})
    return form()
