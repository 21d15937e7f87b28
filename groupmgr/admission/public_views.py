"""Pages for a unit that is no member: apply, follow the application, put it right."""

from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.admission import applying
from groupmgr.admission.forms import SECTIONS, ApplicationForm
from groupmgr.admission.letters import told
from groupmgr.admission.links import PURPOSE
from groupmgr.admission.models import Application
from groupmgr.confirming.views import site
from groupmgr.extensions import csrf, db, limiter
from groupmgr.files.models import StoredFile
from groupmgr.files.service import keep
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.journal.service import history
from groupmgr.members.labels import MembershipState
from groupmgr.policy import Action
from groupmgr.web.access import needs

READING, SENDING = "300 per minute", "20 per hour"

bp = Blueprint("joining", __name__, url_prefix="/join")
# Nobody is signed in here, and the secret of an address protects what was handed in.
csrf.exempt(bp)


@bp.route("/<code>", methods=["GET", "POST"])
@needs(Action.APPLY)
@limiter.limit(READING)
@limiter.limit(SENDING, methods=["POST"])
def apply(code: str) -> ResponseReturnValue:
    """Take the application of a unit, where the group takes any."""
    group = applying.open_group(db.session(), code) or abort(404)
    form = ApplicationForm()
    made: list[Application] = []
    if form.accepted(lambda facts: made.append(_apply(group, facts))):
        return redirect(url_for(".follow", secret=site().made(PURPOSE, made[0].salt)), 303)
    group = applying.open_group(db.session(), code) or abort(404)
    return render_template("admission/apply.html", form=form, group_of=group, sections=SECTIONS)


@bp.route("/a/<secret>", methods=["GET", "POST"])
@needs(Action.APPLY)
@limiter.limit(READING)
@limiter.limit(SENDING, methods=["POST"])
def follow(secret: str) -> ResponseReturnValue:
    """Show how the application stands, and take what is put right."""
    one = applying.find(db.session(), secret) or abort(404)
    is_returned = one.state is MembershipState.RETURNED
    form = ApplicationForm(obj=one) if is_returned else None
    if form is not None and form.accepted(lambda facts: _correct(one, facts)):
        return redirect(url_for(".follow", secret=secret), 303)
    one = applying.find(db.session(), secret) or abort(404)
    return render_template(
        "admission/follow.html",
        one=one,
        group_of=one.group,
        form=form,
        sections=SECTIONS,
        told=told(one),
        entries=history(db.session(), one),
    )


@bp.after_request
def _keep_out_of_indexes(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _apply(group: Group, facts: dict[str, Any]) -> Application:
    letter = _letter(facts.pop("scan"))
    return applying.apply(db.session(), group, site(), facts, letter)


def _correct(one: Application, facts: dict[str, Any]) -> Application:
    letter = _letter(facts.pop("scan"))
    return applying.correct(db.session(), one, facts, letter)


def _letter(upload: Any) -> tuple[StoredFile, str] | None:
    if not getattr(upload, "filename", ""):
        return None
    store = Store.under(current_app.config["HOME"])
    return keep(db.session(), store, upload.stream, upload.filename), upload.filename
