"""What happens while somebody types: the draft is kept, figures follow, likenesses are shown."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.activities.edit_form import activity_form
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.progress import progress
from groupmgr.activities.saving import save, whole
from groupmgr.activities.service import checking, questions
from groupmgr.activities.service.checking import Check
from groupmgr.activities.service.completeness import problems
from groupmgr.activities.service.likeness import Told, alike
from groupmgr.extensions import db
from groupmgr.kernel.clock import now
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.conditions import iso_day

bp = Blueprint("drafts", __name__)


@bp.post("/<int:key>/autosave")
@needs(Action.ACTIVITY_EDIT)
def autosave(key: int) -> ResponseReturnValue:
    """Keep a draft as it stands; a record that was handed in is saved by its button alone."""
    activity = whole(key)
    if activity.state is not ActivityState.DRAFT:
        abort(409)
    form = activity_form(activity)
    saved_at = now() if save(form) else None
    activity = whole(key)
    return render_template(
        "activities/autosaved.html",
        form=form,
        activity=activity,
        saved_at=saved_at,
        steps=progress(activity),
        lacks=[problem.field for problem in problems(activity)],
        candidates=checking.candidates(db.session(), actor(), activity),
    )


@bp.post("/<int:key>/figures")
@needs(Action.ACTIVITY_EDIT)
def figures(key: int) -> ResponseReturnValue:
    """Ask for the figures of the category and the parties that were just chosen."""
    activity = whole(key)
    form = activity_form(activity)
    return render_template("activities/asked.html", form=form, activity=activity)


@bp.app_template_global()
def doubts_of(activity: Activity) -> list[Check]:
    """Let the form ask for a second look at what the record says by now."""
    return questions.of_writer(db.session(), activity)


@bp.get("/alike")
@needs(Action.ACTIVITY_EDIT)
def likenesses() -> ResponseReturnValue:
    """Show the records that may tell of the same event, while a new one begins."""
    typed = request.args
    starts_on = iso_day(typed.get("starts_on", ""))
    ends_on = iso_day(typed.get("ends_on", "")) or starts_on
    found = []
    if starts_on and ends_on:
        units = {typed.get("owner_unit_id", 0, int)}
        told = Told(typed.get("title", ""), starts_on, ends_on, units)
        found = alike(db.session(), actor(), told)
    return render_template("activities/alike.html", candidates=found)
