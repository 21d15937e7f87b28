"""What all meetings of the group left to be done, and how far it is."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.files import service as files
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.meetings.forms import ProgressForm
from groupmgr.meetings.lists import FOLLOW_UPS
from groupmgr.meetings.mandate_views import handed_out, store
from groupmgr.meetings.models import FollowUp
from groupmgr.meetings.paper_views import uploaded
from groupmgr.meetings.service import followups, papers
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
    proofs = papers.proofs(db.session(), one)
    facts = {"one": one, "entries": entries, "proofs": proofs, "today": today()}
    return render_template("meetings/followup.html", **facts)


@bp.post("/<int:follow_up_id>/proofs")
@needs(Action.FOLLOW_UP_REPORT)
def prove(follow_up_id: int) -> ResponseReturnValue:
    """Take a file that shows how far it is."""
    one = fetch(FollowUp, follow_up_id, Action.FOLLOW_UP_REPORT, *followups.WHOLE)
    upload = uploaded("proof")
    file = files.keep(db.session(), store(), upload.stream, upload.filename or "")
    papers.prove(db.session(), actor(), one, file, upload.filename or "")
    return done("佐证已上传", url_for(".show", follow_up_id=follow_up_id))


@bp.get("/<int:follow_up_id>/proofs/<int:proof_id>")
@needs(Action.MEETING_VIEW)
def proof(follow_up_id: int, proof_id: int) -> ResponseReturnValue:
    """Hand out such a file."""
    one = fetch(FollowUp, follow_up_id, Action.MEETING_VIEW, *followups.WHOLE)
    found = next((p for p in papers.proofs(db.session(), one) if p.id == proof_id), None)
    if found is None:
        abort(404)
    return handed_out(found.file.shown, found.name)


@bp.route("/<int:follow_up_id>/report", methods=["GET", "POST"])
@needs(Action.FOLLOW_UP_REPORT)
def report(follow_up_id: int) -> ResponseReturnValue:
    """Say how far it is."""
    one = fetch(FollowUp, follow_up_id, Action.FOLLOW_UP_REPORT, *followups.WHOLE)
    form = ProgressForm(obj=one)
    if form.accepted(lambda facts: followups.report(db.session(), actor(), one, facts)):
        return done("进展已保存", url_for(".show", follow_up_id=follow_up_id))
    return render_template("meetings/report.html", form=form, one=one)
