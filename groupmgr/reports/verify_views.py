"""The public page that tells whether a report is what it says it is."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db, limiter
from groupmgr.policy import Action
from groupmgr.reports.forms import VerifyForm
from groupmgr.reports.verifying import Verdict, verify
from groupmgr.web.access import needs

bp = Blueprint("verifying", __name__)


@bp.route("/verify", methods=["GET", "POST"])
@needs(Action.REPORT_VERIFY)
@limiter.limit("20 per minute", methods=["POST"])
def check() -> ResponseReturnValue:
    """Take a PDF, keep nothing of it, and say which edition it is."""
    form = VerifyForm()
    found: list[Verdict] = []
    form.accepted(lambda facts: found.append(verify(db.session(), facts["file"].read())))
    return render_template("reports/verify.html", form=form, verdict=found[0] if found else None)
