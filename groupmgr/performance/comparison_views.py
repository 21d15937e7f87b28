"""The units side by side, how they add up to the group, and what several of them count."""

from dataclasses import replace

from flask import Blueprint
from flask.typing import ResponseReturnValue

from groupmgr.catalogue import CHAPTERS
from groupmgr.extensions import db
from groupmgr.kernel.indicator import AnyIndicator
from groupmgr.kernel.period import Scope
from groupmgr.performance import asked_views as asked
from groupmgr.performance import service
from groupmgr.performance.bars import bars
from groupmgr.performance.comparing import compare, compared, shared
from groupmgr.performance.comparison_lists import comparison
from groupmgr.performance.listing import shared_records
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs

bp = Blueprint("comparison", __name__)


@bp.get("/<code>/units")
@needs(Action.INDICATOR_OPEN)
def units(code: str) -> ResponseReturnValue:
    """Compare the units; the workbook has the rows and how they add up."""
    indicator, scope, session = asked.indicator(code), _everybody(), db.session()
    found = compare(session, indicator, scope)
    table = compared(actor(), found, scope)
    sums = service.reconciliation(session, indicator, scope)
    listing = comparison(found, table, scope, _name(indicator, scope, "单位比较"), sums)
    return listing.answer(
        table.select(),
        "performance/comparison.html",
        line=service.line(session, indicator, scope),
        reconciliation=sums,
        part=indicator.parts[0],
        bars=bars(service.by_unit(session, actor(), indicator, scope), indicator),
        chapter=CHAPTERS[code[0]],
        **asked.choices(scope),
    )


@bp.get("/<code>/shared")
@needs(Action.INDICATOR_OPEN)
def repeated(code: str) -> ResponseReturnValue:
    """List the records that make the overlap, each with the units that count it."""
    indicator, scope, session = asked.indicator(code), _everybody(), db.session()
    part = asked.part(indicator)
    rows = shared(actor(), part, scope)
    listing, query = shared_records(part, rows, _name(indicator, scope, "重复计列"))
    return listing.answer(
        query,
        "performance/shared.html",
        line=service.line(session, indicator, scope),
        reconciliation=service.reconciliation(session, part, scope),
        part=part,
        chapter=CHAPTERS[code[0]],
        **asked.choices(scope),
    )


def _everybody() -> Scope:
    return replace(asked.scope(), unit_id=None)


def _name(indicator: AnyIndicator, scope: Scope, what: str) -> str:
    year = scope.period.start.year
    return f"{indicator.code}_{indicator.name}_{what}_{year}".replace("/", "、")
