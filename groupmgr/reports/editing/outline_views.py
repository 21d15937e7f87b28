"""Change the outline of a manuscript, give its sections to writers, leave advice aside."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.reports.editing import outlining, waving
from groupmgr.reports.editing.access_views import manuscript_of, page_address
from groupmgr.reports.editing.forms import NewSectionForm, SectionForm
from groupmgr.reports.editing.reading import page_of
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done

bp = Blueprint("outline", __name__, url_prefix="/outline")
STEPS = {"up": -1, "down": 1}


@bp.post("/<any(up, down):way>")
@needs(Action.REPORT_WRITE)
def move(year: int, way: str) -> ResponseReturnValue:
    """Put a section or block before or behind its neighbour."""
    key = request.form.get("key", "")
    outlining.move(db.session(), actor(), manuscript_of(year), key, STEPS[way])
    return done("已调整顺序", page_address(year, key))


@bp.post("/<any(hide, show):deed>")
@needs(Action.REPORT_WRITE)
def print_or_not(year: int, deed: str) -> ResponseReturnValue:
    """Leave a section or block out, or print it again."""
    key, change = request.form.get("key", ""), outlining.hide
    if deed == "show":
        change = outlining.show
    change(db.session(), actor(), manuscript_of(year), key)
    return done("不再印出，文字都还在" if deed == "hide" else "已恢复印出", page_address(year, key))


@bp.route("/section", methods=["GET", "POST"])
@needs(Action.REPORT_BUILD)
def section(year: int) -> ResponseReturnValue:
    """Give a section a heading, a writer and a day."""
    manuscript, key = manuscript_of(year), request.args.get("key", "")
    page = page_of(db.session(), actor(), manuscript)
    part = next((one for one in page.parts if one.key == key), None) or abort(404)
    writer = part.writer
    form = SectionForm(
        data={
            "heading": part.title,
            "writer_id": writer.account_id if writer else None,
            "due_on": writer.due_on if writer else None,
        }
    )
    people = db.session.scalars(outlining.writers(actor()))
    form.writer_id.offer((one.id, f"{one.name}（{one.login}）") for one in people)

    def deed(facts: dict[str, object]) -> None:
        session, heading = db.session(), str(facts["heading"] or "")
        if heading != part.title:
            outlining.entitle(session, actor(), manuscript, key, heading)
        outlining.assign(session, actor(), manuscript, key, form.writer_id.data, form.due_on.data)

    if form.accepted(deed):
        return done("已保存", page_address(year, key))
    return render_template("reports/editing/section.html", form=form, part=part, year=year)


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.REPORT_BUILD)
def new(year: int) -> ResponseReturnValue:
    """Add an own section under a chapter, or a chapter."""
    manuscript, above = manuscript_of(year), request.args.get("above", "")
    form, made = NewSectionForm(), []

    def deed(facts: dict[str, object]) -> None:
        heading = str(facts["heading"])
        made.append(outlining.add(db.session(), actor(), manuscript, above, heading).key)

    if form.accepted(deed):
        return done("已增加一节，写上内容即可", page_address(year, made[0]))
    return render_template("reports/editing/new.html", form=form, year=year)


@bp.post("/wave")
@needs(Action.REPORT_WRITE)
def wave(year: int) -> ResponseReturnValue:
    """Leave an advice of proof-reading aside, with the reason."""
    manuscript, mark = manuscript_of(year), request.form.get("mark", "")
    page = page_of(db.session(), actor(), manuscript)
    finding = next((one for known, one in page.advised if known == mark), None) or abort(404)
    waving.wave(db.session(), actor(), manuscript, finding, request.form.get("reason", ""))
    return done("已记下理由，不再提示", page_address(year, finding.key))
