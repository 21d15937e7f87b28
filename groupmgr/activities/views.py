"""Pages on which activities are listed, shown and written."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities import pins
from groupmgr.activities.bulk_views import bp as bulk
from groupmgr.activities.check_views import bp as checks
from groupmgr.activities.deed_views import bp as deeds
from groupmgr.activities.edit_form import activity_form
from groupmgr.activities.evidence_views import bp as evidence
from groupmgr.activities.forms import StartForm
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.lists import activities
from groupmgr.activities.models import Activity
from groupmgr.activities.packing_views import bp as packages
from groupmgr.activities.progress import progress
from groupmgr.activities.review_views import bp as review
from groupmgr.activities.saving import finish, save, take_files, whole
from groupmgr.activities.service import (
    checking,
    drafting,
    inside,
    listing,
    locking,
    remarking,
)
from groupmgr.activities.service.distinguishing import tell_apart
from groupmgr.activities.showing_views import shown, told_by
from groupmgr.activities.typing_views import bp as drafts
from groupmgr.activities.wording_views import bp as wording
from groupmgr.extensions import db
from groupmgr.files.sent_form import Refused
from groupmgr.groups import closing
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("activities", __name__, url_prefix="/g/<group>/activities")
for part in (bulk, checks, deeds, drafts, evidence, packages, review, wording):
    bp.register_blueprint(part)


@bp.get("/")
@needs(Action.ACTIVITY_VIEW)
def index() -> ResponseReturnValue:
    """List the activities."""
    query = listing.listing(actor())
    return activities().answer(query, "activities/index.html")


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def new() -> ResponseReturnValue:
    """Begin a record: what it is called, what it is, and when it was."""
    form = StartForm()
    own = actor().unit_ids
    if own:
        form.owner_unit_id.only(own)
    made: list[Activity] = []
    if form.accepted(lambda facts: made.append(_start(facts))):
        other = request.form.get("join", 0, int)
        if other:
            return redirect(url_for("merging.compare", key=made[0].id, other_id=other), 303)
        return done("草稿已建立", url_for(".edit", key=made[0].id))
    return render_template("activities/new.html", form=form)


@bp.get("/<int:key>")
@needs(Action.ACTIVITY_VIEW)
def show(key: int) -> ResponseReturnValue:
    """Show a record as it stands."""
    activity = whole(key, Action.ACTIVITY_VIEW)
    return render_template("activities/show.html", **shown(activity))


@bp.route("/<int:key>/edit", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def edit(key: int) -> ResponseReturnValue:
    """Write into a record; its button says whether it is also handed in."""
    activity, writing = whole(key), request.method == "POST"
    closed = locking.closed_for(db.session(), activity)
    if closed and not writing and activity.state is ActivityState.SUBMITTED:
        return redirect(url_for(".wording.edit", key=key))
    form = activity_form(activity)
    refused: list[Refused] = []
    if save(form):
        refused = take_files(whole(key))
        answer = None if refused else finish(form, key)
        if answer is not None:
            return answer
    activity = whole(key) if writing else activity
    return render_template(
        "activities/edit.html",
        form=form,
        activity=activity,
        refused=refused,
        steps=progress(activity),
        told_by=told_by(activity),
        closed=closing.words(closed) if closed else "",
        checked=inside.is_asked(db.session(), actor(), activity),
        groups_by_id={one.id: one for one in form.offered},
        pinned=pins.pinned(activity, remarking.pending(db.session(), actor(), activity)),
        candidates=checking.candidates(db.session(), actor(), activity),
    )


def _start(facts: dict[str, Any]) -> Activity:
    unit_id = facts.pop("owner_unit_id")
    made = drafting.start(db.session(), actor(), unit_id, facts)
    for other in request.form.getlist("apart", int):
        tell_apart(db.session(), actor(), made, other)
    return made
