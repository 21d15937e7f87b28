"""What a meeting resolved, and what it told units to do."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.text import chinese
from groupmgr.meetings.forms import AssignmentForm, ResolutionForm
from groupmgr.meetings.labels import Duty
from groupmgr.meetings.models import FollowUp, Meeting, Resolution
from groupmgr.meetings.service import outcome, planning
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("outcome", __name__, url_prefix="/<int:meeting_id>")


@bp.route("/resolutions/new", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def resolve(meeting_id: int) -> ResponseReturnValue:
    """Add a resolution; it gets its number by itself."""
    meeting, form = _meeting(meeting_id), ResolutionForm()
    _offer_agenda(form, meeting)
    if form.accepted(lambda facts: outcome.resolve(db.session(), actor(), meeting, facts)):
        return done("决议已登记", url_for("meetings.show", meeting_id=meeting_id))
    return render_template("meetings/resolution.html", form=form, meeting=meeting, title="增加决议")


@bp.route("/resolutions/<int:resolution_id>/edit", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def revise(meeting_id: int, resolution_id: int) -> ResponseReturnValue:
    """Mend the words of a resolution."""
    meeting = _meeting(meeting_id)
    found = next((r for r in meeting.resolutions if r.id == resolution_id), None) or abort(404)
    return _revise(meeting, found)


@bp.route("/tasks/new", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def assign(meeting_id: int) -> ResponseReturnValue:
    """Tell units what to do until when."""
    return _assign(_meeting(meeting_id), FollowUp(), AssignmentForm())


@bp.route("/tasks/<int:follow_up_id>/edit", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def reassign(meeting_id: int, follow_up_id: int) -> ResponseReturnValue:
    """Change what units were told."""
    meeting = _meeting(meeting_id)
    told = next((f for f in meeting.follow_ups if f.id == follow_up_id), None) or abort(404)
    form = AssignmentForm(
        obj=told,
        lead_ids=[one.unit_id for one in told.units if one.duty is Duty.LEAD],
        support_ids=[one.unit_id for one in told.units if one.duty is Duty.SUPPORT],
    )
    return _assign(meeting, told, form)


def _revise(meeting: Meeting, found: Resolution) -> ResponseReturnValue:
    form = ResolutionForm(obj=found)
    _offer_agenda(form, meeting)
    if form.accepted(lambda facts: outcome.revise(db.session(), actor(), meeting, found, facts)):
        return done("决议已保存", url_for("meetings.show", meeting_id=meeting.id))
    title = f"修改决议 {found.number}"
    return render_template("meetings/resolution.html", form=form, meeting=meeting, title=title)


def _assign(meeting: Meeting, told: FollowUp, form: AssignmentForm) -> ResponseReturnValue:
    form.resolution_id.offer((one.id, f"{one.number} {one.text}") for one in meeting.resolutions)
    if form.accepted(lambda facts: outcome.assign(db.session(), actor(), meeting, told, facts)):
        return done("督办事项已交办", url_for("meetings.show", meeting_id=meeting.id))
    return render_template("meetings/task.html", form=form, meeting=meeting)


def _offer_agenda(form: ResolutionForm, meeting: Meeting) -> None:
    form.agenda_item_id.offer(
        (item.id, f"议题{chinese(n)} {item.title}") for n, item in enumerate(meeting.agenda, 1)
    )


def _meeting(meeting_id: int) -> Meeting:
    return fetch(Meeting, meeting_id, Action.MEETING_EDIT, *planning.WHOLE)
