"""The group itself, its honours and its ties."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.accounts.models import Account, Assignment
from groupmgr.groups import reasons
from groupmgr.groups.labels import TieKind
from groupmgr.groups.models import Group, Honour, Tie
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor, Role

CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page of a group shows beside its facts."""

    honours: list[Honour]
    ties: list[Tie]
    branches: list[Group]
    parent: Group | None


def sheet(session: Session, actor: Actor, group: Group) -> Sheet:
    """Return the sheet of a group that the caller has been shown."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Honour)
    honours = sa.select(Honour).where(seen).order_by(Honour.on.desc(), Honour.id.desc())
    tied = policy.visible(actor, Action.GROUP_VIEW, Tie)
    order = sa.case({kind: at for at, kind in enumerate(TieKind)}, value=Tie.tie)
    ties = sa.select(Tie).where(tied).order_by(order, Tie.since.desc(), Tie.id.desc())
    branches = sa.select(Group).where(Group.parent_id == group.id).order_by(Group.id)
    parent = sa.select(Group).where(Group.id == group.parent_id)
    return Sheet(
        honours=list(session.scalars(honours)),
        ties=list(session.scalars(ties)),
        branches=list(session.scalars(branches)),
        parent=session.scalar(parent) if group.parent_id else None,
    )


def founder(session: Session, account: Account) -> Actor:
    """Return the person outside any group: a system administrator there too, or nobody."""
    roles = sa.select(Assignment.role).where(
        Assignment.account_id == account.id, Assignment.role == Role.SYSTEM
    )
    return Actor(account.id, account.name, frozenset(session.scalars(roles)), 0)


def add(session: Session, actor: Actor, facts: Mapping[str, Any]) -> Group:
    """Set up a group or a branch of one."""
    policy.require(actor, Action.GROUP_ADD)
    if not CODE.fullmatch(facts["code"]):
        raise RuleBroken("代码用小写字母开头，只含小写字母、数字和 -，如 yunling", "code")
    _refuse_taken(session, Group.code, facts["code"], "code")
    _refuse_taken(session, Group.name, facts["name"], "name")
    group = Group(**facts)
    session.add(group)
    session.flush()
    session.add_all(reasons.starting(group.id))
    journal.record(session, actor, "设立集团", group, group_id=group.id)
    return group


def edit(session: Session, actor: Actor, group: Group, facts: Mapping[str, Any]) -> Group:
    """Revise what is known of a group."""
    policy.require_on(session, actor, Action.GROUP_EDIT, group)
    before = journal.facts(group)
    if facts["name"] != group.name:
        _refuse_taken(session, Group.name, facts["name"], "name")
    for name, value in facts.items():
        setattr(group, name, value)
    journal.record(session, actor, "修改集团资料", group, before=before)
    return group


def save(
    session: Session, actor: Actor, thing: Honour | Tie, facts: Mapping[str, Any]
) -> Honour | Tie:
    """Enter or revise an honour or a tie of the group."""
    before = journal.facts(thing) if thing.id else None
    if before is None:
        policy.require(actor, Action.GROUP_EDIT)
        thing.group_id = actor.group_id
    else:
        policy.require_on(session, actor, Action.GROUP_EDIT, thing)
    since, until = facts.get("since"), facts.get("until")
    if since and until and until < since:
        raise RuleBroken("结束日期不能早于开始日期", "until")
    for name, value in facts.items():
        setattr(thing, name, value)
    session.add(thing)
    journal.record(session, actor, "修改" if before else "登记", thing, before=before)
    return thing


def all_groups(session: Session, actor: Actor) -> list[Group]:
    """Return the groups of the installation to those who may set up another one."""
    policy.require(actor, Action.GROUP_ADD)
    return list(session.scalars(sa.select(Group).order_by(Group.id)))


def _refuse_taken(session: Session, column: Any, value: str, field: str) -> None:
    if session.scalar(sa.select(Group.id).where(column == value)):
        raise RuleBroken(f"“{value}”已被另一个集团使用", field)
