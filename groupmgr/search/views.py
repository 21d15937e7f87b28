"""The page of what is found; `/` leads to its field from everywhere."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.index.words import terms
from groupmgr.policy import Action
from groupmgr.search.excerpt import excerpt, marked
from groupmgr.search.lists import KINDS
from groupmgr.search.service import look
from groupmgr.web.access import actor, needs

bp = Blueprint("search", __name__, url_prefix="/g/<group>/search")
LONGEST = 60


@bp.get("/")
@needs(Action.HOME)
def index() -> ResponseReturnValue:
    """Show what holds everything that was typed, by kind."""
    typed = request.args.get("q", "").strip()[:LONGEST]
    return render_template(
        "search/index.html",
        typed=typed,
        asked=bool(terms(typed)),
        found=look(db.session(), actor(), typed, KINDS) if terms(typed) else [],
        excerpt=lambda text: excerpt(text, typed),
        marked=lambda text: marked(text, typed),
    )
