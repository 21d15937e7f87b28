"""The minutes: written, commented on by the units, compared and issued; and late entries."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel import difference
from groupmgr.kernel.clock import today
from groupmgr.meetings import minutes as drafting
from groupmgr.meetings.inviting_views import seat
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.record_forms import (
    AnswerForm,
    CirculateForm,
    CommentForm,
    IssueForm,
    LateForm,
    MinutesForm,
)
from groupmgr.meetings.service import attendance, late, planning, recording
from groupmgr.meetings.sitting import sitting
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("record", __name__, url_prefix="/<int:meeting_id>")


@bp.route("/minutes", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def edit(meeting_id: int) -> ResponseReturnValue:
    """Write the minutes, from a draft of what was recorded."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT, *planning.WHOLE)
    shown = sitting(db.session(), meeting, today())
    form = MinutesForm(data={"text": meeting.minutes or drafting.draft(shown)})
    if form.accepted(lambda facts: recording.write(db.session(), actor(), meeting, facts["text"])):
        return done("纪要已保存", _show(meeting_id))
    versions = recording.revisions(db.session(), meeting)
    facts = {"form": form, "meeting": meeting, "versions": versions}
    return render_template("meetings/minutes.html", **facts)


@bp.get("/minutes/compare")
@needs(Action.MEETING_EDIT)
def compare(meeting_id: int) -> ResponseReturnValue:
    """Show what differs between two versions; without a choice, the last two."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    versions = recording.revisions(db.session(), meeting)
    texts = {one.number: one.text for one in versions}
    if not texts:
        abort(404)
    now = request.args.get("now", max(texts), type=int)
    was = request.args.get("was", max(now - 1, min(texts)), type=int)
    if not {was, now} <= texts.keys():
        abort(404)
    lines = difference.lines(texts[was], texts[now])
    facts = {"meeting": meeting, "versions": versions, "was": was, "now": now, "lines": lines}
    return render_template("meetings/compare.html", **facts)


@bp.post("/circulate")
@needs(Action.MEETING_EDIT)
def circulate(meeting_id: int) -> ResponseReturnValue:
    """Ask the units that attended for their comments."""
    meeting, form = _meeting(meeting_id), CirculateForm()
    day = form.comments_by.data or today()
    recording.circulate(db.session(), actor(), meeting, day)
    return done("纪要已发出会签", _show(meeting_id))


@bp.post("/issue")
@needs(Action.MEETING_EDIT)
def issue(meeting_id: int) -> ResponseReturnValue:
    """Issue the minutes under their number."""
    meeting = _meeting(meeting_id)
    recording.issue(db.session(), actor(), meeting, (IssueForm().signer.data or "").strip())
    return done(f"已印发 {meeting.minutes_number}", _show(meeting_id))


@bp.route("/comment/<int:row_id>", methods=["GET", "POST"])
@needs(Action.MEETING_REPLY)
def comment(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Take what a unit says of the minutes."""
    row, form = seat(meeting_id, row_id), CommentForm()
    if form.accepted(
        lambda facts: recording.comment(db.session(), actor(), row, actor().name, facts["text"])
    ):
        return done("意见已提交，秘书处会答复", _show(meeting_id))
    return render_template("meetings/comment.html", row=row, meeting=row.meeting, form=form)


@bp.post("/comments/<int:comment_id>/answer")
@needs(Action.MEETING_EDIT)
def answer(meeting_id: int, comment_id: int) -> ResponseReturnValue:
    """Answer a comment."""
    meeting, form = _meeting(meeting_id), AnswerForm()
    said = next(
        (one for one in recording.comments(db.session(), meeting) if one.id == comment_id), None
    ) or abort(404)
    taken = request.form.get("taken") == "yes"
    words = (form.words.data or "").strip()
    recording.answer(db.session(), actor(), meeting, said, taken=taken, words=words)
    return done("已答复", _show(meeting_id))


@bp.route("/late/<int:row_id>", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def ask_late(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Ask for a change of the list of who came."""
    meeting, row = _meeting(meeting_id), seat(meeting_id, row_id)
    form = LateForm(obj=row)
    if form.accepted(lambda facts: late.ask(db.session(), actor(), meeting, row, facts)):
        address = url_for("meetings.attendance.index", meeting_id=meeting_id)
        return done("补录已提交，待另一人复核", address)
    return render_template("meetings/late.html", row=row, meeting=meeting, form=form)


@bp.post("/late/<int:entry_id>/<any(accept,refuse):said>")
@needs(Action.MEETING_EDIT)
def decide_late(meeting_id: int, entry_id: int, said: str) -> ResponseReturnValue:
    """Agree to what somebody else asked for, or not."""
    meeting = _meeting(meeting_id)
    entry = next(
        (one for one in late.entries(db.session(), meeting) if one.id == entry_id), None
    ) or abort(404)
    late.decide(db.session(), actor(), meeting, entry, accepted=said == "accept")
    return done("补录已复核", url_for("meetings.attendance.index", meeting_id=meeting_id))


@bp.app_template_global()
def minutes_of(meeting: Meeting) -> dict[str, object]:
    """Let the page of a meeting tell how far its minutes are, and what units said of them."""
    mine = [
        row
        for row in attendance.roll(db.session(), meeting)
        if row.unit_id in actor().unit_ids and recording.may_comment(row)
    ]
    said = recording.comments(db.session(), meeting)
    return {"comments": said, "asked": mine, "versions": recording.revisions(db.session(), meeting)}


@bp.app_template_global()
def late_entries(meeting: Meeting) -> object:
    """Let the list of who came tell what waits for another person."""
    return late.entries(db.session(), meeting)


def _meeting(meeting_id: int) -> Meeting:
    return fetch(Meeting, meeting_id, Action.MEETING_EDIT)


def _show(meeting_id: int) -> str:
    return url_for("meetings.show", meeting_id=meeting_id)
