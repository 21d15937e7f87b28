"""The units of the open group for fields that are searched as people type."""

from typing import Any

from flask import Blueprint

from groupmgr.policy import Action
from groupmgr.web.access import needs, units

bp = Blueprint("units", __name__, url_prefix="/g/<group>/units")
# A longer list is no longer written into every field; script asks for it once a page.
MANY = 300


@bp.get("/")
@needs(Action.HOME)
def index() -> list[dict[str, Any]]:
    """Give the members with the letters they are found by."""
    return [
        {"value": str(one.id), "text": one.name, "pinyin": one.pinyin, "initials": one.initials}
        for one in units()
        if one.current
    ]
