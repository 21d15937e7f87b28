"""Pages for people without an account: a unit answers the notice, a person signs in at the door."""

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import csrf, db, limiter
from groupmgr.groups.models import Group
from groupmgr.kernel.clock import now
from groupmgr.meetings.mandate_views import keep_mandate
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.record_forms import LinkCommentForm
from groupmgr.meetings.reply_forms import DoorForm, LinkReplyForm
from groupmgr.meetings.service import agenda, attendance, door, inviting, recording, replying
from groupmgr.policy import Action
from groupmgr.web.access import needs

# Secrets cannot be guessed; this keeps off floods, and lets a hall sign in at once.
FENCE = "300 per minute"

bp = Blueprint("attending", __name__)
# The secret in the address is what protects it, so that no cookie is needed.
csrf.exempt(bp)


@bp.route("/m/<secret>", methods=["GET", "POST"])
@needs(Action.MEETING_BY_LINK)
@limiter.limit(FENCE)
def reply(secret: str) -> ResponseReturnValue:
    """Show the notice to the unit that holds the link, and take its answer."""
    row = inviting.seat_of(db.session(), secret) or abort(404)
    if recording.may_comment(row):
        return _comment(row, secret)
    form = reply_form(LinkReplyForm, row)
    if form.accepted(lambda facts: _answer(row, facts)):
        db.session.commit()
        return redirect(url_for(".reply", secret=secret, done=1), 303)
    return _page("meetings/reply.html", row.meeting, row=row, form=form, open=is_open(row))


@bp.route("/d/<secret>", methods=["GET", "POST"])
@needs(Action.MEETING_BY_LINK)
@limiter.limit(FENCE)
def enter(secret: str) -> ResponseReturnValue:
    """Let a person in the room sign in for its unit."""
    meeting = inviting.meeting_of(db.session(), secret) or abort(404)
    rows = attendance.roll(db.session(), meeting)
    form = DoorForm()
    form.unit_id.offer((row.unit_id, row.unit.name) for row in rows)
    signed: list[Attendance] = []
    if form.accepted(lambda facts: signed.extend(door.sign(db.session(), meeting, **facts))):
        db.session.commit()
        return _page("meetings/signed.html", meeting, signed=signed)
    is_good = door.is_open(meeting, now())
    return _page("meetings/door_public.html", meeting, form=form, open=is_good)


@bp.after_request
def _keep_out_of_indexes(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def reply_form(kind: Any, row: Attendance) -> Any:
    """Return the form of a unit, with what it answered before."""
    given = row.reply
    told = {} if given is None else {name: getattr(given, name) for name in _KEPT}
    form = kind(data=told)
    rows = attendance.roll(db.session(), row.meeting)
    form.delegate_unit_id.offer((r.unit_id, r.unit.name) for r in rows if r.id != row.id)
    return form


def is_open(row: Attendance) -> bool:
    """Tell whether the unit can still answer."""
    return replying.is_open(row.meeting)


_KEPT = ("said", "person", "people", "delegate_unit_id", "reason", "phone", "said_by")


def _answer(row: Attendance, facts: dict[str, Any]) -> None:
    upload = facts.pop("mandate", None)
    replying.answer(db.session(), replying.holder(row), row, facts)
    keep_mandate(row, replying.holder(row), upload)


def _comment(row: Attendance, secret: str) -> ResponseReturnValue:
    """Show the minutes to a unit that attended, and take what it says of them."""
    form = LinkCommentForm()
    holder = replying.holder(row)
    if form.accepted(
        lambda facts: recording.comment(db.session(), holder, row, facts["name"], facts["text"])
    ):
        db.session.commit()
        return redirect(url_for(".reply", secret=secret), 303)
    said = [one for one in recording.comments(db.session(), row.meeting) if one.unit is row.unit]
    return _page("meetings/comment_public.html", row.meeting, row=row, form=form, said=said)


def _page(template: str, meeting: Meeting, **more: Any) -> str:
    host = db.session.get(Group, meeting.group_id)
    items = agenda.items(db.session(), meeting)
    return render_template(template, meeting=meeting, host=host, items=items, **more)
