"""The page of what stands around the text of a year's report."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.reports.masthead import service
from groupmgr.reports.masthead.forms import SECTIONS, MastheadForm
from groupmgr.web.access import actor, group, needs
from groupmgr.web.answers import done

bp = Blueprint("masthead", __name__)


@bp.route("/masthead/<int(min=1900, max=2100):year>", methods=["GET", "POST"])
@needs(Action.REPORT_BUILD)
def edit(year: int) -> ResponseReturnValue:
    """Choose the layout, and type what it prints around the text."""
    masthead = service.of_year(db.session(), group(), year)
    form = MastheadForm(obj=masthead)
    form.meeting_id.offer(service.meetings(db.session(), group().id, year))
    if form.accepted(lambda facts: service.save(db.session(), actor(), masthead, facts)):
        return done(
            f"{year}年度报告的版式与抬头已保存，以后生成的稿子按它排版", url_for("reports.index")
        )
    return render_template("reports/masthead.html", form=form, year=year, sections=SECTIONS)
