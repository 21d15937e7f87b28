"""Which member a row of a list speaks of: by its code, then by a name it has or had."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr import policy
from groupmgr.members.models import FormerName, Membership, Unit
from groupmgr.policy import Action, Actor

RENAMED = "这个代码已登记为“{}”；如已更名，请先在该单位页面办理更名"
OTHER_CODE = "“{}”登记的代码是 {}，与表中不同，请核对"


def recognised(
    session: Session, actor: Actor, asked: Sequence[tuple[str, str]]
) -> list[int | str | None]:
    """Return for each name and code the key of the open membership, or nothing for a new one.

    Where name and code disagree it is words that say so.
    """
    units = _units(session, asked)
    mine = policy.visible(actor, Action.MEMBER_EDIT, Membership)
    keys = {unit.id for unit in units.values()}
    query = sa.select(Membership.unit_id, Membership.id).where(
        mine, Membership.ended_on.is_(None), Membership.unit_id.in_(keys)
    )
    members = dict(iter(session.execute(query)))
    found = (_unit(units, name, code) for name, code in asked)
    return [members.get(one.id) if isinstance(one, Unit) else one for one in found]


def _units(session: Session, asked: Sequence[tuple[str, str]]) -> dict[str, Unit]:
    """Return units by their codes, and by the names they have and had; today's names come first."""
    names, codes = [name for name, _ in asked], [code for _, code in asked if code]
    former = Unit.former_names.any(FormerName.name.in_(names))
    wanted = sa.or_(Unit.uscc.in_(codes), Unit.name.in_(names), former)
    query = sa.select(Unit).where(wanted).options(selectinload(Unit.former_names))
    units = session.scalars(query.order_by(Unit.id.desc())).all()
    found = {one.name: unit for unit in units for one in unit.former_names}
    found |= {unit.name: unit for unit in units}
    return found | {unit.uscc: unit for unit in units if unit.uscc}


def _unit(units: Mapping[str, Unit], name: str, code: str) -> Unit | str | None:
    named, unit = units.get(name), units.get(code) if code else None
    if unit is None:
        differ = named is not None and code and named.uscc
        return OTHER_CODE.format(named.name, named.uscc) if named and differ else named
    is_called = unit.name == name or any(one.name == name for one in unit.former_names)
    return unit if is_called else RENAMED.format(unit.name)
