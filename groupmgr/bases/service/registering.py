"""Register a base, offer it to groups, and decide whether it counts."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.attachments.models import Attachment
from groupmgr.bases.models import BaseParty, BaseStage, KindOfBase, Plaque, TrainingBase
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor

ROWS = {"kinds", "parties", "state", "since"}
LISTED = (
    joinedload(TrainingBase.owner),
    selectinload(TrainingBase.kinds),
    selectinload(TrainingBase.parties).joinedload(BaseParty.unit),
    selectinload(TrainingBase.credits),
)
SHOWN = (
    *LISTED,
    selectinload(TrainingBase.stages).selectinload(BaseStage.files).joinedload(Attachment.file),
    selectinload(TrainingBase.plaques).selectinload(Plaque.files).joinedload(Attachment.file),
    selectinload(TrainingBase.standings),
    selectinload(TrainingBase.reviews),
)


def listing(actor: Actor) -> sa.Select[TrainingBase]:
    """Return the query of the bases the actor may see."""
    seen = policy.visible(actor, Action.BASE_VIEW, TrainingBase)
    return sa.select(TrainingBase).where(seen).options(*LISTED)


def save(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Register a new base and offer it to the open group, or revise a known one.

    A new base has a `state` and the day `since` when it is in it; later states
    are told as stages.
    """
    if base.id:
        policy.require_on(session, actor, Action.BASE_EDIT, base)
    policy.require_for(actor, Action.BASE_EDIT, facts["owner_unit_id"])
    _check(facts)
    before, is_new = journal.facts(base) if base.id else {}, not base.id
    for name in facts.keys() - ROWS:
        setattr(base, name, facts[name])
    base.pinyin = pinyin(base.name)
    _replace_rows(base, facts)
    if is_new:
        base.stages = [BaseStage(state=facts["state"], on=facts["since"])]
        crediting.offer(session, actor, base, actor.group_id, Action.BASE_DECIDE)
    else:
        crediting.hand_in_again(base)
    session.add(base)
    journal.record(
        session, actor, "登记实训基地" if is_new else "修改实训基地", base, before=before
    )


def offer(session: Session, actor: Actor, base: TrainingBase, group_id: int) -> None:
    """Offer a base to one more group of its host."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    crediting.offer(session, actor, base, group_id, Action.BASE_DECIDE)
    journal.record(session, actor, "报送实训基地", base, group_id=group_id)


def decide(
    session: Session, actor: Actor, base: TrainingBase, decision: Decision, reason: str
) -> None:
    """Decide whether the base counts in the open group."""
    crediting.decide(session, actor, Action.BASE_DECIDE, base, decision, reason)


def _replace_rows(base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Take over kinds and parties; rows that stay are kept, so that no key is there twice."""
    kinds = {row.kind: row for row in base.kinds}
    base.kinds = [kinds.get(kind) or KindOfBase(kind=kind) for kind in facts["kinds"]]
    held = {(row.unit_id, row.input): row for row in base.parties}
    base.parties = [
        held.get((row["unit_id"], row["input"])) or BaseParty(**row) for row in facts["parties"]
    ]
    for party, row in zip(base.parties, facts["parties"], strict=True):
        party.amount = row["amount"]


def _check(facts: Mapping[str, Any]) -> None:
    if "since" in facts and facts["since"] > today():
        raise RuleBroken("状态起始日期不能晚于今天", "since")
    rows = [(row["unit_id"], row["input"]) for row in facts["parties"]]
    if any(unit_id == facts["owner_unit_id"] for unit_id, _ in rows):
        raise RuleBroken("依托单位不用再列为共建单位", "parties")
    if len(set(rows)) < len(rows):
        raise RuleBroken("同一单位的同一投入形式只填一行", "parties")
