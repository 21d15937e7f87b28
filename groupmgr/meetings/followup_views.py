"""What all meetings of the group left to be done, and how far it is."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.meetings.forms import ProgressForm
from groupmgr.meetings.lists import FOLLOW_UPS
from groupmgr.meetings.models import FollowUp
from groupmgr.meetings.service import followups
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("followups", __name__, url_prefix="/g/<group>/followups")


@bp.get("/")
@needs(Action.MEETING_VIEW)
def index() -> ResponseReturnValue:
    """List what is to be done, the most pressing first."""
    return FOLLOW_UPS.answer(followups.listing(actor()), "meetings/followups.html")


@bp.get("/<int:follow_up_id>")
@needs(Action.MEETING_VIEW)
def show(follow_up_id: int) -> ResponseReturnValue:
    """Show one of them with its course."""
    one = fetch(FollowUp, follow_up_id, Action.MEETING_VIEW, *followups.WHOLE)
    entries = history(db.session(), one)
    return render_template("meetings/followup.html", one=one, entries=entries, today=today())


@bp.route("/<int:follow_up_id>/report", methods=["GET", "POST"])
@needs(Action.FOLLOW_UP_REPORT)
def report(follow_up_id: int) -> ResponseReturnValue:
    """Say how far it is."""
    one = fetch(FollowUp, follow_up_id, Action.FOLLOW_UP_REPORT, *followups.WHOLE)
    form = ProgressForm(obj=one)
    if form.accepted(lambda facts: followups.report(db.session(), actor(), one, facts)):
        return done("进展已保存", url_for(".show", follow_up_id=follow_up_id))
    return render_template("meetings/report.html", form=form, one=one)
