"""Choose tables, charts and photos for a manuscript, see what they look like, take them away."""

import sqlalchemy as sa
from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.files.models import StoredFile
from groupmgr.files.previews import thumbnail
from groupmgr.policy import Action
from groupmgr.reports import charts
from groupmgr.reports.compose.exhibits import photos_of
from groupmgr.reports.editing import offering, placing
from groupmgr.reports.editing.access_views import manuscript_of, page_address
from groupmgr.reports.editing.forms import CaptionForm
from groupmgr.reports.editing.gathering import draft_of
from groupmgr.reports.outline import Chart
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("exhibits", __name__, url_prefix="/exhibit")


@bp.get("/<any(charts, photos):kind>")
@needs(Action.REPORT_WRITE)
def choose(year: int, kind: str) -> ResponseReturnValue:
    """Show what can be placed; the editor asks for what was found alone."""
    draft, typed = draft_of(db.session(), manuscript_of(year)), request.args.get("q", "")
    if kind == "photos":
        found = offering.photos(draft.exhibits, draft.facts, typed)
    else:
        found = offering.charts(draft.exhibits, typed)
    told = {"found": found, "kind": kind, "year": year}
    if request.args.get("part"):
        return render_template("reports/editing/offers.html", **told)
    return render_template("reports/editing/choose.html", **told)


@bp.post("/place")
@needs(Action.REPORT_WRITE)
def place(year: int) -> ResponseReturnValue:
    """Place what was chosen behind a block, or instead of one."""
    manuscript, typed = manuscript_of(year), request.form
    source, instead = typed.get("source", ""), typed.get("instead", "")
    if instead:
        one = placing.put_instead(db.session(), actor(), manuscript, source, instead)
        return done("已换好", page_address(year, one.key))
    one = placing.place(db.session(), actor(), manuscript, source, typed.get("after", ""))
    return done("已插入", page_address(year, one.key))


@bp.route("/caption", methods=["GET", "POST"])
@needs(Action.REPORT_WRITE)
def caption(year: int) -> ResponseReturnValue:
    """Write what stands below a chart or photo, or above a table."""
    manuscript, key = manuscript_of(year), request.args.get("key", "")
    one = placing.find(db.session(), manuscript, key) or abort(404)
    form = CaptionForm(data={"caption": one.caption or one.basis})

    def deed(facts: dict[str, object]) -> None:
        said = str(facts["caption"] or "")
        placing.entitle(db.session(), actor(), manuscript, key, said)

    if form.accepted(deed):
        return done("已保存", page_address(year, key))
    return render_template("reports/editing/caption.html", form=form, one=one, year=year)


@bp.post("/remove")
@needs(Action.REPORT_WRITE)
def remove(year: int) -> ResponseReturnValue:
    """Take away what was placed."""
    key = request.form.get("key", "")
    placing.remove(db.session(), actor(), manuscript_of(year), key)
    return done("已移走", page_address(year, key.rpartition("/")[0]))


@bp.get("/drawing")
@needs(Action.REPORT_WRITE)
def drawing(year: int) -> ResponseReturnValue:
    """Draw a chart as it is printed."""
    draft = draft_of(db.session(), manuscript_of(year))
    shown = draft.exhibits.shown(request.args.get("source", ""))
    if not isinstance(shown, Chart):
        abort(404)
    return _kept(Response(charts.svg(shown), mimetype="image/svg+xml"))


@bp.get("/picture")
@needs(Action.REPORT_WRITE)
def picture(year: int) -> ResponseReturnValue:
    """Show a photo of the year as large as a finger."""
    facts, sha256 = (
        draft_of(db.session(), manuscript_of(year)).facts,
        request.args.get("sha256", ""),
    )
    if not any(sha256 in photos_of(activity) for activity in facts.activities):
        abort(404)
    file = db.session.scalar(sa.select(StoredFile).where(StoredFile.sha256 == sha256))
    path = thumbnail(current_app.config["HOME"], file) if file else None
    if path is None:
        abort(404)
    return _kept(Response(path.read_bytes(), mimetype="image/jpeg"))


def _kept(answer: Response) -> ResponseReturnValue:
    """Let the browser ask only whether a picture is another one now."""
    answer.cache_control.private, answer.cache_control.no_cache = True, True
    answer.add_etag()
    return answer.make_conditional(request)
