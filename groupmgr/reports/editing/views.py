"""The page of a manuscript: read it, write in it, find figures for it."""

from flask import Blueprint, abort, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.jobs.models import Job
from groupmgr.jobs.service import before
from groupmgr.kernel.clock import now, today
from groupmgr.policy import Action, may
from groupmgr.reports.editing import crossing, passages, service
from groupmgr.reports.editing.access_views import manuscript_of
from groupmgr.reports.editing.exhibit_views import bp as exhibits
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.editing.models import Manuscript, Version
from groupmgr.reports.editing.outline_views import bp as outline
from groupmgr.reports.editing.passage_views import bp as versions
from groupmgr.reports.editing.passages import Crossed
from groupmgr.reports.editing.picking import cases, search
from groupmgr.reports.editing.reading import page_of
from groupmgr.reports.editing.scenarios import NAMES, scenarios
from groupmgr.reports.editing.tokens import caption, mark, token_of
from groupmgr.reports.outline import Run
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("writing", __name__, url_prefix="/<int(min=1900, max=2100):year>/edit")
bp.register_blueprint(outline)
bp.register_blueprint(versions)
bp.register_blueprint(exhibits)


@bp.get("/")
@needs(Action.REPORT_WRITE)
def show(year: int) -> ResponseReturnValue:
    """Show the whole manuscript, or how it begins."""
    manuscript = service.open_to(db.session(), actor(), year)
    if manuscript is None:
        return _beginning(year)
    job = db.session.get(Job, manuscript.job_id) if manuscript.job_id else None
    told = {
        "year": year,
        "manuscript": manuscript,
        "job": job,
        "before": before(db.session(), job) if job else 0,
    }
    if manuscript.facts_at is None:
        return render_template("reports/editing/waiting.html", **told)
    page = page_of(db.session(), actor(), manuscript)
    return render_template(
        "reports/editing/show.html",
        page=page,
        scenarios=scenarios(page.draft.facts),
        names=NAMES,
        at=now(),
        today=today(),
        **told,
    )


@bp.app_template_global()
def mark_of_run(run: Run) -> str:
    """Return the token of a figure in a text, or nothing for words."""
    token = token_of(run)
    return mark(token) if token else ""


bp.add_app_template_global(caption, "caption_of_run")


@bp.get("/rail")
@needs(Action.REPORT_WRITE)
def rail(year: int) -> ResponseReturnValue:
    """Show anew what proof-reading says, and what waits to be looked over."""
    page = page_of(db.session(), actor(), manuscript_of(year))
    return render_template("reports/editing/rail.html", page=page, year=year, at=now())


@bp.get("/figures")
@needs(Action.REPORT_WRITE)
def figures(year: int) -> ResponseReturnValue:
    """Find indicators by name, pinyin, initials or code."""
    draft = draft_of(db.session(), manuscript_of(year))
    found = search(draft.facts, request.args.get("q", ""))
    return render_template("reports/editing/figures.html", found=found, year=year)


@bp.get("/cases")
@needs(Action.REPORT_WRITE)
def told(year: int) -> ResponseReturnValue:
    """Find activities that can be told as cases, by title, category or unit."""
    draft = draft_of(db.session(), manuscript_of(year))
    found = cases(draft.facts, request.args.get("q", ""))
    return render_template("reports/editing/cases.html", found=found)


@bp.post("/begin")
@needs(Action.REPORT_BUILD)
def begin(year: int) -> ResponseReturnValue:
    """Begin the manuscript of a year."""
    service.begin(db.session(), actor(), year)
    return done("正在收集数据，完成后即可编写", url_for(".show", year=year))


@bp.post("/read-again")
@needs(Action.REPORT_WRITE)
def read_again(year: int) -> ResponseReturnValue:
    """Have the records read anew."""
    service.read_again(db.session(), actor(), manuscript_of(year))
    return done("正在更新数据，文字保持不变", url_for(".show", year=year))


@bp.post("/save")
@needs(Action.REPORT_WRITE)
def save(year: int) -> ResponseReturnValue:
    """Keep a passage while somebody types, or what was chosen of two texts of it."""
    manuscript, typed = manuscript_of(year), request.form
    key, revision = typed.get("key", ""), typed.get("revision", 0, int)
    words, seen = typed.get("words", ""), typed.get("chosen", 0, int)
    passage = (db.session(), actor(), manuscript, key, words)
    try:
        if seen:
            stand = crossing.decide(*passage, revision, seen)
        else:
            stand = passages.save(*passage, revision)
    except Crossed as crossed:
        aside = crossing.set_aside(*passage)
        db.session.commit()
        return _crossed(manuscript, crossed, aside)
    db.session.commit()
    saved = {"revision": stand.revision, "edited": stand.words is not None}
    return jsonify({**saved, "at": f"{stand.at or now():%H:%M}"})


def _crossed(manuscript: Manuscript, crossed: Crossed, aside: Version) -> ResponseReturnValue:
    """Say what the first wrote; what the second wrote is kept beside it."""
    draft, theirs = draft_of(db.session(), manuscript), crossed.theirs
    words = theirs.words
    if words is None:
        words = passages.proposal(draft, theirs.key)
    lines = [one.runs for one in draft.desk.paragraphs(theirs.key, words)]
    told = {"lines": lines, "names": draft.names, "year": manuscript.year}
    body = render_template("reports/editing/body.html", **told)
    facts = {"revision": theirs.revision, "author": theirs.author, "aside": aside.number}
    return jsonify({**facts, "theirs": body, "at": f"{aside.changed_at:%H:%M}"})


def _beginning(year: int) -> ResponseReturnValue:
    if not may(actor(), Action.REPORT_BUILD) or not 2000 <= year <= today().year:
        abort(404)
    return render_template("reports/editing/begin.html", year=year)
