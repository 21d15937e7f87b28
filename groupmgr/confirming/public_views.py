"""The page behind a link: for one party of one record, without an account and without a cookie."""

from flask import Blueprint, Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.material import figure_words
from groupmgr.confirming import answering
from groupmgr.confirming.forms import SAID, AnswerForm, answer_form
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.models import Invitation
from groupmgr.extensions import csrf, db, limiter
from groupmgr.policy import Action
from groupmgr.web.access import needs

bp = Blueprint("answers", __name__)
# The secret in the address is what protects it, so that no cookie is needed.
csrf.exempt(bp)


@bp.route("/c/<secret>", methods=["GET", "POST"])
@needs(Action.CONFIRM_BY_LINK)
@limiter.limit("20 per minute")
def answer(secret: str) -> ResponseReturnValue:
    """Show the record to the party that holds the link, and take its answer."""
    invitation = _find(secret)
    if invitation.state is not LinkState.OPEN:
        return render_template("confirming/closed.html", invitation=invitation)
    form = answer_form(invitation.party)
    if form.accepted(lambda facts: answering.answer(db.session(), invitation, **facts)):
        return redirect(url_for(".answer", secret=secret), 303)
    return _ask(_find(secret), form)


@bp.after_request
def _keep_out_of_indexes(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _find(secret: str) -> Invitation:
    return answering.find(db.session(), secret) or abort(404)


def _ask(invitation: Invitation, form: AnswerForm) -> str:
    party = invitation.party
    form.version.data = str(party.activity.version)
    return render_template(
        "confirming/answer.html",
        invitation=invitation,
        form=form,
        choices=[one.value for one in SAID],
        changes=answering.changes(db.session(), party),
        own=answering.own_figures(party),
        figure_words=figure_words,
    )
