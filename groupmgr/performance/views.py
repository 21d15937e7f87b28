"""The indicators of a year, what each of them is made of, and how far the rules are met."""

from dataclasses import replace
from itertools import groupby

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from groupmgr.catalogue import CHAPTERS
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.performance import asked_views as asked
from groupmgr.performance import comparison_views, service
from groupmgr.performance.attainment import attainments
from groupmgr.performance.listing import records
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs

bp = Blueprint("indicators", __name__, url_prefix="/g/<group>/indicators")
bp.register_blueprint(comparison_views.bp)


@bp.get("/")
@needs(Action.INDICATOR_VIEW)
def index() -> ResponseReturnValue:
    """Show the figures of a year under every reading."""
    scope = asked.scope()
    lines = service.readings(db.session(), scope)
    chapters = [
        (CHAPTERS[letter], list(part))
        for letter, part in groupby(lines, key=lambda line: line.indicator.code[0])
    ]
    return render_template("performance/index.html", chapters=chapters, **asked.choices(scope))


@bp.get("/rules")
@needs(Action.INDICATOR_VIEW)
def attainment() -> ResponseReturnValue:
    """Show how far the cadences and quotas of a year are met."""
    year = asked.year()
    found = attainments(db.session(), actor(), year, today())
    return render_template(
        "performance/attainment.html", found=found, year=year, years=asked.years()
    )


@bp.get("/<code>")
@needs(Action.INDICATOR_OPEN)
def show(code: str) -> ResponseReturnValue:
    """Show what one figure is made of; the address with `as=xlsx` gives exactly its rows."""
    indicator = asked.indicator(code)
    session, who, scope = db.session(), actor(), asked.scope()
    part = asked.part(indicator)
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
        **asked.choices(scope),
    )
