"""The evidence of one activity, or of all in a list, as an archive."""

from pathlib import Path
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.lists import activities
from groupmgr.activities.models import Activity
from groupmgr.activities.saving import whole
from groupmgr.activities.service import listing, packages
from groupmgr.activities.service.packing import Packing
from groupmgr.extensions import db
from groupmgr.files.packing import plain, stream
from groupmgr.files.store import Store
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import attachment, done
from groupmgr.web.listing import Listed

ZIP = "application/zip"

bp = Blueprint("packages", __name__)


@bp.get("/<int:key>/evidence.zip")
@needs(Action.ACTIVITY_VIEW)
def one(key: int) -> ResponseReturnValue:
    """Hand out the evidence of one activity; what it is made of is read before the first piece."""
    activity = whole(key, Action.ACTIVITY_VIEW)
    name = plain(f"{activity.number} {activity.title}.zip", 100)
    kept = packages.whole_of(db.session(), actor(), [key])
    packing = Packing(db.session(), Store.under(_home()), kept)
    files = list(packing.files([key]))
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(stream(files), 200, named, content_type=ZIP)


@bp.post("/packages")
@needs(Action.ACTIVITY_VIEW)
def ask() -> ResponseReturnValue:
    """Have the evidence of all activities packed that the conditions in the address leave."""
    listed = Listed(activities(), listing.listing(actor()))
    keys = listed.keys(Activity.id, packages.MOST + 1)
    try:
        job = packages.ask(db.session(), actor(), _home(), keys)
    except RuleBroken as broken:
        db.session.rollback()
        flash(str(broken))
        return redirect(url_for("activities.index"), 303)
    return done("开始打包", url_for(".show", job_id=job.id))


@bp.get("/packages/<int:job_id>")
@needs(Action.ACTIVITY_VIEW)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far an archive is, to whoever asked for it."""
    job = _own(job_id)
    return render_template(
        "activities/package.html",
        job=job,
        before=jobs.before(db.session(), job),
        place=packages.ready(_home(), actor(), job),
        count=len(job.arguments["keys"]),
    )


@bp.get("/packages/<int:job_id>/file")
@needs(Action.ACTIVITY_VIEW)
def download(job_id: int) -> ResponseReturnValue:
    """Hand out an archive to whoever asked for it."""
    place = packages.ready(_home(), actor(), _own(job_id))
    if place is None:
        abort(404)
    return attachment(place, f"佐证材料_{today():%Y%m%d}.zip", ZIP)


def _own(job_id: int) -> Job:
    job = fetch(Job, job_id, Action.HOME)
    return job if (job.kind, job.account_id) == (packages.JOB, actor().account_id) else abort(404)


def _home() -> Path:
    return Path(current_app.config["HOME"])
