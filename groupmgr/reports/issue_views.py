"""Take an edition through its life: consulted on, taken back, made final, issued."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import defer

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.policy import Action
from groupmgr.reports import issuing
from groupmgr.reports.consulting.service import unanswered
from groupmgr.reports.editing.crossing import undecided_of
from groupmgr.reports.forms import FinishForm
from groupmgr.reports.models import Edition, EditionStep
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("issuing", __name__)
DONE = {
    EditionStep.CONSULT: "已向成员单位征求意见",
    EditionStep.RECALL: "已收回修改",
    EditionStep.ISSUE: "已印发",
}


@bp.post("/<int:edition_id>/<any(consult, recall, issue):step>")
@needs(Action.REPORT_VIEW)
def move(edition_id: int, step: str) -> ResponseReturnValue:
    """Take a step that needs nothing more to be known."""
    wanted = EditionStep.of_code(step)
    issuing.move(db.session(), actor(), _edition(edition_id), wanted)
    return done(DONE[wanted], _page(edition_id))


@bp.post("/<int:edition_id>/print")
@needs(Action.REPORT_BUILD)
def print_again(edition_id: int) -> ResponseReturnValue:
    """Have an edition printed whose print failed or was stopped."""
    issuing.print_again(db.session(), actor(), _edition(edition_id, Action.REPORT_BUILD))
    return done("正在排版，数据和文字不变", _page(edition_id))


@bp.route("/<int:edition_id>/finish", methods=["GET", "POST"])
@needs(Action.REPORT_ISSUE)
def finish(edition_id: int) -> ResponseReturnValue:
    """Ask for number, signer and date, and make the edition final."""
    edition = _edition(edition_id, Action.REPORT_ISSUE)
    proposed = issuing.next_number(db.session(), edition)
    form = FinishForm(data={"number": proposed, "dated": max(today(), edition.as_of)})
    if form.accepted(lambda facts: issuing.finish(db.session(), actor(), edition, **facts)):
        return done("已定稿，正在排版", _page(edition_id))
    return render_template(
        "reports/finish.html",
        form=form,
        edition=edition,
        waiting=unanswered(db.session(), edition),
        undecided=undecided_of(db.session(), edition.group_id, edition.year),
    )


def _edition(edition_id: int, action: Action = Action.REPORT_VIEW) -> Edition:
    return fetch(Edition, edition_id, action, defer(Edition.facts))


def _page(edition_id: int) -> str:
    return url_for("reports.show", edition_id=edition_id)
