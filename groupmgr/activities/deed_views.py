"""Deeds of one press: withdraw, void, restore, throw away."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.forms import ReasonForm
from groupmgr.activities.saving import whole
from groupmgr.activities.service import drafting, restoring, submitting
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("deeds", __name__)


@bp.post("/<int:key>/withdraw")
@needs(Action.ACTIVITY_EDIT)
def withdraw(key: int) -> ResponseReturnValue:
    """Make a record a draft again."""
    submitting.withdraw(db.session(), actor(), whole(key))
    return done("活动已撤回，可以继续修改", url_for("activities.edit", key=key))


@bp.route("/<int:key>/void", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def void(key: int) -> ResponseReturnValue:
    """Take a record out of every count, with the reason."""
    activity, form = whole(key), ReasonForm()
    if form.accepted(
        lambda facts: submitting.void(db.session(), actor(), activity, facts["reason"])
    ):
        return done("活动已作废", url_for("activities.show", key=key))
    return render_template("activities/void.html", form=form, activity=whole(key))


@bp.route("/<int:key>/restore", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def restore(key: int) -> ResponseReturnValue:
    """Bring a void record back, with the reason."""
    activity, form = whole(key), ReasonForm()
    if form.accepted(
        lambda facts: restoring.restore(db.session(), actor(), activity, facts["reason"])
    ):
        return done("活动已恢复", url_for("activities.show", key=key))
    return render_template("activities/restore.html", form=form, activity=whole(key))


@bp.post("/<int:key>/discard")
@needs(Action.ACTIVITY_EDIT)
def discard(key: int) -> ResponseReturnValue:
    """Throw a draft away."""
    drafting.discard(db.session(), actor(), whole(key))
    return done("草稿已删除", url_for("activities.index"))
