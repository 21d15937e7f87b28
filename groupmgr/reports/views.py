"""Have the report of a year built, watch it, and take it home."""

from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.files.models import StoredFile
from groupmgr.files.store import Store
from groupmgr.jobs.service import before
from groupmgr.kernel.clock import today
from groupmgr.performance.years import latest
from groupmgr.policy import Action
from groupmgr.reports import service
from groupmgr.reports.consulting.service import unanswered
from groupmgr.reports.consulting.views import bp as consulting
from groupmgr.reports.editing.service import mine, year_to_write
from groupmgr.reports.editing.views import bp as writing
from groupmgr.reports.errata import Erratum, between, since_printed
from groupmgr.reports.exports.views import bp as exports
from groupmgr.reports.facts import Facts
from groupmgr.reports.forms import BuildForm
from groupmgr.reports.issue_views import bp as steps
from groupmgr.reports.masthead.views import bp as mastheads
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import load
from groupmgr.reports.returning.views import bp as returning
from groupmgr.reports.seal import thaw
from groupmgr.web.access import actor, fetch, group, needs
from groupmgr.web.answers import attachment, done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words
from groupmgr.web.listing import Listing

bp = Blueprint("reports", __name__, url_prefix="/g/<group>/reports")
bp.register_blueprint(steps)
bp.register_blueprint(exports)
bp.register_blueprint(consulting)
bp.register_blueprint(returning)
bp.register_blueprint(writing)
bp.register_blueprint(mastheads)


@bp.get("/")
@needs(Action.REPORT_VIEW)
def index() -> ResponseReturnValue:
    """List the editions."""
    written = mine(db.session(), actor())
    year = year_to_write(db.session(), actor(), latest(db.session(), group().id, today()))
    listing = service.listing(actor())
    return EDITIONS.answer(listing, "reports/index.html", manuscripts=written, year=year)


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.REPORT_BUILD)
def new() -> ResponseReturnValue:
    """Have the report of a year built."""
    year = request.args.get("year", type=int) or latest(db.session(), group().id, today())
    form = BuildForm(data={"year": year})
    asked: list[Edition] = []
    site = request.url_root
    if form.accepted(lambda f: asked.append(service.ask(db.session(), actor(), **f, site=site))):
        return done("已开始生成，可以离开本页", url_for(".show", edition_id=asked[0].id))
    return render_template("reports/new.html", form=form)


@bp.get("/<int:edition_id>")
@needs(Action.REPORT_VIEW)
def show(edition_id: int) -> ResponseReturnValue:
    """Show how far the build is, and then what was built."""
    whole = (joinedload(Edition.job), joinedload(Edition.file), joinedload(Edition.word))
    edition = fetch(Edition, edition_id, Action.REPORT_VIEW, *whole)
    facts = thaw(edition.facts) if edition.facts else None
    return render_template(
        "reports/show.html",
        edition=edition,
        before=before(db.session(), edition.job) if edition.job else 0,
        findings=load(edition.findings) if edition.findings else None,
        errata=since_printed(db.session(), edition.group_id, facts) if facts else [],
        compared=_compared(edition, facts) if facts else None,
        open_comments=unanswered(db.session(), edition),
    )


@bp.get("/<int:edition_id>/report.pdf")
@needs(Action.REPORT_VIEW)
def download(edition_id: int) -> ResponseReturnValue:
    """Hand out the PDF."""
    edition = fetch(Edition, edition_id, Action.REPORT_VIEW, joinedload(Edition.file))
    return _hand_out(edition.file, f"{edition.title}.pdf")


@bp.get("/<int:edition_id>/report.docx")
@needs(Action.REPORT_VIEW)
def download_word(edition_id: int) -> ResponseReturnValue:
    """Hand out the Word file."""
    edition = fetch(Edition, edition_id, Action.REPORT_VIEW, joinedload(Edition.word))
    return _hand_out(edition.word, f"{edition.title}.docx")


def _hand_out(file: StoredFile | None, name: str) -> ResponseReturnValue:
    if file is None:
        abort(404)
    path = Store.under(Path(current_app.config["HOME"])).path(file.sha256)
    return attachment(path, f"{group().name}{name}", file.media_type)


def _compared(edition: Edition, facts: Facts) -> tuple[Edition, list[Erratum]] | None:
    """Return the edition that was final before this one, and which figures differ."""
    older = service.final_before(db.session(), edition)
    if older is None or older.facts is None:
        return None
    return older, between(thaw(older.facts), facts)


EDITIONS = Listing(
    name="年度报告",
    counted="稿",
    order=(Edition.id.desc(),),
    columns=(
        Column(
            "title",
            "报告",
            lambda one: one.title,
            link=lambda one: url_for("reports.show", edition_id=one.id),
        ),
        Column("year", "年度", lambda one: str(one.year), sort=Edition.year, exported=True),
        Column("as_of", "数据截止日", lambda one: one.as_of, sort=Edition.as_of),
        Column("number", "发文字号", lambda one: one.document_number, narrow=False),
        Column("signer", "签发人", lambda one: one.signer, exported=True),
        Column("dated", "成文日期", lambda one: one.dated, exported=True),
        Column("pages", "页数", lambda one: one.pages, numeric=True, narrow=False),
        Column("made", "生成时间", lambda one: one.created_at, sort=Edition.created_at),
        Column("state", "状态", lambda one: one.standing, status=True),
    ),
    conditions=(
        Words("q", "搜索", (Edition.document_number, Edition.signer), "发文字号、签发人"),
        Choice("state", "状态", EditionState, lambda state: Edition.state == state),
    ),
)
