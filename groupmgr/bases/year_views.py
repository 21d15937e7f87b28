"""Pages of what bases report of a school year, and the two national forms."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.bases.labels import BaseKind
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import registering, usages, years
from groupmgr.bases.year_forms import YearForm
from groupmgr.bases.year_lists import FORMS
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("years", __name__)
SHOWN = 5


@bp.get("/forms/<any(inside,outside):which>")
@needs(Action.BASE_VIEW)
def national(which: str) -> ResponseReturnValue:
    """List the bases with the items of a national form, and give them as a workbook."""
    latest = years.latest()
    began = request.args.get("year", 0, int)
    if not years.FIRST <= began <= latest:
        return redirect(url_for(".national", which=which, year=latest - 1))
    kind, listing = FORMS[which]
    return listing.answer(
        years.listing(actor(), kind, began),
        "bases/national.html",
        which=which,
        began=began,
        covered=years.coverage(db.session(), actor(), kind, began),
        years=sorted({*range(latest, latest - SHOWN, -1), began}, reverse=True),
        words=years.words,
    )


@bp.route("/<int:base_id>/years/<int:began>", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def edit(base_id: int, began: int) -> ResponseReturnValue:
    """Enter the statistics of a school year; a new one begins with what lasts."""
    if not years.FIRST <= began <= years.latest():
        abort(404)
    base = fetch(TrainingBase, base_id, Action.BASE_EDIT, *registering.SHOWN)
    session = db.session()
    held, last = (years.year_of(session, base, one) for one in (began, began - 1))
    record = held or years.begun(base, began, last)
    proposed = usages.proposals(session, actor(), base, began)
    form = YearForm(obj=record)
    if BaseKind.OFF_CAMPUS not in {one.kind for one in base.kinds}:
        form.leave_out_outside()
    if "proposed" in request.args and not form.is_submitted():
        form.take_over(proposed)
    if form.accepted(lambda facts: years.report_year(db.session(), actor(), base, record, facts)):
        return done(f"{years.words(began)}统计已保存", url_for("bases.show", base_id=base_id))
    return render_template(
        "bases/year.html",
        form=form,
        base=base,
        words=years.words(began),
        began=began,
        sections=form.sections(),
        carried=held is None and last is not None,
        proposed={form[key].label.text: (form[key].unit, value) for key, value in proposed.items()},
    )
