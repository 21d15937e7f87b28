"""The page behind a link: for one party of one record, without an account and without a cookie."""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.confirming import answering
from groupmgr.confirming.forms import answer_form, question
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.models import Invitation
from groupmgr.extensions import csrf, db, limiter
from groupmgr.policy import Action
from groupmgr.web.access import needs

TOO_MANY_REQUESTS = 429
# Secrets cannot be guessed; this keeps off floods, and lets a hall scan its codes at once. What
# is posted by one link is counted in its row (`answering.is_too_often`).
FENCE = "300 per minute"

bp = Blueprint("answers", __name__)
# The secret in the address is what protects it, so that no cookie is needed.
csrf.exempt(bp)


@bp.route("/c/<secret>", methods=["GET", "POST"])
@needs(Action.CONFIRM_BY_LINK)
@limiter.limit(FENCE)
def answer(secret: str) -> ResponseReturnValue:
    """Show the record to the party that holds the link, and take its answer."""
    invitation = _find(secret)
    if invitation.state is not LinkState.OPEN:
        return render_template("confirming/closed.html", invitation=invitation)
    if request.method == "POST" and _too_often(invitation):
        return render_template("confirming/slow.html", invitation=_find(secret)), TOO_MANY_REQUESTS
    form = answer_form(invitation.party)
    if form.accepted(lambda facts: answering.answer_by_link(db.session(), invitation, **facts)):
        return redirect(url_for(".answer", secret=secret), 303)
    invitation = _find(secret)
    asked = question(db.session(), invitation.party, form)
    return render_template("confirming/answer.html", invitation=invitation, **asked)


@bp.after_request
def _keep_out_of_indexes(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _find(secret: str) -> Invitation:
    return answering.find(db.session(), secret) or abort(404)


def _too_often(invitation: Invitation) -> bool:
    """Count the answer for good, whatever becomes of it."""
    too_often = answering.is_too_often(db.session(), invitation)
    db.session.commit()
    return too_often
