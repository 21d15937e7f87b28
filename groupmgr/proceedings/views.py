"""The papers of a meeting: Word at once, PDF among the downloads."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from groupmgr.downloads.views import printed
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.service import planning
from groupmgr.meetings.sitting import sitting
from groupmgr.policy import Action
from groupmgr.proceedings import minutes, notice, signing, writing
from groupmgr.proceedings.paper import Paper
from groupmgr.proceedings.seats import seats_of
from groupmgr.web.access import fetch, group, needs
from groupmgr.web.answers import written

bp = Blueprint("proceedings", __name__, url_prefix="/g/<group>/meetings/<int:meeting_id>")
_NAMES = "<any(notice, sheet, minutes):name>"


@bp.get(f"/{_NAMES}.docx")
@needs(Action.MEETING_VIEW)
def word(meeting_id: int, name: str) -> ResponseReturnValue:
    """Hand out a paper to go on writing in."""
    paper = _paper(meeting_id, name)
    return written(writing.word(paper, group().name, today()), f"{paper.name}.docx")


@bp.post(f"/{_NAMES}.pdf")
@needs(Action.MEETING_VIEW)
def pdf(meeting_id: int, name: str) -> ResponseReturnValue:
    """Have a paper printed."""
    paper = _paper(meeting_id, name)
    back = url_for("meetings.show", meeting_id=meeting_id)
    return printed(writing.page(paper), f"{paper.name}.pdf", back)


def _paper(meeting_id: int, name: str) -> Paper:
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW, *planning.WHOLE)
    seats = seats_of(db.session(), meeting)
    if name == "sheet":
        return signing.sheet(meeting, seats)
    shown = sitting(db.session(), meeting, today())
    if name == "notice":
        return notice.notice(shown, seats, group(), today())
    return minutes.minutes(shown, seats, group()) if meeting.minutes else abort(404)
