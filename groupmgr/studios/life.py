"""The life of a studio: its stages with their days and documents, and its yearly reviews."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.attachments import service as attachments
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.kernel.staging import in_order, years_apart
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor
from groupmgr.studios.labels import AFTER, StudioState
from groupmgr.studios.models import Studio, StudioReview, StudioStage


def live(session: Session, actor: Actor, studio: Studio, facts: Mapping[str, Any]) -> None:
    """Replace the stages of a studio; raise `RuleBroken` where one cannot follow another."""
    policy.require_on(session, actor, Action.STUDIO_EDIT, studio)
    rows = in_order(facts["stages"], AFTER)
    if rows[-1]["state"] is StudioState.NAMED and studio.area is None:
        raise RuleBroken("已授牌的工作室要有固定场地，请先填场地面积", "stages")
    before, state = [(one.on, one.state) for one in studio.stages], studio.state
    years = years_apart(before, [(row["on"], row["state"]) for row in rows])
    crediting.refuse_closed(session, studio, years)
    days = {row["on"] for row in rows}
    gone = [one.id for one in studio.stages if one.on not in days]
    attachments.refuse_loss(session, "studio_stage_id", gone, "stages")
    studio.stages = merged(studio.stages, rows, StudioStage, by=("on",))
    session.flush()
    session.expire(studio, ["state"])
    words = "；".join(f"{one.on:%Y-%m-%d} {one.state.label}" for one in studio.stages)
    was = journal.facts(studio) | {"state": str(state)}
    journal.record(session, actor, "更新工作室状态", studio, before=was, reason=words)


def review(session: Session, actor: Actor, studio: Studio, facts: Mapping[str, Any]) -> None:
    """Replace the yearly reviews of a studio; no unit reviews itself."""
    policy.require_on(session, actor, Action.STUDIO_DECIDE, studio)
    rows = facts["reviews"]
    if any(row["on"] > today() for row in rows):
        raise RuleBroken("考核日期不能晚于今天", "reviews")
    if len({(row["year"], row["reviewer"]) for row in rows}) < len(rows):
        raise RuleBroken("同一单位对一个年度的考核只填一行", "reviews")
    studio.reviews = merged(studio.reviews, rows, StudioReview, by=("year", "reviewer"))
    words = "；".join(f"{one.year}年度 {one.result.label}" for one in studio.reviews)
    journal.record(
        session, actor, "登记年度考核", studio, before=journal.facts(studio), reason=words
    )
