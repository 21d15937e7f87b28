"""Pages on which activities are listed, shown, written and reviewed."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.deed_views import bp as deeds
from groupmgr.activities.edit_form import activity_form, registers
from groupmgr.activities.evidence_views import bp as evidence
from groupmgr.activities.forms import DecisionForm, StartForm
from groupmgr.activities.lists import activities
from groupmgr.activities.material import Change
from groupmgr.activities.models import Activity
from groupmgr.activities.progress import progress
from groupmgr.activities.saving import Refused, finish, save, take_files, whole
from groupmgr.activities.service import (
    checking,
    deciding,
    drafting,
    listing,
    offering,
    queue,
    sheet,
    versions,
)
from groupmgr.activities.service.history import history
from groupmgr.activities.typing_views import bp as drafts
from groupmgr.extensions import db
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Action, may
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("activities", __name__, url_prefix="/g/<group>/activities")
for part in (deeds, evidence, drafts):
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
        return done("草稿已建立", url_for(".edit", key=made[0].id))
    return render_template("activities/new.html", form=form)


@bp.get("/<int:key>")
@needs(Action.ACTIVITY_VIEW)
def show(key: int) -> ResponseReturnValue:
    """Show a record as it stands."""
    activity = whole(key, Action.ACTIVITY_VIEW)
    return render_template("activities/show.html", **_shown(activity))


@bp.route("/<int:key>/edit", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def edit(key: int) -> ResponseReturnValue:
    """Write into a record; its button says whether it is also handed in."""
    form = activity_form(whole(key))
    refused: list[Refused] = []
    if save(form):
        refused = take_files(whole(key))
        answer = None if refused else finish(form, key)
        if answer is not None:
            return answer
    activity = whole(key)
    return render_template(
        "activities/edit.html",
        form=form,
        activity=activity,
        refused=refused,
        steps=progress(activity),
        candidates=checking.candidates(db.session(), actor(), activity),
    )


@bp.get("/review")
@bp.get("/<int:key>/review")
@needs(Action.ACTIVITY_DECIDE)
def review(key: int | None = None) -> ResponseReturnValue:
    """Open the record that has waited longest, or one of the others."""
    waiting = queue.waiting(db.session(), actor())
    if key is None and waiting:
        return redirect(url_for(".review", key=waiting[0]))
    if key is None:
        return render_template("activities/queue.html")
    return _review(key, DecisionForm())


@bp.post("/<int:key>/review")
@needs(Action.ACTIVITY_DECIDE)
def decide(key: int) -> ResponseReturnValue:
    """Decide for the own group, and go on to the next record."""
    form, activity = DecisionForm(), whole(key, Action.ACTIVITY_DECIDE)
    place = queue.place(db.session(), actor(), key)
    decision = Decision.of_code(request.form["decision"])
    if form.accepted(
        lambda facts: deciding.decide(
            db.session(),
            actor(),
            activity,
            decision,
            version=form.read_version(),
            reason=facts["reason"] or "",
        )
    ):
        following = (place.after or place.before) if place else None
        return done(f"已{deciding.DEEDS[decision]}", url_for(".review", key=following))
    return _review(key, form)


def _start(facts: dict[str, Any]) -> Activity:
    unit_id = facts.pop("owner_unit_id")
    return drafting.start(db.session(), actor(), unit_id, facts)


def _shown(activity: Activity, changes: Sequence[Change] = ()) -> dict[str, Any]:
    """Return what every page tells that shows a record."""
    session, who = db.session(), actor()
    inside = may(who, Action.ACTIVITY_DECIDE) or activity.owner_unit_id in who.unit_ids
    return {
        "activity": activity,
        "lines": sheet.lines(activity, changes),
        "links": [
            (one.label, name, url_for(one.page, **{one.key: getattr(activity, one.column)}))
            for one in registers()
            if (name := one.name_of(session, who, activity))
        ],
        "groups_by_id": {one.id: one for one in offering.offered_groups(session, activity)},
        "entries": history(session, activity) if inside else None,
        "standing": listing.standing_in(activity, who.group_id),
    }


def _review(key: int, form: DecisionForm) -> ResponseReturnValue:
    activity = whole(key, Action.ACTIVITY_DECIDE)
    credit = deciding.credit_in(activity, actor().group_id)
    changes = []
    if credit.decided_version is not None and credit.decided_version != activity.version:
        changes = versions.changes_since(db.session(), activity, credit.decided_version)
    found = checking.candidates(db.session(), actor(), activity)
    return render_template(
        "activities/review.html",
        **_shown(activity, changes),
        form=form,
        credit=credit,
        changes=changes,
        place=queue.place(db.session(), actor(), key),
        checks=checking.checks(activity, found),
        candidates=found,
    )
