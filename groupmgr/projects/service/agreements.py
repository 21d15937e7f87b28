"""Register an agreement, offer it to groups, and tell how long it holds."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.files.models import StoredFile
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.kernel.staging import years_within
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement, AgreementParty, Amendment
from groupmgr.projects.labels import IN_FORCE, AgreementState
from groupmgr.projects.models import Project

SHOWN = (
    joinedload(Agreement.owner),
    joinedload(Agreement.project),
    selectinload(Agreement.parties).joinedload(AgreementParty.unit),
    selectinload(Agreement.credits),
    selectinload(Agreement.amendments),
)


def listing(actor: Actor) -> sa.Select[Agreement]:
    """Return the query of the agreements the actor may see."""
    seen = policy.visible(actor, Action.PROJECT_VIEW, Agreement)
    return sa.select(Agreement).where(seen).options(*SHOWN)


def expiring(day: dt.date, soon: int) -> sa.ColumnElement[bool]:
    """Match the agreements in force that end within so many days."""
    return sa.and_(Agreement.in_force_on(day), Agreement.term <= day + dt.timedelta(days=soon))


def validity(agreement: Agreement, day: dt.date, soon: int) -> str:
    """Return in words whether the agreement holds on a day, or ends within so many days."""
    if agreement.state not in IN_FORCE:
        return "已到期" if agreement.state is AgreementState.EXPIRED else agreement.state.label
    if agreement.term is None:
        return "履行中"
    if agreement.term < day:
        return "已到期"
    return "即将到期" if (agreement.term - day).days <= soon else "履行中"


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
    _refuse_closed(session, agreement, facts)
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


def amend(session: Session, actor: Actor, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    """Replace the amendments of an agreement; the term of a day is that of the last until then."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, agreement)
    rows = facts["amendments"]
    if agreement.signed_on is None and rows:
        raise RuleBroken("协议还没有签订，签订后再登记补充协议", "amendments")
    for row in rows:
        _check_amendment(agreement, row)
    before = _terms(agreement)
    with session.begin_nested():
        agreement.amendments = merged(agreement.amendments, rows, Amendment)
        changed = before.symmetric_difference(_terms(agreement))
        years = frozenset[int]().union(*(years_within(on, None) for on, _ in changed))
        crediting.refuse_closed(session, agreement, years)
    session.expire(agreement, ["term"])
    words = "；".join(f"{one.signed_on:%Y-%m-%d} {one.name}" for one in agreement.amendments)
    held = journal.facts(agreement)
    journal.record(session, actor, "登记补充协议", agreement, before=held, reason=words)


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


def _refuse_closed(session: Session, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    """Hold the day on which an agreement ended in the years that are closed."""
    ended = facts.get("terminated_on")
    if agreement.id and ended != agreement.terminated_on:
        days = [day for day in (ended, agreement.terminated_on) if day]
        crediting.refuse_closed(session, agreement, years_within(min(days), None))


def _terms(agreement: Agreement) -> set[tuple[dt.date, dt.date]]:
    """Return the ends that amendments gave, each with the day since which it holds."""
    return {(one.signed_on, one.ends_on) for one in agreement.amendments if one.ends_on}


def _check_amendment(agreement: Agreement, row: Mapping[str, Any]) -> None:
    if agreement.signed_on and row["signed_on"] < agreement.signed_on:
        raise RuleBroken("补充协议的签订日期不能早于原协议", "amendments")
    if row["signed_on"] > today():
        raise RuleBroken("补充协议签订以后再登记", "amendments")
    if row["ends_on"] and row["ends_on"] < row["signed_on"]:
        raise RuleBroken("变更后的到期日不能早于补充协议的签订日期", "amendments")


def _check(session: Session, actor: Actor, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    signed, ends, project_id = facts["signed_on"], facts["ends_on"], facts["project_id"]
    if facts["state"] not in (AgreementState.DRAFTED, AgreementState.EXAMINED) and not signed:
        raise RuleBroken("已签的协议请填签订日期", "signed_on")
    if signed and ends and ends < signed:
        raise RuleBroken("到期日不能早于签订日期", "ends_on")
    _check_end(facts)
    if not set(facts["party_ids"]) - {facts["owner_unit_id"]}:
        raise RuleBroken("签署单位除登记单位外至少还要有一家", "party_ids")
    if project_id and project_id != agreement.project_id:
        project = session.get(Project, project_id)
        if project is None or not policy.may_on(session, actor, Action.PROJECT_EDIT, project):
            raise RuleBroken("请从列表中选择项目", "project_id")


def _check_end(facts: Mapping[str, Any]) -> None:
    ended, is_over = facts.get("terminated_on"), facts["state"] is AgreementState.TERMINATED
    if is_over and not ended:
        raise RuleBroken("已解除的协议请填解除日期", "terminated_on")
    if ended and not is_over:
        raise RuleBroken("填了解除日期，请把状态改为解除", "state")
    if ended and facts["signed_on"] and ended < facts["signed_on"]:
        raise RuleBroken("解除日期不能早于签订日期", "terminated_on")
    if ended and ended > today():
        raise RuleBroken("解除日期不能晚于今天，到那天再登记", "terminated_on")
