"""Pages on which years are closed and opened."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.groups import closing
from groupmgr.groups.models import Closing, Exemption
from groupmgr.kernel.clock import today
from groupmgr.performance.closing import sheets
from groupmgr.performance.closing_forms import ExemptForm, ReopenForm
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs, units
from groupmgr.web.answers import done

bp = Blueprint("closings", __name__, url_prefix="/g/<group>/closings")


@bp.get("/")
@needs(Action.CLOSING_EDIT)
def index() -> ResponseReturnValue:
    """List the years with their state."""
    years, lifted = sheets(db.session(), actor())
    return render_template(
        "performance/closings.html",
        years=years,
        lifted=lifted,
        names={unit.id: unit.name for unit in units()},
        today=today(),
    )


@bp.post("/<int:year>/close")
@needs(Action.CLOSING_EDIT)
def close(year: int) -> ResponseReturnValue:
    """Close a year."""
    closing.close(db.session(), actor(), year)
    return done(f"{year}年度已封账", url_for(".index"))


@bp.route("/<int:closing_id>/reopen", methods=["GET", "POST"])
@needs(Action.CLOSING_EDIT)
def reopen(closing_id: int) -> ResponseReturnValue:
    """Open a year again."""
    closed, form = fetch(Closing, closing_id, Action.CLOSING_EDIT), ReopenForm()
    if form.accepted(lambda facts: closing.reopen(db.session(), actor(), closed, **facts)):
        return done(f"{closed.year}年度已解除封账", url_for(".index"))
    title = f"解除{closed.year}年度封账"
    return _page(form, title, "解除封账", "解除后各单位都可以修改这一年的记录。")


@bp.route("/<int:closing_id>/exempt", methods=["GET", "POST"])
@needs(Action.CLOSING_EDIT)
def exempt(closing_id: int) -> ResponseReturnValue:
    """Let a unit change a closed year."""
    closed = fetch(Closing, closing_id, Action.CLOSING_EDIT)
    form = ExemptForm(unit_id=request.args.get("unit", type=int))
    if form.accepted(lambda facts: closing.exempt(db.session(), actor(), closed, **facts)):
        return done("例外已开放", url_for(".index"))
    return _page(form, f"{closed.year}年度开放例外", "开放例外", "")


@bp.post("/exemptions/<int:exemption_id>/end")
@needs(Action.CLOSING_EDIT)
def end(exemption_id: int) -> ResponseReturnValue:
    """Take an exemption back."""
    whole = joinedload(Exemption.closing)
    exemption = fetch(Exemption, exemption_id, Action.CLOSING_EDIT, whole)
    closing.end(db.session(), actor(), exemption)
    return done("例外已结束", url_for(".index"))


def _page(form: ReopenForm | ExemptForm, title: str, submit: str, sub: str) -> ResponseReturnValue:
    page = "performance/closing_form.html"
    return render_template(page, form=form, title=title, submit=submit, sub=sub)
