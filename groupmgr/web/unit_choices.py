"""How the units of the open group are offered in a form."""

from typing import Any

from flask import url_for
from markupsafe import Markup
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.widgets import Select

from groupmgr.web.access import units

BLANK = SelectChoice("", "请选择")


class UnitSelect(Select):
    """A plain select; of a very long list it holds what is chosen, and script asks for the rest."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        if not field.is_long():
            return super().__call__(field, **kwargs)
        everything, chosen = field.choices, field.chosen()
        field.choices = [one for one in everything if not one.value or one.value in chosen]
        drawn = super().__call__(field, **{"data-src": url_for("units.index"), **kwargs})
        field.choices = everything
        return drawn


def unit_choices(held: set[int | None]) -> list[Any]:
    """Return the members as choices, and those units besides that the record already holds."""
    return [
        SelectChoice(
            str(unit.id), unit.name, {"data-pinyin": unit.pinyin, "data-initials": unit.initials}
        )
        for unit in units()
        if unit.current or unit.id in held
    ]
