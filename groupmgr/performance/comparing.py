"""The figures of all units side by side, and the records that several of them count."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.kernel.indicator import AnyIndicator, Figure, Indicator, Rows
from groupmgr.kernel.period import Reading, Scope
from groupmgr.members.models import Unit
from groupmgr.members.roll import name_on
from groupmgr.performance.figures import Figures
from groupmgr.performance.service import Line, before, details
from groupmgr.policy import Action, Actor

Units = Mapping[int, Figure]
NOTHING = Figure(None, 0, 0)
# The table of figures by which units are sorted; nobody has the key of nothing.
NOBODY = (0, None, None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of the units that have one: now, a year before, under the stricter readings."""

    indicator: AnyIndicator
    now: Units
    then: Units
    stricter: Mapping[Reading, Units]

    def line(self, unit_id: int) -> Line:
        """Return the figure of a unit with that of the year before."""
        return Line(self.indicator, self.now[unit_id], self.then.get(unit_id, NOTHING))

    def proved(self, reading: Reading, unit_id: int) -> Figure:
        """Return the figure of a unit under a stricter reading."""
        return self.stricter[reading].get(unit_id, NOTHING)


def compare(session: Session, indicator: AnyIndicator, scope: Scope) -> Comparison:
    """Return the figures of all units; where the readings do not differ they are asked for once."""
    figures, whole = Figures(session), replace(scope, unit_id=None)
    others = [one for one in Reading if one is not scope.reading] if indicator.proved else []
    return Comparison(
        indicator,
        figures.by_unit(indicator, whole),
        figures.by_unit(indicator, before(whole)),
        {one: figures.by_unit(indicator, replace(whole, reading=one)) for one in others},
    )


def compared(actor: Actor, comparison: Comparison, scope: Scope) -> sa.Subquery:
    """Select the units with a figure that the actor may open, and what they are sorted by."""
    rows = [
        (key, _size(figure), _size(comparison.then.get(key, NOTHING)))
        for key, figure in comparison.now.items()
    ]
    values = sa.values(
        sa.column("unit_id", sa.Integer),
        sa.column("now", sa.Float),
        sa.column("before", sa.Float),
        literal_binds=True,
    )
    sizes = values.data(rows or [NOBODY]).cte("sizes")
    named = name_on(Unit, scope.period.end).label("name")
    # A column in which nothing is known has no type on PostgreSQL.
    numbers = (sa.cast(sizes.c[name], sa.Float).label(name) for name in ("now", "before"))
    return (
        sa.select(Unit.id, named, Unit.kind, Unit.pinyin, Unit.initials, *numbers)
        .join(sizes, sizes.c.unit_id == Unit.id)
        .where(policy.visible(actor, Action.INDICATOR_OPEN, Unit))
        .subquery()
    )


def shared(actor: Actor, indicator: Indicator, scope: Scope) -> Rows:
    """Select the records that several units count, or none, with those units and the overlap."""
    whole = replace(scope, unit_id=None)
    rows, shares = details(actor, indicator, whole).subquery(), indicator.shares(whole).subquery()
    names = sa.func.aggregate_strings(name_on(Unit, scope.period.end), "、")
    each = (
        sa.select(shares.c.id, sa.func.count().label("units"), names.label("unit_names"))
        .join(Unit, Unit.id == shares.c.unit_id)
        .group_by(shares.c.id)
        .subquery()
    )
    amount = rows.c[indicator.summed] if indicator.summed else sa.literal_column("1", sa.Integer)
    times = sa.type_coerce(amount, sa.Integer) * (each.c.units - 1)
    beyond = sa.type_coerce(sa.case((each.c.units > 1, times)), amount.type)
    return (
        sa.select(rows, each.c.units, each.c.unit_names, beyond.label("beyond"))
        .join(each, each.c.id == rows.c.id, isouter=True)
        .where(sa.or_(each.c.units > 1, each.c.units.is_(None)))
    )


def _size(figure: Figure) -> float | None:
    return None if figure.value is None else float(figure.value)
