"""What secretariats do with the accounts of their group, and unit administrators with their unit's.

Nobody gives a role above the own ones, and nobody takes over an account that
also holds a role out of the own reach.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr import policy
from groupmgr.accounts import service
from groupmgr.accounts.models import Account, Assignment
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import GROUP_ROLES, UNIT_ROLES, Action, Actor, Role

# What each role may give to others; the order is that of the policy.
GIVES: Mapping[Role, frozenset[Role]] = {
    Role.SYSTEM: frozenset(Role),
    Role.SECRETARIAT: GROUP_ROLES | UNIT_ROLES,
    Role.UNIT_ADMIN: UNIT_ROLES,
}
# No letters or digits that look like another one.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Place:
    """A role together with the unit it is bound to, if it is a unit's role."""

    role: Role
    unit_id: int | None = None


def listing(actor: Actor) -> sa.Select[Account]:
    """Return the query of the accounts the actor may administer, with their roles."""
    mine = policy.visible(actor, Action.ACCOUNT_EDIT, Account)
    return sa.select(Account).where(mine).options(selectinload(Account.assignments))


def roles_to_give(actor: Actor) -> list[Role]:
    """Return the roles the actor may give, in the order of the policy."""
    given = frozenset[Role]().union(*(GIVES.get(role, frozenset()) for role in actor.roles))
    return [role for role in Role if role in given]


def open_account(session: Session, actor: Actor, facts: Mapping[str, Any]) -> tuple[Account, str]:
    """Make an account with a first role; return it with its initial password, shown once."""
    place = Place(facts["role"], facts["unit_id"])
    _require_gift(session, actor, place)
    if session.scalar(sa.select(Account.id).where(Account.login == facts["login"])):
        raise RuleBroken("这个账号已有人使用，请换一个", "login")
    password = initial_password()
    account = Account(
        login=facts["login"],
        name=facts["name"],
        phone=facts["phone"] or None,
        password_hash=service.HASHER.hash(password),
        must_change=True,
        assignments=[_assignment(actor, place)],
    )
    session.add(account)
    journal.record(session, actor, f"开通账号（{place.role.label}）", account)
    return account, password


def give(session: Session, actor: Actor, account: Account, place: Place) -> None:
    """Give an account one more role."""
    policy.require_on(session, actor, Action.ACCOUNT_EDIT, account)
    _require_gift(session, actor, place)
    wanted = _assignment(actor, place)
    held = {(one.role, one.group_id, one.unit_id) for one in account.assignments}
    if (wanted.role, wanted.group_id, wanted.unit_id) in held:
        raise RuleBroken("此人已有这个角色", "role")
    account.assignments.append(wanted)
    journal.record(session, actor, f"增加角色（{place.role.label}）", account)


def take(session: Session, actor: Actor, account: Account, assignment_id: int) -> None:
    """Take a role from an account."""
    policy.require_on(session, actor, Action.ACCOUNT_EDIT, account)
    found = next((one for one in account.assignments if one.id == assignment_id), None)
    if found is None or not in_reach(session, actor, found):
        raise NotAllowed("这个角色不由您管理")
    if account.id == actor.account_id:
        raise RuleBroken("不能取消自己的角色，请由另一位管理员处理")
    account.assignments.remove(found)
    journal.record(session, actor, f"取消角色（{found.role.label}）", account)


def reset_password(session: Session, actor: Actor, account: Account) -> str:
    """Replace a forgotten password and return the initial one; the person is signed out."""
    _require_whole(session, actor, account)
    return replace_password(session, actor, account)


def replace_password(session: Session, actor: Actor, account: Account) -> str:
    """Give the account an initial password; who may ask for that is the caller's to check."""
    password = initial_password()
    account.password_hash = service.HASHER.hash(password)
    account.must_change, account.failures, account.locked_until = True, 0, None
    service.end_sessions(session, account)
    journal.record(session, actor, "重设密码", account)
    return password


def set_active(session: Session, actor: Actor, account: Account, *, active: bool) -> None:
    """Let somebody in again, or no longer; nothing the person did is touched."""
    _require_whole(session, actor, account)
    if account.id == actor.account_id:
        raise RuleBroken("不能停用自己的账号")
    before = journal.facts(account)
    account.active = active
    if not active:
        service.end_sessions(session, account)
    journal.record(session, actor, "启用账号" if active else "停用账号", account, before=before)


def in_reach(session: Session, actor: Actor, assignment: Assignment) -> bool:
    """Tell whether the actor may give and take this role in this place."""
    if assignment.role not in roles_to_give(actor):
        return False
    if assignment.group_id is not None:
        return assignment.group_id == actor.group_id
    return Role.SYSTEM in actor.roles or _reaches(session, actor, assignment.unit_id)


def initial_password() -> str:
    """Return a password that can be read out over the telephone."""
    parts = ("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(3))
    return "-".join(parts)


def _require_whole(session: Session, actor: Actor, account: Account) -> None:
    policy.require_on(session, actor, Action.ACCOUNT_EDIT, account)
    if Role.SYSTEM in actor.roles:
        return
    if not all(in_reach(session, actor, one) for one in account.assignments):
        raise NotAllowed("此人在别处还有角色，只有系统管理员能重设密码或停用账号")


def _require_gift(session: Session, actor: Actor, place: Place) -> None:
    policy.require(actor, Action.ACCOUNT_EDIT)
    if place.role not in roles_to_give(actor):
        raise NotAllowed(f"您不能授予“{place.role.label}”")
    if place.role not in UNIT_ROLES:
        return
    if place.unit_id is None:
        raise RuleBroken("请选择单位", "unit_id")
    if Role.SYSTEM not in actor.roles and not _reaches(session, actor, place.unit_id):
        raise NotAllowed("只能为本单位或本集团成员单位的人开通账号")


def _reaches(session: Session, actor: Actor, unit_id: int | None) -> bool:
    """Tell whether the people of a unit are the actor's: of an own one, or of one in the group.

    A unit that left is still the group's where it is in no other one.
    """
    if unit_id in policy.own_units(actor, Action.ACCOUNT_EDIT):
        return True
    if Role.SECRETARIAT not in actor.roles:
        return False
    names = ("unit_id", "group_id", "ended_on")
    known = sa.table("memberships", *(sa.column(name) for name in names))
    of_unit = sa.select(known.c.group_id).where(known.c.unit_id == unit_id)
    groups = set(session.scalars(of_unit))
    now_in = set(session.scalars(of_unit.where(known.c.ended_on.is_(None))))
    return actor.group_id in (now_in or groups)


def _assignment(actor: Actor, place: Place) -> Assignment:
    if place.role in UNIT_ROLES:
        return Assignment(role=place.role, unit_id=place.unit_id)
    if place.role is Role.SYSTEM:
        return Assignment(role=place.role)
    return Assignment(role=place.role, group_id=actor.group_id)
