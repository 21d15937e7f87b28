"""Pages on which the secretariat decides on many records at once: preview, confirm, outcome."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.labels import Measure, Question
from groupmgr.activities.lists import activities
from groupmgr.activities.models import Activity
from groupmgr.activities.review_forms import BulkForm
from groupmgr.activities.service import bulk, bulk_job, listing
from groupmgr.extensions import db
from groupmgr.groups import reasons
from groupmgr.jobs import service as jobs
from groupmgr.jobs.models import Job
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.listing import Listed

bp = Blueprint("bulk", __name__, url_prefix="/bulk")

SUMMED = (Measure.PERSON_TIMES, Measure.PERSONS, Measure.FUNDS)
DEEDS = {
    Decision.APPROVED: "批量通过",
    Decision.RETURNED: "批量退回",
    Decision.EXCLUDED: "批量不计入",
}


@bp.get("/")
@needs(Action.ACTIVITY_DECIDE)
def preview() -> ResponseReturnValue:
    """Show what would be decided, what not and why; the ticked rows or all of a list."""
    decision = _decision(request.args.get("decision", ""))
    return _preview(decision, _keys(), _form(decision))


@bp.post("/")
@needs(Action.ACTIVITY_DECIDE)
def decide() -> ResponseReturnValue:
    """Decide on the previewed versions, at once or by a job."""
    decision = _decision(request.form.get("decision", ""))
    form = _form(decision)
    versions = form.read_versions()
    if not form.sound(decision):
        return _preview(decision, list(versions), form)
    session, who = db.session(), actor()
    if len(versions) > bulk.AT_ONCE:
        job = bulk_job.ask(session, who, decision, versions, form.said())
        return done("已开始审核，可以离开本页", url_for(".outcome", job_id=job.id))
    bulk.decide(session, who, decision, versions, form.said())
    db.session.commit()
    _tell(decision, bulk.outcome(session, who, decision, versions))
    return redirect(url_for("activities.index", view="waiting"), 303)


@bp.get("/<int:job_id>")
@needs(Action.ACTIVITY_DECIDE)
def outcome(job_id: int) -> ResponseReturnValue:
    """Show how far a job is, and what it left out and why."""
    job = fetch(Job, job_id, Action.HOME)
    if job.kind != bulk_job.JOB or job.group_id != actor().group_id:
        abort(404)
    decision = Decision.of_code(job.arguments["decision"])
    versions = bulk_job.versions_of(job.arguments)
    ended = job.state not in jobs.OPEN
    return render_template(
        "activities/bulk_outcome.html",
        job=job,
        before=jobs.before(db.session(), job),
        deed=DEEDS[decision],
        outcome=bulk.outcome(db.session(), actor(), decision, versions) if ended else None,
    )


def _preview(decision: Decision, keys: list[int], form: BulkForm) -> ResponseReturnValue:
    even = [one for one in Question if one.value in request.values.getlist("even")]
    found = bulk.preview(db.session(), actor(), decision, keys, even)
    return render_template(
        "activities/bulk.html",
        preview=found,
        decision=decision,
        deed=DEEDS[decision],
        form=form,
        even=even,
        keys=keys,
        totals=[(one, *found.total(one)) for one in SUMMED],
        at_once=bulk.AT_ONCE,
    )


def _keys() -> list[int]:
    """Return the keys of the ticked rows, or of all rows that the conditions leave."""
    if not request.args.get("all"):
        again = request.args.get("keys", "").split(",")
        return [*request.args.getlist("key", int), *(int(one) for one in again if one.isdigit())]
    listed = Listed(activities(), listing.listing(actor()))
    return list(listed.keys(Activity.id, bulk.MOST + 1))


def _form(decision: Decision) -> BulkForm:
    given = reasons.in_force(db.session(), actor().group_id, today())
    return BulkForm([one for one in given if one.decision is decision])


def _decision(code: str) -> Decision:
    return next((one for one in DEEDS if one.value == code), None) or abort(404)


def _tell(decision: Decision, outcome: bulk.Outcome) -> None:
    words = f"{DEEDS[decision]} {outcome.decided} 项"
    if outcome.left_out:
        named = "；".join(f"{one.activity.number} {one.why}" for one in outcome.left_out[:5])
        words += f"，没有处理 {len(outcome.left_out)} 项：{named}"
    flash(words)
