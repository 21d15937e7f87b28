"""Register a project, offer it to groups, and decide whether it counts."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor
from groupmgr.projects.labels import BEFORE_START, ProjectRole
from groupmgr.projects.models import Output, OutputAuthor, Project, ProjectParty

LISTED = (
    joinedload(Project.owner),
    selectinload(Project.parties).joinedload(ProjectParty.unit),
    selectinload(Project.credits),
)
SHOWN = (
    *LISTED,
    selectinload(Project.standings),
    selectinload(Project.targets),
    selectinload(Project.milestones),
    selectinload(Project.outputs).selectinload(Output.authors).joinedload(OutputAuthor.unit),
    selectinload(Project.receipts),
)


def listing(actor: Actor) -> sa.Select[Project]:
    """Return the query of the projects the actor may see."""
    seen = policy.visible(actor, Action.PROJECT_VIEW, Project)
    return sa.select(Project).where(seen).options(*LISTED)


def save(session: Session, actor: Actor, project: Project, facts: Mapping[str, Any]) -> None:
    """Register a new project and offer it to the open group, or revise a known one.

    A new project has a `state` before 实施中; later ones are reached by steps.
    """
    is_new = not project.id
    if not is_new:
        policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    policy.require_for(actor, Action.PROJECT_EDIT, facts["owner_unit_id"])
    rows = _with_owner(facts["parties"], facts["owner_unit_id"])
    _check(facts)
    _require_school_and_other(session, {row["unit_id"] for row in rows})
    before = {} if is_new else journal.facts(project)
    for name in facts.keys() - {"parties"}:
        setattr(project, name, facts[name])
    project.pinyin = pinyin(project.name)
    _set_parties(project, rows)
    if is_new:
        crediting.offer(session, actor, project, actor.group_id, Action.PROJECT_DECIDE)
    else:
        crediting.hand_in_again(project)
    session.add(project)
    deed = "登记合作项目" if is_new else "修改合作项目"
    journal.record(session, actor, deed, project, before=before)


def offer(session: Session, actor: Actor, project: Project, group_id: int) -> None:
    """Offer a project to one more group of the unit that reports it."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    crediting.offer(session, actor, project, group_id, Action.PROJECT_DECIDE)
    journal.record(session, actor, "报送合作项目", project, group_id=group_id)


def decide(
    session: Session, actor: Actor, project: Project, decision: Decision, reason: str
) -> None:
    """Decide whether the project counts in the open group."""
    crediting.decide(session, actor, Action.PROJECT_DECIDE, project, decision, reason)


def _with_owner(rows: list[dict[str, Any]], owner_id: int) -> list[dict[str, Any]]:
    """Put the reporting unit in front as the lead, unless it was named with a role."""
    if any(row["unit_id"] == owner_id for row in rows):
        return rows
    return [{"unit_id": owner_id, "role": ProjectRole.LEAD, "amount": None}, *rows]


def _check(facts: Mapping[str, Any]) -> None:
    if facts["ends_on"] and facts["ends_on"] < facts["starts_on"]:
        raise RuleBroken("结束日期不能早于开始日期", "ends_on")
    if "state" in facts and facts["state"] not in BEFORE_START:
        raise RuleBroken("新项目先登记，有生效的协议后再开始实施", "state")
    unit_ids = [row["unit_id"] for row in facts["parties"]]
    if len(set(unit_ids)) < len(unit_ids):
        raise RuleBroken("同一单位只填一行", "parties")


def _require_school_and_other(session: Session, unit_ids: set[int]) -> None:
    """Ask for one school and one unit that is none (2-records.md 2.7)."""
    kinds = session.scalars(sa.select(Unit.kind).where(Unit.id.in_(unit_ids))).all()
    schools = sum(kind in SCHOOLS for kind in kinds)
    if not schools or schools == len(kinds):
        missing = "院校" if not schools else "企业或其他单位"
        raise RuleBroken(f"合作方中至少要有一所院校和一家其他单位，现在缺{missing}", "parties")


def _set_parties(project: Project, rows: list[dict[str, Any]]) -> None:
    held = {party.unit_id: party for party in project.parties}
    project.parties = [
        held.get(row["unit_id"]) or ProjectParty(unit_id=row["unit_id"]) for row in rows
    ]
    for party, row in zip(project.parties, rows, strict=True):
        party.role, party.amount = row["role"], row["amount"]
        party.contact = row.get("contact")
