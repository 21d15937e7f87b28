"""New names of units, and units that merge into others; every former name stays with its days."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import EndReason, MembershipState, NameChange, UnitState
from groupmgr.members.models import FormerName, Membership, Unit
from groupmgr.members.service.memberships import refuse_closed
from groupmgr.members.service.units import free_name
from groupmgr.policy import Action, Actor

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewName:
    """A name, the first day it holds, and why it changed."""

    name: str
    since: dt.date
    change: NameChange


def rename(session: Session, actor: Actor, unit: Unit, new: NewName) -> Unit:
    """Give a unit a new name from a day on."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, unit)
    name = free_name(session, unit, new.name)
    if name == unit.name:
        raise RuleBroken("新名称与现在的名称相同", "name")
    if new.since > today():
        raise RuleBroken("启用日期不能晚于今天", "since")
    last = sa.select(sa.func.max(FormerName.until)).where(FormerName.unit_id == unit.id)
    until = new.since - ONE_DAY
    if (latest := session.scalar(last)) and latest >= until:
        raise RuleBroken("启用日期要晚于上一次更名", "since")
    before = journal.facts(unit)
    session.add(FormerName(unit_id=unit.id, name=unit.name, until=until, change=new.change))
    unit.name = name
    journal.record(session, actor, f"{new.change.label}（自{new.since}起）", unit, before=before)
    return unit


def merge(
    session: Session, actor: Actor, unit: Unit, into: Unit, since: dt.date, reason: str
) -> Unit:
    """Let a unit end in another one: its memberships end, what it did remains its own."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, unit)
    policy.require_on(session, actor, Action.MEMBER_EDIT, into)
    if into.id == unit.id or into.state is not UnitState.ACTIVE:
        raise RuleBroken("请选择另一个正常的单位", "into_id")
    if since > today():
        raise RuleBroken("并入日期不能晚于今天", "since")
    before = journal.facts(unit)
    unit.state, unit.merged_into_id = UnitState.MERGED, into.id
    for membership in _open(session, unit):
        refuse_closed(session, membership.group_id, since)
        _end(membership, since)
        journal.record(session, actor, "因单位合并终止资格", membership, reason=reason)
    journal.record(session, actor, f"并入“{into.name}”", unit, before=before, reason=reason)
    return unit


def _open(session: Session, unit: Unit) -> list[Membership]:
    held = sa.select(Membership).where(Membership.unit_id == unit.id, Membership.ended_on.is_(None))
    return list(session.scalars(held.options(selectinload(Membership.former_ranks))))


def _end(membership: Membership, since: dt.date) -> None:
    if membership.joined_on and since < membership.joined_on:
        raise RuleBroken("并入日期不能早于加入日期", "since")
    membership.state, membership.ended_on = MembershipState.LEFT, since
    membership.end_reason = EndReason.DISSOLVED
