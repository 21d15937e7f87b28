"""Who is invited to a meeting, and who came."""

import datetime as dt

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.forms import InviteForm, RollForm
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.reply_forms import LeaveForm
from groupmgr.meetings.service import attendance, planning
from groupmgr.meetings.sitting import sitting
from groupmgr.meetings.turnout import Turnout
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("attendance", __name__, url_prefix="/<int:meeting_id>/attendance")


@bp.get("/")
@needs(Action.MEETING_VIEW)
def index(meeting_id: int) -> ResponseReturnValue:
    """Show every invited unit, with fields for those who keep the list."""
    return _page(meeting_id, InviteForm())


@bp.post("/")
@needs(Action.MEETING_EDIT)
def sign(meeting_id: int) -> ResponseReturnValue:
    """Write down who came: one unit as the clerk goes along, or the whole list at once."""
    meeting, form = fetch(Meeting, meeting_id, Action.MEETING_EDIT), RollForm()
    saved = form.accepted(
        lambda facts: attendance.sign(db.session(), actor(), meeting, facts["rows"])
    )
    if request.headers.get("HX-Request"):
        return _saved(meeting_id, form)
    if saved:
        return done("到会情况已保存", url_for(".index", meeting_id=meeting_id))
    return _page(meeting_id, InviteForm(), form)


@bp.post("/invite")
@needs(Action.MEETING_EDIT)
def invite(meeting_id: int) -> ResponseReturnValue:
    """Invite members by rank, or single units."""
    meeting, form = fetch(Meeting, meeting_id, Action.MEETING_EDIT), InviteForm()
    if form.accepted(lambda facts: attendance.invite(db.session(), actor(), meeting, **facts)):
        return done("参会单位已添加", url_for(".index", meeting_id=meeting_id))
    return _page(meeting_id, form)


@bp.post("/<int:row_id>/remove")
@needs(Action.MEETING_EDIT)
def uninvite(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Take a unit off the list."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    attendance.uninvite(db.session(), actor(), meeting, _row(meeting, row_id))
    return done("单位已移出", url_for(".index", meeting_id=meeting_id))


@bp.post("/<int:row_id>/leave")
@needs(Action.MEETING_EDIT)
def leave(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Write down that a unit left, at this moment or at a time of the meeting's day."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    at = _time(meeting, LeaveForm().at.data or "")
    seats = attendance.leave(db.session(), actor(), meeting, _row(meeting, row_id), at)
    return done(f"已登记离开；{_quorum(seats)}", url_for(".index", meeting_id=meeting_id))


@bp.post("/<int:row_id>/back")
@needs(Action.MEETING_EDIT)
def come_back(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Count a unit again that had left."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    seats = attendance.come_back(db.session(), actor(), meeting, _row(meeting, row_id))
    return done(f"已登记返回；{_quorum(seats)}", url_for(".index", meeting_id=meeting_id))


def _page(meeting_id: int, invited: InviteForm, typed: RollForm | None = None) -> str:
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW, *planning.WHOLE)
    shown = sitting(db.session(), meeting, today())
    form = typed or RollForm(formdata=None, data={"rows": [_facts(row) for row in shown.roll]})
    return render_template("meetings/attendance.html", sitting=shown, form=form, invite=invited)


def _row(meeting: Meeting, row_id: int) -> Attendance:
    rows = attendance.roll(db.session(), meeting)
    return next((one for one in rows if one.id == row_id), None) or abort(404)


def _time(meeting: Meeting, typed: str) -> dt.datetime:
    """Return the time of day that was typed, on the day of the meeting; nothing typed is now."""
    if not typed:
        return now()
    try:
        return dt.datetime.combine(meeting.day, dt.time.fromisoformat(typed))
    except ValueError:
        raise RuleBroken("请填离开时间，如 15:20", "at") from None


def _quorum(seats: Turnout) -> str:
    if seats.quorum is None:
        return f"现到会 {seats.attended} 家"
    return f"现到会 {seats.attended} 家，达到法定人数" if seats.quorate else seats.shortage


def _saved(meeting_id: int, form: RollForm) -> str:
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT, *planning.WHOLE)
    shown = sitting(db.session(), meeting, today())
    problem = next(iter([*form.form_errors, *(words for _, words in form.wrong_fields())]), "")
    return render_template("meetings/seats.html", sitting=shown, problem=problem)


def _facts(row: Attendance) -> dict[str, object]:
    return {
        "unit_id": row.unit_id,
        "presence": row.presence,
        "person": row.person,
        "people": row.people,
    }
