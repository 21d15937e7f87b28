"""Files and links of an activity: added and removed while it is written, looked at by readers."""

import sqlalchemy as sa
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.activities.edit_form import activity_form
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.saving import take_files, whole
from groupmgr.activities.service import appraising, evidence
from groupmgr.activities.service.appraising import Appraisal
from groupmgr.extensions import db
from groupmgr.files import showing_views as showing
from groupmgr.files.sent_form import Refused
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("evidence", __name__, url_prefix="/<int:key>/evidence")


@bp.app_template_global()
def appraise(activity: Activity) -> Appraisal:
    """Return what is to be said of the evidence to the person who looks."""
    return appraising.appraise(db.session(), actor(), activity)


@bp.get("/")
@needs(Action.ACTIVITY_EDIT)
def index(key: int) -> ResponseReturnValue:
    """Answer the list anew, as to a page that sent something."""
    return _list(key, [])


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


@bp.post("/<int:proof_id>/also")
@needs(Action.ACTIVITY_EDIT)
def also(key: int, proof_id: int) -> ResponseReturnValue:
    """Let a piece prove one more figure."""
    activity = whole(key)
    evidence.also(db.session(), actor(), activity, _piece(activity, proof_id))
    db.session.commit()
    return _answer(key, [])


@bp.get("/<int:proof_id>")
@needs(Action.ACTIVITY_VIEW)
def download(key: int, proof_id: int) -> ResponseReturnValue:
    """Hand out a file as it is shown, always as a download, to those who may see the record."""
    proof = _seen(key, proof_id)
    if proof.file is None:
        return redirect(proof.url or "")
    return showing.handed_out(proof.file.shown, proof.name)


@bp.get("/<int:proof_id>/original")
@needs(Action.ACTIVITY_VIEW)
def original(key: int, proof_id: int) -> ResponseReturnValue:
    """Hand out a file as it came, to those who keep or review the record."""
    activity = fetch(Activity, key, Action.ACTIVITY_VIEW)
    proof = _seen(key, proof_id)
    allowed = appraising.may_have_originals(db.session(), actor(), activity)
    if proof.file is None or not allowed:
        abort(404)
    return showing.handed_out(proof.file, proof.name)


@bp.get("/<int:proof_id>/look")
@needs(Action.ACTIVITY_VIEW)
def look(key: int, proof_id: int) -> ResponseReturnValue:
    """Show what a file looks like, and the pieces before and after it."""
    activity = whole(key, Action.ACTIVITY_VIEW)
    proof = _piece(activity, proof_id)
    if proof.file is None:
        abort(404)
    pieces = [one for one in activity.evidence if one.file]
    at = pieces.index(proof)
    return render_template(
        "activities/proof.html",
        activity=activity,
        proof=proof,
        preview=showing.preview(proof.file),
        before=pieces[at - 1] if at else None,
        after=pieces[at + 1] if at + 1 < len(pieces) else None,
    )


@bp.get("/<int:proof_id>/thumbnail")
@needs(Action.ACTIVITY_VIEW)
def thumbnail(key: int, proof_id: int) -> ResponseReturnValue:
    """Draw a file as large as a finger."""
    return showing.thumbnail(_seen(key, proof_id).file)


@bp.get("/<int:proof_id>/picture")
@needs(Action.ACTIVITY_VIEW)
def picture(key: int, proof_id: int) -> ResponseReturnValue:
    """Draw a file as large as a screen."""
    return showing.picture(_seen(key, proof_id).file)


def _seen(key: int, proof_id: int) -> Evidence:
    """Return a piece of a record that the person may see, and no more of it: many ask at once."""
    activity = fetch(Activity, key, Action.ACTIVITY_VIEW)
    mine = sa.select(Evidence).where(Evidence.id == proof_id, Evidence.activity_id == activity.id)
    found = db.session.scalar(mine.options(joinedload(Evidence.file)))
    return found if found is not None else abort(404)


def _piece(activity: Activity, proof_id: int) -> Evidence:
    found = next((one for one in activity.evidence if one.id == proof_id), None)
    return found if found is not None else abort(404)


def _answer(key: int, refused: list[Refused]) -> ResponseReturnValue:
    """Answer the list anew to a page with script, or go back to the page."""
    if not request.headers.get("HX-Request") and not refused:
        return done("佐证材料已更新", url_for("activities.edit", key=key, _anchor="evidence"))
    return _list(key, refused)


def _list(key: int, refused: list[Refused]) -> ResponseReturnValue:
    activity = whole(key)
    form = activity_form(activity, formdata=None)
    return render_template(
        "activities/evidence.html", form=form, activity=activity, refused=refused
    )
