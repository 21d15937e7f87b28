"""The check inside a unit: an administrator passes a record on, or sends it back to the clerk."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.forms import ReasonForm
from groupmgr.activities.saving import whole
from groupmgr.activities.service import passing
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("checks", __name__)


@bp.post("/<int:key>/pass")
@needs(Action.ACTIVITY_CHECK)
def pass_on(key: int) -> ResponseReturnValue:
    """Hand a record in to its groups."""
    activity = whole(key, Action.ACTIVITY_CHECK)
    revision = request.form.get("revision", 0, int)
    passing.pass_on(db.session(), actor(), activity, revision=revision)
    return done("已提交，等待集团秘书处审核", url_for("activities.show", key=key))


@bp.route("/<int:key>/send-back", methods=["GET", "POST"])
@needs(Action.ACTIVITY_CHECK)
def send_back(key: int) -> ResponseReturnValue:
    """Make a record a draft again, and say why."""
    activity, form = whole(key, Action.ACTIVITY_CHECK), ReasonForm()
    if form.accepted(
        lambda facts: passing.send_back(db.session(), actor(), activity, facts["reason"])
    ):
        return done("已退回填报员", url_for("activities.show", key=key))
    activity = whole(key, Action.ACTIVITY_CHECK)
    return render_template("activities/send_back.html", form=form, activity=activity)
