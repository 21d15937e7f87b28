"""What the secretariat says of a record: a decision, and remarks pinned to its places."""

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import FormField, HiddenField, SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.validators import Length

from groupmgr.activities import places
from groupmgr.activities.models import Activity
from groupmgr.activities.service.remarking import Pin
from groupmgr.groups.reason import Reason
from groupmgr.kernel.credit import Decision
from groupmgr.web.fields import RowsField, TextField
from groupmgr.web.forms import Form, RowForm

FOR = {Decision.RETURNED: "退回", Decision.EXCLUDED: "不计入"}


def key_or_none(value: Any) -> int | None:
    """Return the key that was chosen, or nothing."""
    return int(value) if str(value or "").isdigit() else None


class PinRow(RowForm):
    """One remark: where, for which reason, and in which words."""

    place = SelectField("位置", choices=[], default="")
    reason_id = SelectField("理由", choices=[], coerce=key_or_none, validate_choice=False)
    words = TextField("说明", [Length(max=500)], render_kw={"placeholder": "写明要改什么"})

    def is_blank(self) -> bool:
        """Tell whether nothing is said; a place alone says nothing."""
        return not self.reason_id.data and not self.words.data


class DecisionForm(Form):
    """What the secretariat decides on the version that it read."""

    version = HiddenField()
    pins = RowsField(FormField(PinRow), "批注")

    def __init__(self, activity: Activity, given: Sequence[Reason], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        spots = places.spots(activity)
        self._places = [
            SelectChoice(places.WHOLE, places.PLACES[places.WHOLE]),
            *(SelectChoice(place, spot.label) for place, spot in spots.items()),
        ]
        self._reasons = reason_choices(given)
        for entry in self.pins:
            self._offer(entry)

    def spare_pin(self) -> Any:
        """Return an empty row for one more remark."""
        entry = self.pins.spare()
        self._offer(entry)
        return entry

    def read_version(self) -> int:
        """Return the version that stood on the page."""
        typed = self.version.data or ""
        return int(typed) if typed.isdigit() else 0

    def said(self) -> list[Pin]:
        """Return the remarks that say something."""
        return [Pin(**row) for row in self.pins.data]

    def _offer(self, entry: Any) -> None:
        entry.form.place.choices = self._places
        entry.form.reason_id.choices = self._reasons


def reason_choices(given: Iterable[Reason]) -> dict[str, list[SelectChoice]]:
    """Return the reasons under the decision that they are for."""
    found: dict[str, list[SelectChoice]] = {"": [SelectChoice("", "选择理由")]}
    for decision, words in FOR.items():
        of = [SelectChoice(one.id, one.words) for one in given if one.decision is decision]
        if of:
            found[words] = of
    return found


class BulkForm(Form):
    """What is said of many records at once, each as it was previewed."""

    versions = HiddenField()
    reason_id = SelectField("理由", choices=[], coerce=key_or_none, validate_choice=False)
    words = TextField("说明", [Length(max=500)])

    def __init__(self, given: Sequence[Reason], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.reason_id.choices = reason_choices(given)

    def read_versions(self) -> dict[int, int]:
        """Return the previewed versions by the keys of their records: `12:1,15:3`."""
        pairs = (one.split(":") for one in (self.versions.data or "").split(",") if one)
        return {int(key): int(version) for key, version in pairs}

    def sound(self, decision: Decision) -> bool:
        """Tell whether all is said that the decision asks for."""
        if not self.validate():
            return False
        if decision is not Decision.APPROVED and not self.said():
            self.reason_id.errors = ["请选择理由，或者写明原因，报送单位会看到"]
            return False
        return True

    def said(self) -> list[Pin]:
        """Return the one remark for all of them."""
        if not (self.reason_id.data or self.words.data):
            return []
        return [Pin(reason_id=self.reason_id.data, words=self.words.data or "")]
