"""The page on which a record of a closed year is reworded; nothing else in it can change."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.forms import WordingForm
from groupmgr.activities.saving import whole
from groupmgr.activities.service import drafting, locking
from groupmgr.extensions import db
from groupmgr.groups import closing
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("wording", __name__)


@bp.route("/<int:key>/wording", methods=["GET", "POST"])
@needs(Action.ACTIVITY_EDIT)
def edit(key: int) -> ResponseReturnValue:
    """Reword a record."""
    activity = whole(key)
    form = WordingForm(obj=activity)
    if form.accepted(lambda facts: drafting.save(db.session(), actor(), activity, facts)):
        return done("活动已保存", url_for("activities.show", key=key))
    activity = whole(key)
    closed = locking.closed_for(db.session(), activity)
    return render_template(
        "activities/wording.html",
        form=form,
        activity=activity,
        closed=closing.words(closed) if closed else "",
    )
