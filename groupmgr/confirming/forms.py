"""The form on which a party answers, by a link or by its account, and what stands around it."""

from typing import Any

from sqlalchemy.orm import Session
from wtforms import HiddenField
from wtforms.validators import Length

from groupmgr.activities.figures_form import figure_field
from groupmgr.activities.labels import Confirmation, Measure
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Party
from groupmgr.activities.told import people_told, training_told
from groupmgr.confirming.answering import changes, own_figures, replied
from groupmgr.web.fields import LabelField, LongTextField, Required, TextField
from groupmgr.web.forms import Form

SAID = (Confirmation.CONFIRMED, Confirmation.CORRECTED, Confirmation.DISPUTED)


class AnswerForm(Form):
    """An answer; with a link, the secret in the address protects it, so that no cookie is needed.

    With an account the application itself asks for the token in every POST.
    """

    class Meta(Form.Meta):
        """Without the protection that rests on a cookie."""

        csrf = False

    said = LabelField("核对结果", [Required()], codes=SAID)
    remark = LongTextField("说明", [Length(max=500)], render_kw={"rows": 3})
    name = TextField("姓名", [Required(), Length(max=40)])
    post = TextField("职务", [Length(max=40)])
    version = HiddenField()
    measures: tuple[Measure, ...] = ()

    def facts(self) -> dict[str, Any]:
        """Return the answer with the figures by their measures."""
        facts = super().facts()
        facts["figures"] = {one: facts.pop(one.value) for one in self.measures}
        typed = self.version.data or ""
        return facts | {"version": int(typed) if typed.isdigit() else 0}

    def figure_fields(self) -> list[Any]:
        """Return the fields of the party's own figures."""
        return [self[one.value] for one in self.measures]


def answer_form(party: Party, name: str = "") -> AnswerForm:
    """Return the form that asks the party for its own figures, filled with those of the record."""
    held = own_figures(party)
    fields = {one.value: figure_field(one, one.label) for one in held}
    form: type[AnswerForm] = type("OwnForm", (AnswerForm,), {**fields, "measures": tuple(held)})
    stated = {
        one.value: int(value) if one.semantics.whole else value
        for one, value in held.items()
        if value is not None
    }
    return form(data={**stated, "version": party.activity.version, "name": name})


def question(session: Session, party: Party, form: AnswerForm) -> dict[str, Any]:
    """Return what a page tells that asks a party: the record, or what changed in it."""
    form.version.data = str(party.activity.version)
    return {
        "party": party,
        "activity": party.activity,
        "form": form,
        "choices": [one.value for one in SAID],
        "changes": changes(session, party),
        "reply": replied(session, party),
        "own": own_figures(party),
        "people": people_told(party.activity, party.unit_id),
        "training": training_told(party.activity),
        "figure_words": figure_words,
    }
