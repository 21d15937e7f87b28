"""Hand everything of a liaison officer to the next one, in one step."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.accounts import administration
from groupmgr.accounts.administration import Place
from groupmgr.accounts.models import Account, Assignment
from groupmgr.handover import named
from groupmgr.handover.models import Handover
from groupmgr.handover.open_work import Pile, in_charge, to_do
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership
from groupmgr.members.service import liaisons
from groupmgr.members.service.liaisons import Contact
from groupmgr.policy import UNIT_ROLES, Action, Actor, Role


@dataclass(frozen=True, slots=True)
class Wish:
    """Who follows, from which day, and what becomes of the accounts.

    With `to_login` the successor gets a new account with the roles that the
    old one has in the unit, or those of a clerk. `close` takes the unit from
    the old account, and closes it where it was good for nothing else.
    """

    to_name: str
    to_phone: str | None
    day: dt.date
    from_account_id: int | None = None
    to_login: str | None = None
    close: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The hand-over, and the account that was opened with its password, shown once."""

    handover: Handover
    account: Account | None
    password: str


def accounts_of(session: Session, actor: Actor, unit_id: int) -> Sequence[Account]:
    """Return the accounts of a unit that the actor administers; nothing where there are none."""
    if not policy.may(actor, Action.ACCOUNT_EDIT):
        return []
    mine = policy.visible(actor, Action.ACCOUNT_EDIT, Account)
    of_unit = Account.assignments.any(Assignment.unit_id == unit_id)
    query = sa.select(Account).where(mine, of_unit, Account.active).order_by(Account.id)
    return session.scalars(query.options(selectinload(Account.assignments))).all()


def made(session: Session, membership: Membership) -> Sequence[Handover]:
    """Return the hand-overs of a member, the latest first."""
    query = sa.select(Handover).where(Handover.membership_id == membership.id)
    return session.scalars(query.order_by(Handover.day.desc(), Handover.id.desc())).all()


def hand_over(session: Session, actor: Actor, membership: Membership, wish: Wish) -> Done:
    """Name the successor everywhere, give accounts over, and keep what was open."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    before = liaisons.current(session, membership)
    if before is None:
        raise RuleBroken("还没有联络员，不用交接；请先指定联络员")
    to_name = "".join(wish.to_name.split())
    if before.person.name == to_name:
        raise RuleBroken("新联络员与现在的是同一人", "to_name")
    from_name = before.person.name
    left = piles(session, actor, membership, from_name)
    contact = Contact(to_name, wish.to_phone, wish.day)
    liaisons.hand_over(session, actor, membership, contact)
    old = _account(session, actor, membership.unit_id, wish.from_account_id)
    account, password = _open(session, actor, membership, wish, old)
    handover = Handover(
        membership_id=membership.id,
        day=wish.day,
        from_name=from_name,
        to_name=to_name,
        to_phone=wish.to_phone,
        from_account_id=old.id if old else None,
        to_account_id=account.id if account else None,
        closed_account=wish.close and old is not None,
        items=_told(left),
        remark=wish.remark,
        made_by=actor.name,
    )
    to = named.Successor(to_name, wish.to_phone)
    named.give(session, actor, membership.unit_id, from_name, to)
    if old is not None and wish.close:
        _close(session, actor, old, membership.unit_id)
    session.add(handover)
    deed = f"联络员交接（{from_name}→{to_name}）"[:40]
    journal.record(session, actor, deed, handover, reason=wish.remark)
    return Done(handover, account, password)


def piles(session: Session, actor: Actor, membership: Membership, name: str) -> list[Pile]:
    """Return what is open at a member, and what names a person of it as responsible."""
    unit_id = membership.unit_id
    return [*to_do(session, actor, unit_id), *in_charge(session, actor, unit_id, name)]


def _told(left: Sequence[Pile]) -> dict[str, list[list[str]]]:
    return {
        pile.kind: [[one.title, one.day.isoformat() if one.day else ""] for one in pile.items]
        for pile in left
    }


def _account(session: Session, actor: Actor, unit_id: int, key: int | None) -> Account | None:
    if key is None:
        return None
    found = {one.id: one for one in accounts_of(session, actor, unit_id)}
    if key not in found:
        raise RuleBroken("请从本单位的账号中选择", "from_account_id")
    return found[key]


def _open(
    session: Session,
    actor: Actor,
    membership: Membership,
    wish: Wish,
    old: Account | None,
) -> tuple[Account | None, str]:
    """Open an account for the successor with the roles of the old one in the unit."""
    if not wish.to_login:
        return None, ""
    unit_id = membership.unit_id
    held = [one.role for one in old.assignments if one.unit_id == unit_id] if old else []
    roles = [role for role in held if role in UNIT_ROLES] or [Role.UNIT_CLERK]
    facts = {"login": wish.to_login, "name": wish.to_name, "phone": wish.to_phone}
    place = {"role": roles[0], "unit_id": unit_id}
    try:
        account, password = administration.open_account(session, actor, facts | place)
    except RuleBroken as broken:
        raise RuleBroken(str(broken), "to_login") from broken
    for role in roles[1:]:
        administration.give(session, actor, account, Place(role, unit_id))
    return account, password


def _close(session: Session, actor: Actor, old: Account, unit_id: int) -> None:
    """Take the unit from the old account; close it where it was good for nothing else."""
    if all(one.unit_id == unit_id for one in old.assignments):
        administration.set_active(session, actor, old, active=False)
        return
    for one in [one for one in old.assignments if one.unit_id == unit_id]:
        administration.take(session, actor, old, one.id)


WHOLE = (joinedload(Handover.membership).joinedload(Membership.unit),)
