"""Files and links of an activity: added and removed while it is written, downloaded by readers."""

from flask import (
    Blueprint,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue

from groupmgr.activities.edit_form import activity_form
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.saving import Refused, take_files, whole
from groupmgr.activities.service import evidence
from groupmgr.extensions import db
from groupmgr.files.store import Store
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("evidence", __name__, url_prefix="/<int:key>/evidence")


@bp.post("/")
@needs(Action.ACTIVITY_EDIT)
def add(key: int) -> ResponseReturnValue:
    """Take several files at once; those that are refused keep none of the others back."""
    return _answer(key, take_files(whole(key)))


@bp.post("/<int:proof_id>/remove")
@needs(Action.ACTIVITY_EDIT)
def remove(key: int, proof_id: int) -> ResponseReturnValue:
    """Take a piece away."""
    activity = whole(key)
    evidence.remove(db.session(), actor(), activity, _piece(activity, proof_id))
    db.session.commit()
    return _answer(key, [])


@bp.get("/<int:proof_id>")
@needs(Action.ACTIVITY_VIEW)
def download(key: int, proof_id: int) -> ResponseReturnValue:
    """Hand out a file, always as a download, to those who may see the record."""
    proof = _piece(whole(key, Action.ACTIVITY_VIEW), proof_id)
    if proof.file is None:
        return redirect(proof.url or "")
    path = Store.under(current_app.config["HOME"]).path(proof.file.shown.sha256)
    return send_file(path, proof.file.media_type, as_attachment=True, download_name=proof.name)


def _piece(activity: Activity, proof_id: int) -> Evidence:
    found = next((one for one in activity.evidence if one.id == proof_id), None)
    return found if found is not None else abort(404)


def _answer(key: int, refused: list[Refused]) -> ResponseReturnValue:
    """Answer the list anew to a page with script, or go back to the page."""
    if not request.headers.get("HX-Request") and not refused:
        return done("佐证材料已更新", url_for("activities.edit", key=key, _anchor="evidence"))
    activity = whole(key)
    form = activity_form(activity, formdata=None)
    return render_template(
        "activities/evidence.html", form=form, activity=activity, refused=refused
    )
