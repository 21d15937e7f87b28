"""Papers on units: which there are, have them made, take them home."""

from pathlib import Path
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.files.models import StoredFile
from groupmgr.files.packing import plain, stream
from groupmgr.files.store import Store
from groupmgr.jobs.models import Job
from groupmgr.jobs.service import OPEN, latest
from groupmgr.kernel.clock import today
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit
from groupmgr.performance import years
from groupmgr.policy import Action
from groupmgr.reports.papers import service
from groupmgr.reports.papers.listing import papers_of
from groupmgr.reports.papers.models import PaperKind, UnitPaper
from groupmgr.web.access import actor, fetch, group, needs
from groupmgr.web.answers import attachment, done

bp = Blueprint("papers", __name__, url_prefix="/g/<group>/papers")
_KINDS = "<any(summary, certificate):kind>"


@bp.get("/")
@needs(Action.PAPER_VIEW)
def index() -> ResponseReturnValue:
    """Go to the last year of which there is something to tell."""
    year = years.latest(db.session(), group().id, today())
    (own,) = actor().unit_ids if len(actor().unit_ids) == 1 else (None,)
    if own is not None:
        return redirect(url_for(".show", year=year, unit_id=own))
    return redirect(url_for(".of_year", year=year))


@bp.get("/<int:year>/")
@needs(Action.PAPER_VIEW)
def of_year(year: int) -> ResponseReturnValue:
    """List the members of a year with the papers they were given."""
    _refuse_other_than(year)
    listed, latest_year = (
        service.listing(actor(), year),
        years.latest(db.session(), group().id, today()),
    )
    work = {kind: _work(kind, year, "all") for kind in PaperKind}
    return papers_of(actor(), year).answer(
        listed,
        "reports/papers/index.html",
        year=year,
        latest=latest_year,
        kinds=PaperKind,
        made=service.made(db.session(), actor(), year),
        work=work,
    )


@bp.get("/<int:year>/<int:unit_id>")
@needs(Action.PAPER_VIEW)
def show(year: int, unit_id: int) -> ResponseReturnValue:
    """Show the papers on a unit's year."""
    _refuse_other_than(year)
    unit = fetch(Unit, unit_id, Action.PAPER_VIEW)
    kinds = [
        kind for kind in PaperKind if kind is PaperKind.SUMMARY or unit.kind is UnitKind.ENTERPRISE
    ]
    found = service.of_unit(db.session(), actor(), unit_id, year)
    return render_template(
        "reports/papers/show.html",
        unit=unit,
        year=year,
        latest=today().year,
        papers={kind: [one for one in found if one.kind is kind] for kind in kinds},
        work={kind: _work(kind, year, unit_id) for kind in kinds},
    )


@bp.post(f"/<int:year>/<int:unit_id>/{_KINDS}")
@needs(Action.PAPER_MAKE)
def make(year: int, unit_id: int, kind: str) -> ResponseReturnValue:
    """Have the paper on one unit made."""
    _refuse_other_than(year)
    wanted = PaperKind.of_code(kind)
    fetch(Unit, unit_id, service.MAKING[wanted])
    service.ask(db.session(), actor(), wanted, year, [unit_id], request.url_root)
    return done("已开始生成，可以离开本页", url_for(".show", year=year, unit_id=unit_id))


@bp.post(f"/<int:year>/{_KINDS}")
@needs(Action.REPORT_BUILD)
def make_all(year: int, kind: str) -> ResponseReturnValue:
    """Have the papers on all units made."""
    _refuse_other_than(year)
    wanted = PaperKind.of_code(kind)
    units = service.units_of(db.session(), actor(), wanted, year)
    service.ask(db.session(), actor(), wanted, year, units, request.url_root)
    return done("已开始生成，可以离开本页", url_for(".of_year", year=year))


@bp.get(f"/<int:year>/{_KINDS}.zip")
@needs(Action.PAPER_VIEW)
def download_all(year: int, kind: str) -> ResponseReturnValue:
    """Hand out the last papers of all units as one archive."""
    wanted = PaperKind.of_code(kind)
    files = list(service.archive(db.session(), _store(), actor(), wanted, year))
    if not files:
        abort(404)
    name = quote(plain(f"{group().name}{year}年{wanted.label}.zip", 100))
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(stream(files), 200, named, content_type="application/zip")


@bp.get("/file/<int:paper_id>.<any(pdf, docx):ending>")
@needs(Action.PAPER_VIEW)
def download(paper_id: int, ending: str) -> ResponseReturnValue:
    """Hand out one paper."""
    whole = (joinedload(UnitPaper.unit), joinedload(UnitPaper.file), joinedload(UnitPaper.word))
    paper = fetch(UnitPaper, paper_id, Action.PAPER_VIEW, *whole)
    file: StoredFile | None = paper.file if ending == "pdf" else paper.word
    if file is None:
        abort(404)
    name = f"{paper.unit.name}{paper.year}年{paper.kind.label}.{ending}"
    return attachment(_store().path(file.sha256), plain(name, 100), file.media_type)


def _work(kind: PaperKind, year: int, whose: int | str) -> Job | None:
    """Return the work on a paper that is open or was not done."""
    job = latest(db.session(), service.key_of(group().id, kind, year, whose))
    return job if job is not None and (job.state in OPEN or job.problem) else None


def _refuse_other_than(year: int) -> None:
    if not service.FIRST_YEAR <= year <= today().year:
        abort(404)


def _store() -> Store:
    return Store.under(Path(current_app.config["HOME"]))
