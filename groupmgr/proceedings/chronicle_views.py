"""会议大事记 of a year: a page, a workbook, a paper."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.downloads.views import printed
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.policy import Action
from groupmgr.proceedings import chronicle, writing
from groupmgr.proceedings.workbook import workbook
from groupmgr.web.access import actor, group, needs
from groupmgr.web.answers import written

bp = Blueprint("chronicle", __name__, url_prefix="/g/<group>/chronicle")
_YEAR = "<int(min=1900, max=2100):year>"


@bp.get("/")
@needs(Action.MEETING_VIEW)
def index() -> ResponseReturnValue:
    """Show the meetings of a year, with what each led to."""
    years = chronicle.years(db.session(), actor())
    year = request.args.get("year", years[0] if years else today().year, type=int)
    if not 1900 <= year <= 2100:
        abort(404)
    events = chronicle.chronicle(db.session(), actor(), year)
    return render_template("proceedings/chronicle.html", year=year, years=years, events=events)


@bp.get(f"/{_YEAR}.<any(docx, xlsx):form>")
@needs(Action.MEETING_VIEW)
def take(year: int, form: str) -> ResponseReturnValue:
    """Hand out the chronicle to go on working with."""
    events = chronicle.chronicle(db.session(), actor(), year)
    paper = chronicle.paper(group().name, year, events)
    is_word = form == "docx"
    content = writing.word(paper, group().name, today()) if is_word else workbook(events)
    return written(content, f"{paper.name}.{form}")


@bp.post(f"/{_YEAR}.pdf")
@needs(Action.MEETING_VIEW)
def pdf(year: int) -> ResponseReturnValue:
    """Have the chronicle printed."""
    events = chronicle.chronicle(db.session(), actor(), year)
    paper = chronicle.paper(group().name, year, events)
    return printed(writing.page(paper), f"{paper.name}.pdf", url_for(".index", year=year))
