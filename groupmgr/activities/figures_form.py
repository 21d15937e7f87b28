"""The part of the form in which figures are typed; it follows the category and the parties."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import request
from wtforms import Form

from groupmgr.activities import asked
from groupmgr.activities.labels import Category, Measure
from groupmgr.activities.material import figure_key
from groupmgr.activities.models import Activity
from groupmgr.web.fields import MoneyField, NumberField

Figures = dict[tuple[Measure, int | None], Decimal | int | None]
PARTY_FIELD = re.compile(r"parties-\d+-unit_id")


class FiguresForm(Form):
    """One field a measure of the event, and one a party for what each states of its own."""

    class Meta:
        """Messages of WTForms in Chinese."""

        locales = ("zh",)

    category: Category
    units: Mapping[int, str]

    def whole(self) -> list[tuple[Measure, Any]]:
        """Return the fields of the event, each with its measure."""
        return [(one, self[one.value]) for one in asked.whole(self.category)]

    def by_party(self) -> list[tuple[Measure, list[Any]]]:
        """Return the measures that each party states, with a field a party."""
        return [
            (one, [self[figure_key(one, unit)] for unit in self.units])
            for one in asked.by_party(self.category)
        ]

    def folded(self) -> list[Measure]:
        """Return the measures that are seldom stated, and are not stated or wrong here."""
        fields = {one: [field] for one, field in self.whole()} | dict(self.by_party())
        seldom = asked.MEASURES[self.category][asked.SHOWN :]
        return [one for one in seldom if not any(f.data or f.errors for f in fields[one])]

    def hint(self, measure: Measure) -> str:
        """Return what the measure counts, where its name does not say it."""
        return asked.HINTS.get(measure, "")

    def stated(self) -> Figures:
        """Return what was typed, by measure and party."""
        return {_split(name): value for name, value in self.data.items()}


def figures_form(activity: Activity, names: Mapping[int, str]) -> type[FiguresForm]:
    """Return the form for the category and the parties that are chosen at the moment."""
    units = chosen_units(activity, names)
    category = chosen_category(activity)
    fields: dict[str, Any] = {"category": category, "units": units}
    for measure in asked.whole(category):
        fields[measure.value] = figure_field(measure, measure.label)
    for measure in asked.by_party(category):
        for unit, name in units.items():
            fields[figure_key(measure, unit)] = figure_field(measure, name)
    return type("FiguresForm", (FiguresForm,), fields)


def typed_figures(activity: Activity) -> dict[str, Decimal | int]:
    """Return the stored figures as the fields of the form take them."""
    return {
        figure_key(one.measure, one.party.unit_id if one.party else None): (
            int(one.value) if one.measure.semantics.whole else one.value
        )
        for one in activity.figures
    }


def figure_field(measure: Measure, label: str) -> Any:
    """Return the field in which a value of the measure is typed."""
    semantics = measure.semantics
    if semantics.unit == "元":
        return MoneyField(label)
    return NumberField(label, unit=semantics.unit, whole=semantics.whole)


def chosen_category(activity: Activity) -> Category:
    """Return the category that is chosen at the moment."""
    typed = request.form.get("category", "")
    return next((one for one in Category if one.value == typed), activity.category)


def chosen_units(activity: Activity, names: Mapping[int, str]) -> dict[int, str]:
    """Return the names of the parties that are chosen at the moment."""
    return {unit: names[unit] for unit in _chosen_units(activity) if unit in names}


def _chosen_units(activity: Activity) -> Iterable[int]:
    if not request.form:
        return [one.unit_id for one in activity.parties]
    typed = [value for name, value in request.form.items() if PARTY_FIELD.fullmatch(name)]
    chosen = [activity.owner_unit_id, *(int(one) for one in typed if one.isdigit())]
    return dict.fromkeys(chosen)


def _split(name: str) -> tuple[Measure, int | None]:
    code, _, unit = name.partition("@")
    return Measure.of_code(code), int(unit) if unit else None
