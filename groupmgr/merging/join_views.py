"""Pages on which a unit asks to join a record, and its owner answers."""

from collections.abc import Sequence
from decimal import Decimal

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.activities.labels import Measure
from groupmgr.activities.material import figure_words
from groupmgr.activities.models import Activity
from groupmgr.activities.saving import whole
from groupmgr.extensions import db
from groupmgr.merging import joining
from groupmgr.merging.forms import join_form
from groupmgr.merging.models import JoinRequest
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("joins", __name__)
SHOWN = (joinedload(JoinRequest.activity).joinedload(Activity.owner), joinedload(JoinRequest.unit))


@bp.route("/<int:key>/alike/<int:other_id>/join", methods=["GET", "POST"])
@needs(Action.ACTIVITY_JOIN)
def ask(key: int, other_id: int) -> ResponseReturnValue:
    """Ask to stand in the record of another unit, and leave the own draft."""
    draft = whole(key)
    activity = _joinable(draft, other_id)
    form, asked = join_form(draft, activity), list[JoinRequest]()
    if form.accepted(
        lambda facts: asked.append(joining.ask(db.session(), actor(), draft, activity, **facts))
    ):
        return done("申请已发出，等待对方答复", url_for(".show", request_id=asked[0].id))
    draft = whole(key)
    activity = _joinable(draft, other_id)
    return render_template("merging/ask.html", form=form, draft=draft, activity=activity)


@bp.get("/joins/<int:request_id>")
@needs(Action.ACTIVITY_JOIN)
def show(request_id: int) -> ResponseReturnValue:
    """Show a request to those who made it and to those who answer it."""
    asked = _fetch(request_id)
    figures = [
        (measure.label, figure_words(measure, Decimal(value)))
        for code, value in asked.figures.items()
        for measure in [Measure.of_code(code)]
    ]
    may_withdraw = asked.unit_id in actor().unit_ids
    return render_template(
        "merging/request.html", asked=asked, figures=figures, may_withdraw=may_withdraw
    )


@bp.post("/joins/<int:request_id>/accept")
@needs(Action.ACTIVITY_JOIN)
def accept(request_id: int) -> ResponseReturnValue:
    """Take the unit into the record."""
    asked = _fetch(request_id)
    activity = joining.accept(db.session(), actor(), asked)
    words = f"{asked.unit.name}已加入，活动成为第 {activity.version} 版"
    return done(words, url_for("activities.show", key=activity.id))


@bp.post("/joins/<int:request_id>/decline")
@needs(Action.ACTIVITY_JOIN)
def decline(request_id: int) -> ResponseReturnValue:
    """Leave the unit out, with the reason."""
    joining.decline(db.session(), actor(), _fetch(request_id), request.form.get("reason", ""))
    return done("已告知对方不同意加入", url_for(".show", request_id=request_id))


@bp.post("/joins/<int:request_id>/withdraw")
@needs(Action.ACTIVITY_JOIN)
def withdraw(request_id: int) -> ResponseReturnValue:
    """Take the own request back."""
    joining.withdraw(db.session(), actor(), _fetch(request_id))
    return done("申请已撤回", url_for(".show", request_id=request_id))


@bp.app_template_global()
def join_requests(activity: Activity) -> Sequence[JoinRequest]:
    """Let the page of a record tell who asks to join it."""
    return joining.waiting_for(db.session(), activity)


def _fetch(request_id: int) -> JoinRequest:
    return fetch(JoinRequest, request_id, Action.ACTIVITY_JOIN, *SHOWN)


def _joinable(draft: Activity, key: int) -> Activity:
    return joining.joinable(db.session(), actor(), draft, key) or abort(404)
