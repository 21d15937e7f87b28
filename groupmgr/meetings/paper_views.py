"""Files of meetings: papers for the agenda, and proofs of what was done."""

from flask import Blueprint, abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from groupmgr.extensions import db
from groupmgr.files import service as files
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.mandate_views import handed_out, store
from groupmgr.meetings.models import AgendaItem, Meeting
from groupmgr.meetings.papers import AgendaPaper
from groupmgr.meetings.service import carrying, papers
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("papers", __name__, url_prefix="/<int:meeting_id>")


@bp.post("/agenda/<int:item_id>/papers")
@needs(Action.MEETING_EDIT)
def attach(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Give an item of the agenda a paper."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    item = db.session.get(AgendaItem, item_id)
    if item is None or item.meeting_id != meeting_id:
        abort(404)
    upload = uploaded("paper")
    file = files.keep(db.session(), store(), upload.stream, upload.filename or "")
    made = papers.attach(db.session(), actor(), meeting, item, file, upload.filename or "")
    return done(f"会议材料{made.number}已上传", _agenda(meeting_id))


@bp.post("/papers/<int:paper_id>/remove")
@needs(Action.MEETING_EDIT)
def detach(meeting_id: int, paper_id: int) -> ResponseReturnValue:
    """Take a paper away."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    papers.detach(db.session(), actor(), meeting, _paper(meeting, paper_id))
    return done("会议材料已删除", _agenda(meeting_id))


@bp.get("/papers/<int:paper_id>")
@needs(Action.MEETING_VIEW)
def show(meeting_id: int, paper_id: int) -> ResponseReturnValue:
    """Hand out a paper to whoever may see the meeting."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_VIEW)
    paper = _paper(meeting, paper_id)
    return handed_out(paper.file.shown, f"会议材料{paper.number} {paper.name}")


@bp.post("/agenda/backlog")
@needs(Action.MEETING_EDIT)
def take(meeting_id: int) -> ResponseReturnValue:
    """Put items that earlier meetings did not come to on the agenda."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    chosen = [int(one) for one in request.form.getlist("item") if one.isdecimal()]
    many = carrying.take(db.session(), actor(), meeting, chosen)
    return done(f"{many} 项遗留议题已列入议程", _agenda(meeting_id))


def uploaded(name: str) -> FileStorage:
    """Return the file that was sent; refuse where there is none."""
    upload = request.files.get(name)
    if upload is None or not upload.filename:
        raise RuleBroken("请先选择文件")
    return upload


def _paper(meeting: Meeting, paper_id: int) -> AgendaPaper:
    each = [one for found in papers.papers(db.session(), meeting).values() for one in found]
    return next((one for one in each if one.id == paper_id), None) or abort(404)


def _agenda(meeting_id: int) -> str:
    return url_for("meetings.agenda.index", meeting_id=meeting_id)
