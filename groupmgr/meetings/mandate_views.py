"""The 委托书 of a unit: kept with its answer, handed out to the office and the unit."""

from typing import Any

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.files import service as files
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.meetings.models import Attendance
from groupmgr.meetings.service import replying
from groupmgr.policy import Action, Actor
from groupmgr.web.access import fetch, needs
from groupmgr.web.answers import attachment

bp = Blueprint("mandate", __name__)


@bp.get("/<int:meeting_id>/attendance/<int:row_id>/mandate")
@needs(Action.MEETING_REPLY)
def show(meeting_id: int, row_id: int) -> ResponseReturnValue:
    """Hand out the paper."""
    row = fetch(Attendance, row_id, Action.MEETING_REPLY)
    file = db.session.get(StoredFile, row.mandate_id) if row.mandate_id else None
    if file is None or row.meeting_id != meeting_id:
        abort(404)
    return handed_out(file, row.mandate_name or "委托书")


def keep_mandate(row: Attendance, actor: Actor, upload: Any) -> None:
    """Keep the paper, where one was sent."""
    if upload and upload.filename:
        file = files.keep(db.session(), store(), upload.stream, upload.filename)
        replying.mandate(db.session(), actor, row, file, upload.filename)


def handed_out(file: StoredFile, name: str) -> ResponseReturnValue:
    """Hand out a file of a meeting, where it is still kept."""
    path = store().path(file.sha256)
    return attachment(path, name, file.media_type) if path.is_file() else abort(404)


def store() -> Store:
    """Return where files lie."""
    return Store.under(current_app.config["HOME"])
