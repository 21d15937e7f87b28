"""Register an agreement, offer it to groups, and tell how long it holds."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.files.models import StoredFile
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement, AgreementParty
from groupmgr.projects.labels import IN_FORCE, AgreementState
from groupmgr.projects.models import Project

SOON = 60
SHOWN = (
    joinedload(Agreement.owner),
    joinedload(Agreement.project),
    selectinload(Agreement.parties).joinedload(AgreementParty.unit),
    selectinload(Agreement.credits),
)


def listing(actor: Actor) -> sa.Select[Agreement]:
    """Return the query of the agreements the actor may see."""
    seen = policy.visible(actor, Action.PROJECT_VIEW, Agreement)
    return sa.select(Agreement).where(seen).options(*SHOWN)


def expiring(day: dt.date) -> sa.ColumnElement[bool]:
    """Match the agreements in force that end within sixty days."""
    return sa.and_(Agreement.in_force_on(day), Agreement.ends_on <= day + dt.timedelta(days=SOON))


def validity(agreement: Agreement, day: dt.date) -> str:
    """Return in words whether the agreement holds on a day."""
    if agreement.state not in IN_FORCE:
        return "已到期" if agreement.state is AgreementState.EXPIRED else agreement.state.label
    if agreement.ends_on is None:
        return "履行中"
    if agreement.ends_on < day:
        return "已到期"
    return "即将到期" if (agreement.ends_on - day).days <= SOON else "履行中"


def projects(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """Return the projects that the actor may put an agreement under, by key and name."""
    mine = policy.visible(actor, Action.PROJECT_EDIT, Project)
    query = sa.select(Project.id, Project.name).where(mine).order_by(Project.pinyin, Project.id)
    return [(key, name) for key, name in session.execute(query)]


def save(session: Session, actor: Actor, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    """Register a new agreement and offer it to the open group, or revise a known one."""
    is_new = not agreement.id
    if not is_new:
        policy.require_on(session, actor, Action.PROJECT_EDIT, agreement)
    policy.require_for(actor, Action.PROJECT_EDIT, facts["owner_unit_id"])
    _check(session, actor, agreement, facts)
    before = {} if is_new else journal.facts(agreement)
    for name in facts.keys() - {"party_ids"}:
        setattr(agreement, name, facts[name])
    agreement.pinyin = pinyin(agreement.name)
    held = {party.unit_id: party for party in agreement.parties}
    unit_ids = dict.fromkeys([facts["owner_unit_id"], *facts["party_ids"]])
    agreement.parties = [held.get(key) or AgreementParty(unit_id=key) for key in unit_ids]
    if is_new:
        crediting.offer(session, actor, agreement, actor.group_id, Action.PROJECT_DECIDE)
    else:
        crediting.hand_in_again(agreement)
    session.add(agreement)
    deed = "登记协议" if is_new else "修改协议"
    journal.record(session, actor, deed, agreement, before=before)


def attach(session: Session, actor: Actor, agreement: Agreement, scan: StoredFile) -> None:
    """Keep the scan of the signed paper with the agreement."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, agreement)
    before = journal.facts(agreement)
    agreement.scan_id = scan.id
    journal.record(session, actor, "上传协议扫描件", agreement, before=before)


def offer(session: Session, actor: Actor, agreement: Agreement, group_id: int) -> None:
    """Offer an agreement to one more group of the unit that keeps it."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, agreement)
    crediting.offer(session, actor, agreement, group_id, Action.PROJECT_DECIDE)
    journal.record(session, actor, "报送协议", agreement, group_id=group_id)


def decide(
    session: Session, actor: Actor, agreement: Agreement, decision: Decision, reason: str
) -> None:
    """Decide whether the agreement counts in the open group."""
    crediting.decide(session, actor, Action.PROJECT_DECIDE, agreement, decision, reason)


def _check(session: Session, actor: Actor, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    signed, ends, project_id = facts["signed_on"], facts["ends_on"], facts["project_id"]
    if facts["state"] not in (AgreementState.DRAFTED, AgreementState.EXAMINED) and not signed:
        raise RuleBroken("已签的协议请填签订日期", "signed_on")
    if signed and ends and ends < signed:
        raise RuleBroken("到期日不能早于签订日期", "ends_on")
    if not set(facts["party_ids"]) - {facts["owner_unit_id"]}:
        raise RuleBroken("签署单位除登记单位外至少还要有一家", "party_ids")
    if project_id and project_id != agreement.project_id:
        project = session.get(Project, project_id)
        if project is None or not policy.may_on(session, actor, Action.PROJECT_EDIT, project):
            raise RuleBroken("请从列表中选择项目", "project_id")
