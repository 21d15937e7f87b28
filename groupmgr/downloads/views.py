"""What a person asked for: how far it is, and the file itself."""

import datetime as dt
from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.downloads import printing, service
from groupmgr.downloads.lists import DOWNLOADS
from groupmgr.extensions import db
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import TYPES, attachment, done

bp = Blueprint("downloads", __name__, url_prefix="/g/<group>/downloads")


@bp.get("/")
@needs(Action.HOME)
def index() -> ResponseReturnValue:
    """List what the person asked for in the last days."""
    return DOWNLOADS.answer(
        service.listing(actor()), "downloads/index.html", days=service.KEPT.days
    )


@bp.get("/<int:job_id>")
@needs(Action.HOME)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far a file is, to whoever asked for it."""
    job = _own(job_id)
    place = service.ready(home(), job)
    return render_template(
        "downloads/show.html",
        job=job,
        before=jobs.before(db.session(), job),
        size=place.stat().st_size if place else None,
        until=_made_at(job) + service.KEPT,
        days=service.KEPT.days,
    )


@bp.get("/<int:job_id>/file")
@needs(Action.HOME)
def file(job_id: int) -> ResponseReturnValue:
    """Hand out a file to whoever asked for it."""
    job = _own(job_id)
    place, name = service.ready(home(), job), job.arguments["name"]
    if place is None:
        abort(404)
    return attachment(place, name, TYPES[Path(name).suffix])


def printed(page: str, name: str, back: str) -> ResponseReturnValue:
    """End a request for a page on paper: it is printed in a job, and found among the downloads."""
    return begun(printing.ask(db.session(), actor(), home(), page, name, back))


def begun(job: Job) -> ResponseReturnValue:
    """End a request for a file: show how far it is."""
    words = "正在生成，可以离开本页" if job.state in jobs.OPEN else "文件已备好，可以下载"
    return done(words, url_for("downloads.show", job_id=job.id))


def home() -> Path:
    """Return the folder in which the installation keeps its files."""
    return Path(current_app.config["HOME"])


def _own(job_id: int) -> Job:
    job = fetch(Job, job_id, Action.HOME)
    return job if service.is_own(actor(), job) else abort(404)


def _made_at(job: Job) -> dt.datetime:
    return job.finished_at or job.created_at
