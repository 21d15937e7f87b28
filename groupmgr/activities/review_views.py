"""Pages on which the secretariat reviews one record after another."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities import pins
from groupmgr.activities.material import Change
from groupmgr.activities.models import Activity, Credit
from groupmgr.activities.review_forms import DecisionForm
from groupmgr.activities.saving import whole
from groupmgr.activities.service import (
    ageing,
    checking,
    deciding,
    locking,
    queue,
    remarking,
    versions,
)
from groupmgr.activities.service.questions import questions
from groupmgr.activities.showing_views import shown
from groupmgr.extensions import db
from groupmgr.groups import reasons
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("review", __name__)


@bp.get("/review")
@needs(Action.ACTIVITY_DECIDE)
def start() -> ResponseReturnValue:
    """Open the record that has waited longest."""
    waiting = queue.waiting(db.session(), actor())
    if waiting:
        return redirect(url_for("activities.review.show", key=waiting[0]))
    return render_template("activities/queue.html")


@bp.get("/<int:key>/review")
@needs(Action.ACTIVITY_DECIDE)
def show(key: int) -> ResponseReturnValue:
    """Show a record as the one who decides must see it."""
    activity = whole(key, Action.ACTIVITY_DECIDE)
    return _page(activity, _form(activity))


@bp.post("/<int:key>/review")
@needs(Action.ACTIVITY_DECIDE)
def decide(key: int) -> ResponseReturnValue:
    """Decide for the own group, and go on to the next record."""
    activity = whole(key, Action.ACTIVITY_DECIDE)
    form, place = _form(activity), queue.place(db.session(), actor(), key)
    if request.form.get("decision") == "more":
        return _page(activity, form)
    decision = Decision.of_code(request.form["decision"])

    def deed(facts: dict[str, Any]) -> Credit:
        return deciding.decide(
            db.session(),
            actor(),
            activity,
            decision,
            version=form.read_version(),
            pins=form.said(),
            solved=request.form.getlist("solved", int),
        )

    if not form.accepted(deed):
        return _page(whole(key, Action.ACTIVITY_DECIDE), form)
    return done(f"已{deciding.DEEDS[decision]}", _following(place))


def _following(place: queue.Place | None) -> str:
    """Return the address of the record that comes next, or of the end of the queue."""
    key = (place.after or place.before) if place else None
    if key is None:
        return url_for("activities.review.start")
    return url_for("activities.review.show", key=key)


def _form(activity: Activity) -> DecisionForm:
    return DecisionForm(activity, reasons.in_force(db.session(), actor().group_id, today()))


def _page(activity: Activity, form: DecisionForm) -> ResponseReturnValue:
    session, who = db.session(), actor()
    credit = deciding.credit_in(activity, who.group_id)
    changes = _changes(activity, credit)
    found = checking.candidates(session, who, activity)
    return render_template(
        "activities/review.html",
        **shown(activity, changes),
        form=form,
        credit=credit,
        changes=changes,
        pinned=pins.pinned(activity, remarking.pending(session, who, activity)),
        closing=locking.closed_for(session, activity, who.group_id),
        age=ageing.age(activity, who.group_id, ageing.limits(session, who.group_id)),
        place=queue.place(session, who, activity.id),
        checks=[*checking.checks(activity, found), *questions(session, [activity])[activity.id]],
        candidates=found,
    )


def _changes(activity: Activity, credit: Credit) -> list[Change]:
    """Return what differs from the version on which this group decided last."""
    if credit.decided_version in (None, activity.version):
        return []
    return versions.changes_since(db.session(), activity, credit.decided_version)
