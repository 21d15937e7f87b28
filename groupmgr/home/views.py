"""The first page of a group, and the page that says who may do what."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from groupmgr import policy
from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.home.tasks import piles
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.period import Scope
from groupmgr.performance.attainment import attainments
from groupmgr.performance.service import line, period_of
from groupmgr.performance.years import latest
from groupmgr.policy import POLICY, Action, Role
from groupmgr.web.access import actor, needs

bp = Blueprint("home", __name__, url_prefix="/g/<group>")

RECENT = 8
HEADLINES = ("G01", "P02", "T01", "S01", "R01b")


@bp.get("/")
@needs(Action.HOME)
def index() -> ResponseReturnValue:
    """Show what waits, how the group stands, and what happened last."""
    session, who, day = db.session(), actor(), today()
    year = latest(session, who.group_id, day)
    scope = Scope(who.group_id, period_of(year, day))
    return render_template(
        "home/index.html",
        piles=piles(session, who, day),
        recent=session.scalars(journal.listing(who).limit(RECENT)).all(),
        lines=[line(session, CATALOGUE[code], scope) for code in HEADLINES],
        rules=attainments(session, who, year, day),
        today=day,
        year=year,
        until=scope.period.end,
    )


@bp.get("/rights")
@needs(Action.HOME)
def rights() -> ResponseReturnValue:
    """Show the table of rights as the code has it."""
    words = {policy.GROUP: "全部", policy.OWN: "本单位", policy.SHARED: "已公开"}
    return render_template("home/rights.html", policy=POLICY, roles=list(Role), words=words)
