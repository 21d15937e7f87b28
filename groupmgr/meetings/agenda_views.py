"""The agenda of a meeting, and the votes on it."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.meetings.forms import ItemForm, VoteForm
from groupmgr.meetings.models import AgendaItem, Meeting
from groupmgr.meetings.service import agenda, carrying, papers, planning, voting
from groupmgr.meetings.sitting import sitting
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("agenda", __name__, url_prefix="/<int:meeting_id>/agenda")
WAYS = {"up": -1, "down": 1}


@bp.route("/", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def index(meeting_id: int) -> ResponseReturnValue:
    """Show the agenda, and add to it."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    form = ItemForm()
    if form.accepted(lambda facts: agenda.add(db.session(), actor(), meeting, facts)):
        return done("议题已添加", url_for(".index", meeting_id=meeting_id))
    items = agenda.items(db.session(), meeting)
    return render_template(
        "meetings/agenda.html",
        meeting=meeting,
        form=form,
        items=items,
        papers=papers.papers(db.session(), meeting),
        backlog=carrying.backlog(db.session(), meeting),
    )


@bp.post("/<int:item_id>/<any(up,down):way>")
@needs(Action.MEETING_EDIT)
def move(meeting_id: int, item_id: int, way: str) -> ResponseReturnValue:
    """Move an item up or down."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    agenda.move(db.session(), actor(), meeting, _item(meeting, item_id), WAYS[way])
    return done("议程已调整", url_for(".index", meeting_id=meeting_id))


@bp.post("/<int:item_id>/remove")
@needs(Action.MEETING_EDIT)
def remove(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Take an item off."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    agenda.remove(db.session(), actor(), meeting, _item(meeting, item_id))
    return done("议题已删除", url_for(".index", meeting_id=meeting_id))


@bp.route("/<int:item_id>/vote", methods=["GET", "POST"])
@needs(Action.MEETING_EDIT)
def vote(meeting_id: int, item_id: int) -> ResponseReturnValue:
    """Record a vote on an item; the system reckons whether it carried."""
    meeting = fetch(Meeting, meeting_id, Action.MEETING_EDIT)
    item, form = _item(meeting, item_id), VoteForm()
    if form.accepted(lambda facts: voting.cast(db.session(), actor(), meeting, item, facts)):
        return done("表决已登记", url_for("meetings.show", meeting_id=meeting_id))
    whole = fetch(Meeting, meeting_id, Action.MEETING_EDIT, *planning.WHOLE)
    shown = sitting(db.session(), whole, today())
    return render_template("meetings/vote.html", sitting=shown, item=item, form=form)


def _item(meeting: Meeting, item_id: int) -> AgendaItem:
    item = db.session.get(AgendaItem, item_id)
    return item if item is not None and item.meeting_id == meeting.id else abort(404)
