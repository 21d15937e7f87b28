"""The life of a base: its stages with their days and documents, plaques, lists and reviews."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.attachments import service as attachments
from groupmgr.bases.labels import AFTER, BaseState, BuildMode
from groupmgr.bases.models import (
    BaseReview,
    BaseStage,
    BaseStanding,
    Plaque,
    TrainingBase,
)
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.kernel.staging import in_order, years_apart, years_within
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor


def live(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Replace the stages of a base; raise `RuleBroken` where one cannot follow another."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    rows = in_order(facts["stages"], AFTER)
    before, state = [(one.on, one.state) for one in base.stages], base.state
    years = years_apart(before, [(row["on"], row["state"]) for row in rows])
    crediting.refuse_closed(session, base, years)
    days = {row["on"] for row in rows}
    gone = [one.id for one in base.stages if one.on not in days]
    attachments.refuse_loss(session, "base_stage_id", gone, "stages")
    base.stages = merged(base.stages, rows, BaseStage, by=("on",))
    session.flush()
    session.expire(base, ["state"])
    words = "；".join(f"{one.on:%Y-%m-%d} {one.state.label}" for one in base.stages)
    was = journal.facts(base) | {"state": str(state)}
    journal.record(session, actor, "更新建设状态", base, before=was, reason=words)


def honour(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Replace the plaques of a base, and the lists it was recommended for or selected to."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    for row in facts["plaques"]:
        if row["removed_on"] and row["removed_on"] < row["hung_on"]:
            raise RuleBroken("摘牌日期不能早于授牌日期", "plaques")
    kept = {row["id"] for row in facts["plaques"]}
    gone = [one.id for one in base.plaques if one.id not in kept]
    attachments.refuse_loss(session, "plaque_id", gone, "plaques")
    before = _dated(base)
    with session.begin_nested():
        base.plaques = merged(base.plaques, facts["plaques"], Plaque)
        base.standings = merged(base.standings, facts["standings"], BaseStanding)
        changed = before.symmetric_difference(_dated(base))
        years = frozenset[int]().union(*(years_within(row[0], row[1]) for row in changed))
        crediting.refuse_closed(session, base, years)
    journal.record(session, actor, "更新授牌与入选", base, before=journal.facts(base))


def review(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Replace the yearly reviews of a base; no unit reviews itself."""
    policy.require_on(session, actor, Action.BASE_DECIDE, base)
    rows = facts["reviews"]
    if any(row["on"] > today() for row in rows):
        raise RuleBroken("考核日期不能晚于今天", "reviews")
    if len({(row["year"], row["reviewer"]) for row in rows}) < len(rows):
        raise RuleBroken("同一单位对一个年度的考核只填一行", "reviews")
    base.reviews = merged(base.reviews, rows, BaseReview, by=("year", "reviewer"))
    words = "；".join(f"{one.year}年度 {one.result.label}" for one in base.reviews)
    journal.record(session, actor, "登记年度考核", base, before=journal.facts(base), reason=words)


def remarks(base: TrainingBase) -> Iterator[str]:
    """Return what does not fit together, as hints."""
    first = next((one.on for one in base.stages if one.state is BaseState.OPERATING), None)
    if base.built_on and first and base.built_on > first:
        yield "建立日期晚于建成运行的日期，请核对"
    if base.build_mode is BuildMode.CO_BUILT and base.agreement_id is None:
        yield "校企共建的基地请关联共建协议"
    gone = base.state in (BaseState.STOPPED, BaseState.DELISTED)
    if gone and any(one.removed_on is None for one in base.plaques):
        yield "基地已停用或摘牌，还有牌匾没有填摘牌日期"


def _dated(base: TrainingBase) -> set[tuple[Any, ...]]:
    """Return the plaques and lists, each with the days within which it shows in a figure."""
    plaques = ((one.hung_on, one.removed_on, "牌匾") for one in base.plaques)
    lists = ((one.on, None, one.title, one.standing) for one in base.standings)
    return {*plaques, *lists}
