"""Pages to be printed: templates that see plain data only, each with its styles in itself."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from groupmgr.paths import resource_dir


def draw(template: str, **facts: Any) -> str:
    """Draw a page with the styles of an official document; text of users is data in it."""
    return _pages().get_template(template).render(facts)


@cache
def _style(name: str) -> Markup:
    path = resource_dir("static") / "css" / f"{name}.css"
    return Markup(path.read_text(encoding="utf-8"))  # noqa: S704 - our own file, not a user's text


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=FileSystemLoader(resource_dir("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.globals["style"] = _style
    return pages
