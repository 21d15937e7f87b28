"""What runs out or is late in projects and agreements, for those who keep them."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from groupmgr import policy
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import OPEN
from groupmgr.projects.models import Milestone, Project
from groupmgr.projects.promises import Promise

# The kind of a pile, its page, what the address calls the key, and its rows.
Source = tuple[str, str, str, sa.Select[int, str, str, Any]]


def expiring(actor: Actor, today: dt.date, ahead: int) -> Source:
    """Select the agreements in force that end within so many days."""
    rows = (
        sa.select(Agreement.id, Agreement.name, Unit.name, Agreement.term)
        .join(Unit, Unit.id == Agreement.owner_unit_id)
        .where(policy.visible(actor, Action.PROJECT_EDIT, Agreement))
        .where(Agreement.in_force_on(today), Agreement.term <= today + dt.timedelta(days=ahead))
        .order_by(Agreement.term, Agreement.id)
    )
    return "即将到期", "agreements.show", "agreement_id", rows


def late(actor: Actor, today: dt.date) -> list[Source]:
    """Select the milestones and the promises that are overdue."""
    steps = (
        sa.select(Project.id, Project.name + "：" + Milestone.name, Unit.name, Milestone.due_on)
        .join(Milestone, Milestone.project_id == Project.id)
        .join(Unit, Unit.id == Project.owner_unit_id)
        .where(policy.visible(actor, Action.PROJECT_EDIT, Project), Project.state.in_(OPEN))
        .where(Milestone.done_on.is_(None), Milestone.due_on < today)
        .order_by(Milestone.due_on, Milestone.id)
    )
    promised = (
        sa.select(Agreement.id, "承诺：" + Promise.subject, Unit.name, Promise.due_on)
        .join(Promise, Promise.agreement_id == Agreement.id)
        .join(Unit, Unit.id == Promise.unit_id)
        .where(policy.visible(actor, Action.PROJECT_EDIT, Agreement))
        .where(Agreement.in_force_on(today), Promise.due_on < today, Promise.is_open())
        .order_by(Promise.due_on, Promise.id)
    )
    return [
        ("逾期", "projects.show", "project_id", steps),
        ("逾期", "agreements.show", "agreement_id", promised),
    ]
