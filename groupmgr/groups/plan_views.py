"""Pages of the yearly plan."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.groups import plans
from groupmgr.groups.forms import PlanForm
from groupmgr.groups.models import Plan
from groupmgr.kernel.clock import today
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("plans", __name__, url_prefix="/g/<group>/plans")

STEPS = {"up": -1, "down": 1}


@bp.get("/")
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show the plan of a year, part by part."""
    found = plans.years(db.session(), actor())
    year = request.args.get("year", found[0] if found else today().year, int)
    parts = plans.of_year(db.session(), actor(), year)
    years = sorted({*found, year, today().year, today().year + 1}, reverse=True)
    return render_template("groups/plans.html", year=year, years=years, parts=parts)


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new() -> ResponseReturnValue:
    """Enter a piece of work."""
    form = PlanForm(year=request.args.get("year", today().year + 1, int))
    return _edit(Plan(), form, "列入计划")


@bp.route("/<int:plan_id>", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def edit(plan_id: int) -> ResponseReturnValue:
    """Revise a piece of work."""
    plan = fetch(Plan, plan_id, Action.GROUP_EDIT)
    return _edit(plan, PlanForm(obj=plan), "修改计划")


@bp.post("/<int:plan_id>/<any(up, down):way>")
@needs(Action.GROUP_EDIT)
def move(plan_id: int, way: str) -> ResponseReturnValue:
    """Move a piece of work by one place."""
    plan = fetch(Plan, plan_id, Action.GROUP_EDIT)
    plans.move(db.session(), actor(), plan, STEPS[way])
    return done("次序已调整", url_for(".index", year=plan.year))


@bp.post("/<int:plan_id>/drop")
@needs(Action.GROUP_EDIT)
def drop(plan_id: int) -> ResponseReturnValue:
    """Take a piece of work out of the plan."""
    plan = fetch(Plan, plan_id, Action.GROUP_EDIT)
    year = plan.year
    plans.drop(db.session(), actor(), plan)
    return done("已移出计划", url_for(".index", year=year))


def _edit(plan: Plan, form: PlanForm, title: str) -> ResponseReturnValue:
    if form.accepted(lambda facts: plans.save(db.session(), actor(), plan, facts)):
        return done("计划已保存", url_for(".index", year=form.year.data))
    return render_template("groups/plan_form.html", title=title, form=form, plan=plan)
