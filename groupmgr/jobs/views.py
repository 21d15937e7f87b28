"""How far a job is, asked for every two seconds while it runs."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.jobs import service
from groupmgr.jobs.models import Job
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs

bp = Blueprint("jobs", __name__, url_prefix="/g/<group>/jobs")


@bp.get("/<int:job_id>")
@needs(Action.HOME)
def show(job_id: int) -> ResponseReturnValue:
    """Show the job; when it has ended, the page around it is loaded anew."""
    job = fetch(Job, job_id, Action.HOME)
    waiting = service.before(db.session(), job)
    if not request.headers.get("HX-Request"):
        return render_template("ui/job_page.html", job=job, before=waiting)
    answer = make_response(render_template("ui/job_part.html", job=job, before=waiting))
    if job.state not in service.OPEN:
        answer.headers["HX-Refresh"] = "true"
    return answer


@bp.post("/<int:job_id>/cancel")
@needs(Action.HOME)
def cancel(job_id: int) -> ResponseReturnValue:
    """Stop the job."""
    service.cancel(db.session(), actor(), fetch(Job, job_id, Action.HOME))
    db.session.commit()
    return redirect(request.referrer or url_for(".show", job_id=job_id), 303)
