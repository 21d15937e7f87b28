"""What can be done with a training base."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import BaseParty, BaseStanding, KindOfBase, Plaque, TrainingBase
from groupmgr.bases.statistics import BaseYear
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor

ROWS = {"kinds", "parties"}
LISTED = (
    joinedload(TrainingBase.owner),
    selectinload(TrainingBase.kinds),
    selectinload(TrainingBase.parties).joinedload(BaseParty.unit),
    selectinload(TrainingBase.credits),
)
SHOWN = (*LISTED, selectinload(TrainingBase.plaques), selectinload(TrainingBase.standings))


def listing(actor: Actor) -> sa.Select[TrainingBase]:
    """Return the query of the bases the actor may see."""
    seen = policy.visible(actor, Action.BASE_VIEW, TrainingBase)
    return sa.select(TrainingBase).where(seen).options(*LISTED)


def save(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Register a new base and offer it to the open group, or revise a known one."""
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


def honour(session: Session, actor: Actor, base: TrainingBase, facts: Mapping[str, Any]) -> None:
    """Replace the plaques of a base, and the lists it was recommended for or selected to."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    for row in facts["plaques"]:
        if row["removed_on"] and row["removed_on"] < row["hung_on"]:
            raise RuleBroken("摘牌日期不能早于授牌日期", "plaques")
    base.plaques = [Plaque(**row) for row in facts["plaques"]]
    base.standings = [BaseStanding(**row) for row in facts["standings"]]
    journal.record(session, actor, "更新授牌与入选", base)


def years(session: Session, base: TrainingBase) -> Sequence[BaseYear]:
    """Return what a base that the caller was shown reported, the last school year first."""
    query = sa.select(BaseYear).where(BaseYear.base_id == base.id)
    return session.scalars(query.order_by(BaseYear.began.desc())).all()


def year_of(session: Session, base: TrainingBase, began: int) -> BaseYear:
    """Return the statistics of one school year, new and empty where none were reported."""
    query = sa.select(BaseYear).where(BaseYear.base_id == base.id, BaseYear.began == began)
    return session.scalar(query) or BaseYear(base_id=base.id, began=began)


def report_year(
    session: Session, actor: Actor, base: TrainingBase, year: BaseYear, facts: Mapping[str, Any]
) -> None:
    """Keep what a base reports of a school year; what was left empty is not reported."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    crediting.refuse_closed(session, base, {year.began + 1})
    _within(facts, "new_equipment_value", "equipment_value", "当年新增设备值不能大于设备总值")
    _within(facts, "large_equipment", "equipment", "大型设备数不能大于设备总数")
    before = journal.facts(year) if year.id else {}
    for name, value in facts.items():
        setattr(year, name, value)
    session.add(year)
    journal.record(session, actor, f"填报 {year.began}—{year.began + 1} 学年统计", base)
    journal.record(session, actor, "填报基地学年统计", year, before=before)


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
    built, delisted = facts["built_on"], facts["delisted_on"]
    if facts["state"] is BaseState.DELISTED and not delisted:
        raise RuleBroken("已摘牌的基地请填摘牌日期", "delisted_on")
    if built and delisted and delisted < built:
        raise RuleBroken("摘牌日期不能早于建立日期", "delisted_on")
    rows = [(row["unit_id"], row["input"]) for row in facts["parties"]]
    if any(unit_id == facts["owner_unit_id"] for unit_id, _ in rows):
        raise RuleBroken("依托单位不用再列为共建单位", "parties")
    if len(set(rows)) < len(rows):
        raise RuleBroken("同一单位的同一投入形式只填一行", "parties")


def _within(facts: Mapping[str, Any], part: str, whole: str, words: str) -> None:
    if facts[part] is not None and facts[whole] is not None and facts[part] > facts[whole]:
        raise RuleBroken(words, part)
