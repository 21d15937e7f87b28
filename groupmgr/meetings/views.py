"""Pages on which meetings are planned, shown, and brought to their end."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.meetings.agenda_views import bp as agenda
from groupmgr.meetings.attendance_views import bp as attendance
from groupmgr.meetings.cadence import KINDS, cadences
from groupmgr.meetings.forms import PlanForm, ReasonForm
from groupmgr.meetings.inviting_views import bp as inviting
from groupmgr.meetings.labels import MeetingStep
from groupmgr.meetings.lists import MEETINGS
from groupmgr.meetings.mandate_views import bp as mandate
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.outcome_views import bp as outcome
from groupmgr.meetings.paper_views import bp as papers
from groupmgr.meetings.record_views import bp as record
from groupmgr.meetings.service import planning, progress, proposing
from groupmgr.meetings.sitting import Sitting, sitting
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("meetings", __name__, url_prefix="/g/<group>/meetings")
for part in (agenda, attendance, inviting, mandate, outcome, papers, record):
    bp.register_blueprint(part)

# These are taken with the minutes, in `record_views`.
_WITH_MINUTES = (MeetingStep.DRAFT_MINUTES, MeetingStep.CIRCULATE)
STEPS = {step.value: step for step in MeetingStep if step not in _WITH_MINUTES}


@bp.get("/")
@needs(Action.MEETING_VIEW)
def index() -> ResponseReturnValue:
    """List the meetings, with those that the rules call for."""
    due = cadences(db.session(), actor().group_id, today())
    return MEETINGS.answer(planning.listing(actor()), "meetings/index.html", cadences=due)


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def new() -> ResponseReturnValue:
    """Plan a meeting."""
    kind = KINDS.get(request.args.get("kind", ""))
    proposed = proposing.next_meeting(db.session(), actor().group_id, kind, today()) if kind else {}
    return _edit(Meeting(), "会议已拟定，请添加议程并确定参会单位", proposed)


@bp.get("/<int:meeting_id>")
@needs(Action.MEETING_VIEW)
def show(meeting_id: int) -> ResponseReturnValue:
    """Show a meeting in the phase it is in."""
    shown = _sitting(meeting_id, Action.MEETING_VIEW)
    entries = history(db.session(), shown.meeting)
    return render_template("meetings/show.html", sitting=shown, entries=entries)


@bp.get("/<int:meeting_id>/seats")
@needs(Action.MEETING_VIEW)
def seats(meeting_id: int) -> ResponseReturnValue:
    """Show how many came, for the page that asks every few seconds."""
    shown = _sitting(meeting_id, Action.MEETING_VIEW)
    return render_template("meetings/seats.html", sitting=shown)


@bp.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def edit(meeting_id: int) -> ResponseReturnValue:
    """Revise a meeting."""
    return _edit(fetch(Meeting, meeting_id, Action.MEETING_EDIT), "会议已保存")


@bp.post("/<int:meeting_id>/<any({}):step>".format(",".join(STEPS)))
@needs(Action.MEETING_EDIT)
def take(meeting_id: int, step: str) -> ResponseReturnValue:
    """Bring the meeting one step further."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    reason = ReasonForm().reason.data or ""
    progress.step(db.session(), actor(), meeting, STEPS[step], reason)
    return done(f"会议状态：{meeting.state.label}", url_for(".show", meeting_id=meeting_id))


def _edit(
    meeting: Meeting, words: str, proposed: Mapping[str, Any] | None = None
) -> ResponseReturnValue:
    form = PlanForm(data=proposed) if proposed else PlanForm(obj=meeting)
    form.body_id.offer(
        (body.id, body.name) for body in planning.bodies(db.session(), actor().group_id)
    )
    if form.accepted(lambda facts: planning.save(db.session(), actor(), meeting, facts)):
        return done(words, url_for(".show", meeting_id=meeting.id))
    return render_template("meetings/edit.html", form=form, meeting=meeting)


def _sitting(meeting_id: int, action: Action) -> Sitting:
    meeting = fetch(Meeting, meeting_id, action, *planning.WHOLE)
    return sitting(db.session(), meeting, today())
