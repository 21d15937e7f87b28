"""The evidence of one activity, or of all in a list, as an archive."""

from urllib.parse import quote

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.lists import activities
from groupmgr.activities.models import Activity
from groupmgr.activities.saving import whole
from groupmgr.activities.service import listing, packages
from groupmgr.activities.service.packing import Packing
from groupmgr.downloads.views import begun, home
from groupmgr.extensions import db
from groupmgr.files.packing import plain, stream
from groupmgr.files.store import Store
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import TYPES
from groupmgr.web.listing import Listed

bp = Blueprint("packages", __name__)


@bp.get("/<int:key>/evidence.zip")
@needs(Action.ACTIVITY_VIEW)
def one(key: int) -> ResponseReturnValue:
    """Hand out the evidence of one activity; what it is made of is read before the first piece."""
    activity = whole(key, Action.ACTIVITY_VIEW)
    name = plain(f"{activity.number} {activity.title}.zip", 100)
    kept = packages.whole_of(db.session(), actor(), [key])
    packing = Packing(db.session(), Store.under(home()), kept)
    files = list(packing.files([key]))
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(stream(files), 200, named, content_type=TYPES[".zip"])


@bp.post("/packages")
@needs(Action.ACTIVITY_VIEW)
def ask() -> ResponseReturnValue:
    """Have the evidence of all activities packed that the conditions in the address leave."""
    listed = Listed(activities(), listing.listing(actor()))
    keys = listed.keys(Activity.id, packages.MOST + 1)
    back = f"{url_for('activities.index')}?{request.query_string.decode()}"
    try:
        job = packages.ask(db.session(), actor(), home(), keys, back)
    except RuleBroken as broken:
        db.session.rollback()
        flash(str(broken))
        return redirect(back, 303)
    return begun(job)
