"""What the address of a page of figures asks for: a year, a unit or all of them, a reading."""

from flask import abort, request

from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.kernel.indicator import AnyIndicator, Indicator
from groupmgr.kernel.period import Reading, Scope
from groupmgr.performance import service
from groupmgr.performance.years import latest
from groupmgr.policy import UNIT_ROLES
from groupmgr.web.access import actor, group, units
from groupmgr.web.ports import UnitChoice

FIRST_YEAR = 2015


def scope() -> Scope:
    """Return the year, the unit and the reading that are asked for."""
    reading = next((r for r in Reading if r.value == request.args.get("reading")), Reading.APPROVED)
    return Scope(group().id, service.period_of(year(), today()), _unit(), reading)


def year() -> int:
    """Return the year that is asked for, or the last one of which there is anything."""
    asked = request.args.get("year", type=int)
    chosen = latest(db.session(), group().id, today()) if asked is None else asked
    return chosen if chosen in years() else abort(404)


def years() -> range:
    """Return the years that can be asked for, the last one first."""
    return range(today().year, FIRST_YEAR - 1, -1)


def indicator(code: str) -> AnyIndicator:
    """Return the indicator of a code."""
    return CATALOGUE[code] if code in CATALOGUE else abort(404)


def part(of: AnyIndicator) -> Indicator:
    """Return the part that is asked for, of a ratio its numerator where none is."""
    asked = request.args.get("part")
    return next((one for one in of.parts if one.code == asked), of.parts[0])


def choices(asked: Scope) -> dict[str, object]:
    """Return what the page offers to ask for."""
    return {
        "scope": asked,
        "year": asked.period.start.year,
        "years": years(),
        "readings": list(Reading),
        "units": _open_units(),
        "unit": next((unit for unit in units() if unit.id == asked.unit_id), None),
    }


def _unit() -> int | None:
    """Return the unit asked for; people of units may ask for their own alone."""
    unit_id = request.args.get("unit", type=int)
    if unit_id is not None and unit_id not in {unit.id for unit in _open_units()}:
        abort(404)
    return unit_id


def _open_units() -> list[UnitChoice]:
    of_units = actor().roles <= UNIT_ROLES
    return [unit for unit in units() if not of_units or unit.id in actor().unit_ids]
