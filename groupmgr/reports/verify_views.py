"""The public pages that tell whether a report or a paper is what it says it is."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db, limiter
from groupmgr.policy import Action
from groupmgr.reports.forms import CodeForm, VerifyForm
from groupmgr.reports.papers import finding
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
    verdict = found[0] if found else None
    return render_template("reports/verify.html", form=form, by_code=CodeForm(), verdict=verdict)


@bp.post("/verify/code")
@needs(Action.REPORT_VERIFY)
@limiter.limit("20 per minute")
def code() -> ResponseReturnValue:
    """Go to what a typed code was printed on."""
    typed = finding.tidied(CodeForm().code.data or "")
    return redirect(url_for(".paper", code=typed or "0"), 303)


@bp.get("/verify/<code>")
@needs(Action.REPORT_VERIFY)
@limiter.limit("20 per minute")
def paper(code: str) -> ResponseReturnValue:
    """Show what the paper with this code says in the archive; nobody guesses a code."""
    found = finding.by_code(db.session(), code)
    answer = make_response(render_template("reports/papers/verified.html", found=found))
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.status_code = 200 if found else 404
    return answer
