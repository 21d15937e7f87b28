"""What a person is in a group: the roles held there, and the units acted for."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.accounts.models import Account, Assignment
from groupmgr.groups.models import Group
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Actor, Role


def enter(session: Session, account: Account, code: str) -> tuple[Group, Actor] | None:
    """Return the group and what the person is in it, or nothing to a stranger."""
    group = session.scalar(sa.select(Group).where(Group.code == code))
    if group is None:
        return None
    found = _assignments(session, account, group.id)
    if not found:
        return None
    roles = frozenset(assignment.role for assignment, _ in found)
    bound = _bound(session, [assignment for assignment, _ in found])
    is_partner = all(kind is UnitKind.ENTERPRISE for _, kind in found)
    return group, Actor(account.id, account.name, roles, group.id, bound, is_partner)


def groups_of(session: Session, account: Account) -> list[Group]:
    """Return the groups whose pages the person may open, in the order of their founding."""
    mine = sa.select(Assignment).where(Assignment.account_id == account.id).subquery()
    of_unit = sa.select(Membership.group_id).join(mine, mine.c.unit_id == Membership.unit_id)
    everywhere = sa.exists().where(mine.c.role == Role.SYSTEM)
    query = sa.select(Group).where(
        sa.or_(
            everywhere,
            Group.id.in_(sa.select(mine.c.group_id)),
            Group.id.in_(of_unit.where(Membership.ended_on.is_(None))),
        )
    )
    return list(session.scalars(query.order_by(Group.id)))


def _bound(session: Session, held: Collection[Assignment]) -> frozenset[tuple[Role, int]]:
    """Return each role that is bound to units, with every unit it holds for."""
    places: dict[Role, set[int]] = {}
    for one in held:
        if one.unit_id is not None:
            places.setdefault(one.role, set()).add(one.unit_id)
    return frozenset(
        (role, key) for role, units in places.items() for key in _with_merged(session, units)
    )


def _with_merged(session: Session, unit_ids: set[int]) -> frozenset[int]:
    """Return units with those that merged into them: the successor speaks for these too."""
    merged = sa.select(Unit.id).where(Unit.merged_into_id.in_(unit_ids)).cte(recursive=True)
    merged = merged.union(sa.select(Unit.id).join(merged, Unit.merged_into_id == merged.c.id))
    return frozenset(unit_ids) | frozenset(session.scalars(sa.select(merged.c.id)))


def _assignments(
    session: Session, account: Account, group_id: int
) -> list[tuple[Assignment, UnitKind | None]]:
    """Return the roles of a person in a group, each with the kind of the unit it is bound to."""
    members = sa.select(Membership.unit_id).where(
        Membership.group_id == group_id,
        Membership.joined_on.is_not(None),
        Membership.ended_on.is_(None),
    )
    query = sa.select(Assignment, Unit.kind).outerjoin(Unit, Unit.id == Assignment.unit_id)
    query = query.where(
        Assignment.account_id == account.id,
        sa.or_(
            Assignment.role == Role.SYSTEM,
            Assignment.group_id == group_id,
            Assignment.unit_id.in_(members),
        ),
    )
    return [(assignment, kind) for assignment, kind in session.execute(query)]
