"""Hand out the papers of a meeting."""

from io import BytesIO

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.service import planning
from groupmgr.meetings.sitting import Sitting, sitting
from groupmgr.policy import Action
from groupmgr.proceedings import minutes, notice, signing, writing
from groupmgr.proceedings.paper import Paper
from groupmgr.proceedings.seats import seats_of
from groupmgr.web.access import fetch, group, needs

bp = Blueprint("proceedings", __name__, url_prefix="/g/<group>/meetings/<int:meeting_id>")
_FORMS = "<any(pdf,docx):form>"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get(f"/notice.{_FORMS}")
@needs(Action.MEETING_VIEW)
def convene(meeting_id: int, form: str) -> ResponseReturnValue:
    """Hand out the notice."""
    shown = _sitting(meeting_id)
    seats = seats_of(db.session(), shown.meeting)
    return handed_out(notice.notice(shown, seats, group(), today()), form)


@bp.get(f"/minutes.{_FORMS}")
@needs(Action.MEETING_VIEW)
def record(meeting_id: int, form: str) -> ResponseReturnValue:
    """Hand out the minutes."""
    shown = _sitting(meeting_id)
    if not shown.meeting.minutes:
        abort(404)
    return handed_out(minutes.minutes(shown, seats_of(db.session(), shown.meeting), group()), form)


@bp.get(f"/sheet.{_FORMS}")
@needs(Action.MEETING_VIEW)
def sheet(meeting_id: int, form: str) -> ResponseReturnValue:
    """Hand out the sheet to sign."""
    meeting = _sitting(meeting_id).meeting
    return handed_out(signing.sheet(meeting, seats_of(db.session(), meeting)), form)


def handed_out(paper: Paper, form: str) -> ResponseReturnValue:
    """Send a paper to be kept: the text of a form of today."""
    is_word = form == "docx"
    content = writing.word(paper, group().name, today()) if is_word else writing.pdf(paper)
    kind = _WORD if is_word else "application/pdf"
    name = f"{paper.name}.{form}"
    return send_file(BytesIO(content), kind, as_attachment=True, download_name=name)


def _sitting(meeting_id: int) -> Sitting:
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW, *planning.WHOLE)
    return sitting(db.session(), meeting, today())
