"""The indicators of a year, what each of them is made of, and how far the rules are met."""

from dataclasses import replace
from itertools import groupby

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from groupmgr.catalogue import CATALOGUE, CHAPTERS
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.kernel.period import Reading, Scope
from groupmgr.performance import service
from groupmgr.performance.attainment import attainments
from groupmgr.performance.listing import records
from groupmgr.performance.years import latest
from groupmgr.policy import UNIT_ROLES, Action
from groupmgr.web.access import actor, group, needs, units
from groupmgr.web.ports import UnitChoice

bp = Blueprint("indicators", __name__, url_prefix="/g/<group>/indicators")
FIRST_YEAR = 2015


@bp.get("/")
@needs(Action.INDICATOR_VIEW)
def index() -> ResponseReturnValue:
    """Show the figures of a year."""
    scope = _scope()
    lines = service.readings(db.session(), scope)
    chapters = [
        (CHAPTERS[letter], list(part))
        for letter, part in groupby(lines, key=lambda line: line.indicator.code[0])
    ]
    return render_template("performance/index.html", chapters=chapters, **_asked(scope))


@bp.get("/rules")
@needs(Action.INDICATOR_VIEW)
def attainment() -> ResponseReturnValue:
    """Show how far the cadences and quotas of a year are met."""
    year = _year()
    found = attainments(db.session(), actor(), year, today())
    return render_template("performance/attainment.html", found=found, year=year, years=_years())


@bp.get("/<code>")
@needs(Action.INDICATOR_OPEN)
def show(code: str) -> ResponseReturnValue:
    """Show what one figure is made of; the address with `as=xlsx` gives exactly its rows."""
    indicator = CATALOGUE[code] if code in CATALOGUE else abort(404)
    session, who, scope = db.session(), actor(), _scope()
    part = next((p for p in indicator.parts if p.code == request.args.get("part")), None)
    part = part or indicator.parts[0]
    name = f"{code}_{part.name}_{scope.period.start.year}".replace("/", "、")
    listing, rows = records(part, service.details(who, part, scope), name)
    return listing.answer(
        rows,
        "performance/show.html",
        line=service.line(session, indicator, scope),
        part=part,
        chapter=CHAPTERS[code[0]],
        reconciliation=service.reconciliation(session, indicator, scope),
        months=service.months(session, indicator, scope),
        proofs=service.proofs(session, indicator, scope),
        breakdown=service.breakdown(session, part, scope),
        by_unit=service.by_unit(session, who, indicator, replace(scope, unit_id=None)),
        **_asked(scope),
    )


def _scope() -> Scope:
    """Return what the address asks for: a year, a unit or all, a reading."""
    reading = next((r for r in Reading if r.value == request.args.get("reading")), Reading.APPROVED)
    return Scope(group().id, service.period_of(_year(), today()), _unit(), reading)


def _unit() -> int | None:
    """Return the unit asked for; people of units may ask for their own alone."""
    unit_id = request.args.get("unit", type=int)
    if unit_id is not None and unit_id not in {unit.id for unit in _open_units()}:
        abort(404)
    return unit_id


def _open_units() -> list[UnitChoice]:
    of_units = actor().roles <= UNIT_ROLES
    return [unit for unit in units() if not of_units or unit.id in actor().unit_ids]


def _year() -> int:
    asked = request.args.get("year", type=int)
    year = latest(db.session(), group().id, today()) if asked is None else asked
    return year if year in _years() else abort(404)


def _years() -> range:
    return range(today().year, FIRST_YEAR - 1, -1)


def _asked(scope: Scope) -> dict[str, object]:
    return {
        "scope": scope,
        "years": _years(),
        "readings": list(Reading),
        "units": _open_units(),
        "unit": next((unit for unit in units() if unit.id == scope.unit_id), None),
    }
