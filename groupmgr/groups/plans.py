"""The work that a group plans for a year; the report of the year before looks ahead to it."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.labels import PlanSection
from groupmgr.groups.models import Plan
from groupmgr.journal import service as journal
from groupmgr.policy import Action, Actor


def years(session: Session, actor: Actor) -> list[int]:
    """Return the years that have a plan, the latest first."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Plan)
    query = sa.select(Plan.year).where(seen).distinct().order_by(Plan.year.desc())
    return list(session.scalars(query))


def of_year(session: Session, actor: Actor, year: int) -> dict[PlanSection, list[Plan]]:
    """Return the plan of a year by the parts of the outlook."""
    found = _of(session, actor, Plan.year == year)
    return {part: [plan for plan in found if plan.section is part] for part in PlanSection}


def save(session: Session, actor: Actor, plan: Plan, facts: Mapping[str, Any]) -> Plan:
    """Enter or revise a piece of work; a new one stands last in its part."""
    before = journal.facts(plan) if plan.id else None
    if before is None:
        policy.require(actor, Action.GROUP_EDIT)
        plan.group_id = actor.group_id
    else:
        policy.require_on(session, actor, Action.GROUP_EDIT, plan)
    place = facts["year"], facts["section"]
    if (plan.year, plan.section) != place:
        plan.position = len(_beside(session, actor, *place)) + 1
    for name, value in facts.items():
        setattr(plan, name, value)
    session.add(plan)
    journal.record(session, actor, "修改计划" if before else "列入计划", plan, before=before)
    return plan


def move(session: Session, actor: Actor, plan: Plan, steps: int) -> None:
    """Put a piece of work before (-1) or behind (1) its neighbour."""
    policy.require_on(session, actor, Action.GROUP_EDIT, plan)
    row = _beside(session, actor, plan.year, plan.section)
    at = row.index(plan)
    row.insert(max(0, at + steps), row.pop(at))
    _number(row)
    session.flush()


def drop(session: Session, actor: Actor, plan: Plan) -> None:
    """Take a piece of work out of the plan; the journal keeps what it said."""
    policy.require_on(session, actor, Action.GROUP_EDIT, plan)
    journal.record(session, actor, "移出计划", plan, before=dict.fromkeys(journal.facts(plan)))
    row = _beside(session, actor, plan.year, plan.section)
    session.delete(plan)
    _number([other for other in row if other is not plan])
    session.flush()


def _beside(session: Session, actor: Actor, year: int, section: PlanSection) -> list[Plan]:
    return _of(session, actor, Plan.year == year, Plan.section == section)


def _of(session: Session, actor: Actor, *where: sa.ColumnElement[bool]) -> list[Plan]:
    seen = policy.visible(actor, Action.GROUP_VIEW, Plan)
    query = sa.select(Plan).where(seen, *where)
    return list(session.scalars(query.order_by(Plan.position, Plan.id)))


def _number(plans: Sequence[Plan]) -> None:
    for position, plan in enumerate(plans, 1):
        plan.position = position
