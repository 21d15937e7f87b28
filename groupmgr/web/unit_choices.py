"""How the units of the open group are offered in a form."""

from html import escape
from typing import Any

from flask import g, url_for
from markupsafe import Markup
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in 3.3, stubs lag
from wtforms.widgets import Select

from groupmgr.web.access import units
from groupmgr.web.ports import UnitChoice

BLANK = SelectChoice("", "请选择")


class PlainSelect(Select):
    """A select that writes an option in one go; a page may hold hundreds of them."""

    @classmethod
    def render_option(  # type: ignore[override]  # as it is since 3.3, stubs lag
        cls, choice: Any, **kwargs: Any
    ) -> str:
        told = {"value": choice.value, **(choice.render_kw or {}), **kwargs}
        named = "".join(f' {name}="{escape(str(value))}"' for name, value in told.items())
        chosen = " selected" if choice.selected else ""
        return f"<option{named}{chosen}>{escape(choice.label or choice.value)}</option>"


class UnitSelect(PlainSelect):
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
    return [choice for unit, choice in _choices() if unit.current or unit.id in held]


def _choices() -> list[tuple[UnitChoice, Any]]:
    """Return the units with their choices, made once a request."""
    if "unit_choices" not in g:
        g.unit_choices = [
            (
                unit,
                SelectChoice(
                    str(unit.id),
                    unit.name,
                    {"data-pinyin": unit.pinyin, "data-initials": unit.initials},
                ),
            )
            for unit in units()
        ]
    found: list[tuple[UnitChoice, Any]] = g.unit_choices
    return found
