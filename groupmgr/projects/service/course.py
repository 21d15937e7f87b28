"""The course of a project: its steps, and what was done, reached and paid under way."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import IN_FORCE, OPEN, ProjectStep
from groupmgr.projects.models import (
    COURSE,
    Milestone,
    Output,
    Project,
    ProjectStanding,
    Receipt,
    Target,
)
from groupmgr.projects.numbering import refuse_wrong

REASONED = (ProjectStep.EXTEND, ProjectStep.ABANDON)


def step(
    session: Session, actor: Actor, project: Project, taken: ProjectStep, reason: str = ""
) -> None:
    """Bring a project, loaded with all its rows, one step further."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    after = COURSE.after(project.state, taken)
    if taken in REASONED and not reason:
        raise RuleBroken(f"请写明{taken.label}的原因")
    if gate := _GATES.get(taken):
        gate(session, project, reason)
    before = journal.facts(project)
    project.state = after
    journal.record(session, actor, taken.label, project, before=before, reason=reason)


def report(session: Session, actor: Actor, project: Project, facts: Mapping[str, Any]) -> None:
    """Replace milestones, outputs and receipts by what was reported."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    _refuse_future(facts)
    _refuse_wrong_numbers(project, facts)
    numbers = [row["voucher_number"] for row in facts["receipts"]]
    if len(set(numbers)) < len(numbers):
        raise RuleBroken("同一凭证号只填一行", "receipts")
    before = _dated(project)
    with session.begin_nested():
        if "targets" in facts:
            project.targets = merged(project.targets, facts["targets"], Target)
        project.milestones = merged(project.milestones, facts["milestones"], Milestone)
        project.outputs = merged(project.outputs, facts["outputs"], Output)
        project.receipts = merged(project.receipts, facts["receipts"], Receipt)
        changed = before.symmetric_difference(_dated(project))
        crediting.refuse_closed(session, project, closing.years_of(*(row[0] for row in changed)))
    words = (
        f"里程碑 {len(project.milestones)} 个，成果 {len(project.outputs)} 项，"
        f"到款 {len(project.receipts)} 笔"
    )
    _note(session, actor, project, "填报执行情况", words)


def stand(session: Session, actor: Actor, project: Project, facts: Mapping[str, Any]) -> None:
    """Replace the lists that the project was recommended for or selected to."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, project)
    project.standings = merged(project.standings, facts["standings"], ProjectStanding)
    words = "；".join(f"{one.title} {one.standing.label}" for one in project.standings)
    _note(session, actor, project, "更新推荐与入选", words)


def agreements(session: Session, actor: Actor, project: Project) -> Sequence[Agreement]:
    """Return the agreements under a project that the actor may see, the latest first."""
    seen = policy.visible(actor, Action.PROJECT_VIEW, Agreement)
    query = sa.select(Agreement).where(Agreement.project_id == project.id, seen)
    return session.scalars(query.order_by(Agreement.signed_on.desc(), Agreement.id.desc())).all()


def remarks(project: Project, signed: Sequence[Agreement]) -> Iterator[str]:
    """Return what does not fit together, as hints (6-validation.md 6.7)."""
    paid = sum(receipt.amount for receipt in project.receipts)
    if project.budget is not None and paid > project.budget:
        yield "到款额大于合同金额，请核对"
    for one in project.milestones:
        if project.state in OPEN and one.done_on is None and one.due_on < today():
            yield f"里程碑“{one.name}”已逾期 {(today() - one.due_on).days} 天"
    ends = [one.term for one in signed if one.term and one.state in IN_FORCE]
    if project.ends_on and ends and max(ends) < project.ends_on:
        yield "协议在项目结束以前到期，请续签或核对日期"


def _require_agreement(session: Session, project: Project, reason: str) -> None:
    """Let nothing be carried out without a signed agreement in force (5-rules.md 5.3)."""
    in_force = sa.exists().where(Agreement.project_id == project.id, Agreement.in_force_on(today()))
    if not session.scalar(sa.select(in_force)):
        raise RuleBroken("没有已签且未到期的协议，不能开始实施；请先登记协议并关联本项目")


def _require_results(session: Session, project: Project, reason: str) -> None:
    open_ones = [one.name for one in project.milestones if one.done_on is None]
    if open_ones:
        raise RuleBroken(f"还有未完成的里程碑：{'、'.join(open_ones)}")
    if not project.outputs and not reason:
        raise RuleBroken("没有登记成果，请先登记成果或写明原因")


def _refuse_wrong_numbers(project: Project, facts: Mapping[str, Any]) -> None:
    """Check the numbers that are new; what was kept before is not asked again."""
    held = {(one.id, one.kind, one.number) for one in project.outputs}
    for row in facts["outputs"]:
        if row["number"] and (row["id"], row["kind"], row["number"]) not in held:
            refuse_wrong(row["kind"], row["number"])


def _refuse_future(facts: Mapping[str, Any]) -> None:
    days: list[tuple[str, dt.date | None]] = [
        *(("milestones", row["done_on"]) for row in facts["milestones"]),
        *(("outputs", row["on"]) for row in facts["outputs"]),
        *(("receipts", row["voucher_on"]) for row in facts["receipts"]),
    ]
    for name, day in days:
        if day is not None and day > today():
            raise RuleBroken("完成、取得和到账的日期不能晚于今天", name)
    if any(row["amount"] <= 0 for row in facts["receipts"]):
        raise RuleBroken("到款额要大于 0", "receipts")


def _dated(project: Project) -> set[tuple[Any, ...]]:
    """Return what was reached and paid, each with the day on which it counts."""
    outputs = ((o.on, o.kind, o.title, o.amount, o.level) for o in project.outputs)
    receipts = ((r.voucher_on, r.voucher_number, r.amount) for r in project.receipts)
    return {*outputs, *receipts}


def _note(session: Session, actor: Actor, project: Project, deed: str, words: str) -> None:
    journal.record(session, actor, deed, project, before=journal.facts(project), reason=words)


_GATES: Mapping[ProjectStep, Callable[[Session, Project, str], None]] = {
    ProjectStep.START: _require_agreement,
    ProjectStep.CLOSE: _require_results,
}
