"""会议大事记 of a year: a page, a workbook, a paper."""

from io import BytesIO

from flask import Blueprint, abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.policy import Action
from groupmgr.proceedings import chronicle
from groupmgr.proceedings.views import handed_out
from groupmgr.proceedings.workbook import SHEET, workbook
from groupmgr.web.access import actor, group, needs

bp = Blueprint("chronicle", __name__, url_prefix="/g/<group>/chronicle")


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


@bp.get("/<int(min=1900, max=2100):year>.<any(pdf,docx,xlsx):form>")
@needs(Action.MEETING_VIEW)
def paper(year: int, form: str) -> ResponseReturnValue:
    """Hand out the chronicle."""
    events = chronicle.chronicle(db.session(), actor(), year)
    if form != "xlsx":
        return handed_out(chronicle.paper(group().name, year, events), form)
    name = f"{group().name}{year}年会议大事记.xlsx"
    content = BytesIO(workbook(events))
    return send_file(content, SHEET, as_attachment=True, download_name=name)
