"""Pages of the schools' yearly statistics."""

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.models import Unit
from groupmgr.members.school_year_checks import LABELS, doubts
from groupmgr.members.school_year_forms import SchoolYearForm
from groupmgr.members.service import roll, school_years
from groupmgr.members.statistics import SchoolYear
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Flag, Words
from groupmgr.web.listing import Listing

SHOWN = 5
LISTED = (
    "students",
    "new_students",
    "graduates",
    "programmes",
    "teachers",
    "programme_teachers",
    "dual_qualified_teachers",
)

bp = Blueprint("school_years", __name__, url_prefix="/g/<group>/school-years")


@bp.get("/")
@needs(Action.STATISTICS_VIEW)
def index() -> ResponseReturnValue:
    """List the schools with what they reported of a school year."""
    began = request.args.get("year", 0, int)
    if began not in school_years.years():
        asked: dict[str, Any] = request.args.to_dict()
        asked["year"] = school_years.last_reported(db.session(), actor())
        return redirect(url_for(".index", **asked))
    query = school_years.listing(actor(), began)
    covered = school_years.coverage(db.session(), actor(), began)
    return REPORTS.answer(
        query,
        "members/school_years.html",
        covered=covered,
        began=began,
        years=sorted({*school_years.years()[:SHOWN], began}, reverse=True),
        words=school_years.words,
    )


@bp.get("/<int:unit_id>")
@needs(Action.STATISTICS_VIEW)
def show(unit_id: int) -> ResponseReturnValue:
    """Show what a school reported, year beside year."""
    unit = fetch(Unit, unit_id, Action.STATISTICS_VIEW)
    found = school_years.of_unit(db.session(), unit)
    began = sorted({*found, *range(school_years.latest(), school_years.latest() - 2, -1)})
    shown = {year: found.get(year) for year in began[-SHOWN:]}
    return render_template(
        "members/school_year.html",
        unit=unit,
        shown=shown,
        labels=LABELS,
        words=school_years.words,
        doubts=_doubts(found),
    )


@bp.route("/<int:unit_id>/<int:began>/edit", methods=["GET", "POST"])
@needs(Action.STATISTICS_EDIT)
def edit(unit_id: int, began: int) -> ResponseReturnValue:
    """Report a school year, or correct the report."""
    unit = fetch(Unit, unit_id, Action.STATISTICS_EDIT)
    if began not in school_years.years() or unit.kind not in SCHOOLS:
        abort(404)
    held = school_years.of_unit(db.session(), unit).get(began)
    record = held or SchoolYear(unit_id=unit.id, began=began)
    form = SchoolYearForm(obj=record)
    if form.accepted(lambda facts: school_years.save(db.session(), actor(), unit, record, facts)):
        return done("学年统计已保存", url_for(".show", unit_id=unit.id))
    year = school_years.words(began)
    return render_template("members/school_year_edit.html", form=form, unit=unit, year=year)


def _doubts(found: dict[int, SchoolYear]) -> list[str]:
    return [
        f"{school_years.words(began)}：{doubt}"
        for began, record in list(found.items())[:2]
        for doubt in doubts(record, found.get(began - 1))
    ]


def _figure(key: str, *, exported: bool = False) -> Column:
    column = getattr(SchoolYear, key)
    return Column(
        key,
        LABELS[key].removeprefix("其中"),
        lambda row: getattr(row.SchoolYear, key, None),
        sort=column,
        numeric=key != "has_certificate_pilot",
        exported=exported,
        narrow=key == "students",
    )


REPORTS = Listing(
    name="学校学年统计",
    counted="所",
    order=(Unit.pinyin, Unit.id),
    columns=(
        Column(
            "name",
            "学校",
            lambda row: row.Unit.name,
            sort=Unit.pinyin,
            link=lambda row: url_for("school_years.show", unit_id=row.Unit.id),
        ),
        Column("kind", "类别", lambda row: row.Unit.kind, narrow=False),
        *(_figure(key) for key in LISTED),
        *(_figure(key, exported=True) for key in LABELS if key not in LISTED),
        Column("state", "填报", lambda row: "已报" if row.SchoolYear else "未报", status=True),
    ),
    conditions=(
        Words("q", "搜索", (), "学校名称、拼音首字母", also=roll.found_by),
        Choice("kind", "单位类别", SCHOOLS, lambda kind: Unit.kind == kind),
        Flag("missing", "只看未报的学校", lambda: SchoolYear.id.is_(None)),
    ),
)
