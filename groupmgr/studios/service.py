"""What can be done with a master studio."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.attachments.models import Attachment
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.kernel.text import pinyin
from groupmgr.members import crediting
from groupmgr.policy import Action, Actor
from groupmgr.studios.labels import StudioState
from groupmgr.studios.models import (
    Apprentice,
    LeaderTitle,
    Studio,
    StudioParty,
    StudioStage,
    TeamMember,
)

ROWS = {"party_ids", "titles", "state", "since"}
LISTED = (
    joinedload(Studio.owner),
    joinedload(Studio.leader_unit),
    selectinload(Studio.parties).joinedload(StudioParty.unit),
    selectinload(Studio.credits),
)
SHOWN = (
    *LISTED,
    selectinload(Studio.stages).selectinload(StudioStage.files).joinedload(Attachment.file),
    selectinload(Studio.titles),
    selectinload(Studio.reviews),
    selectinload(Studio.team).joinedload(TeamMember.unit),
    selectinload(Studio.apprentices).joinedload(Apprentice.unit),
)


def listing(actor: Actor) -> sa.Select[Studio]:
    """Return the query of the studios the actor may see."""
    seen = policy.visible(actor, Action.STUDIO_VIEW, Studio)
    return sa.select(Studio).where(seen).options(*LISTED)


def save(session: Session, actor: Actor, studio: Studio, facts: Mapping[str, Any]) -> None:
    """Register a new studio and offer it to the open group, or revise a known one.

    A new studio has a `state` and the day `since` when it is in it; later states
    are told as stages.
    """
    is_new = not studio.id
    if not is_new:
        policy.require_on(session, actor, Action.STUDIO_EDIT, studio)
    policy.require_for(actor, Action.STUDIO_EDIT, facts["owner_unit_id"])
    state = facts["state"] if is_new else studio.state
    _check(facts, state)
    before = {} if is_new else journal.facts(studio)
    for name in facts.keys() - ROWS:
        setattr(studio, name, facts[name])
    studio.pinyin = pinyin(studio.name)
    studio.titles = merged(studio.titles, facts.get("titles", ()), LeaderTitle)
    held = {party.unit_id: party for party in studio.parties}
    studio.parties = [held.get(key) or StudioParty(unit_id=key) for key in facts["party_ids"]]
    if is_new:
        studio.stages = [StudioStage(state=state, on=facts["since"])]
        crediting.offer(session, actor, studio, actor.group_id, Action.STUDIO_DECIDE)
    else:
        crediting.hand_in_again(studio)
    session.add(studio)
    deed = "登记大师工作室" if is_new else "修改大师工作室"
    journal.record(session, actor, deed, studio, before=before)


def set_people(session: Session, actor: Actor, studio: Studio, facts: Mapping[str, Any]) -> None:
    """Replace the team and the apprentices of a studio."""
    policy.require_on(session, actor, Action.STUDIO_EDIT, studio)
    for name, rows in facts.items():
        if any(row["since"] and row["until"] and row["until"] < row["since"] for row in rows):
            raise RuleBroken("结束日期不能早于开始日期", name)
    before = _taught(studio)
    with session.begin_nested():
        studio.team = merged(studio.team, facts["team"], TeamMember)
        studio.apprentices = merged(studio.apprentices, facts["apprentices"], Apprentice)
        changed = before.symmetric_difference(_taught(studio))
        years = frozenset[int]().union(*(_years(since, until) for since, until, *_ in changed))
        crediting.refuse_closed(session, studio, years)
    people = f"团队 {len(studio.team)} 人，带徒 {len(studio.apprentices)} 人"
    journal.record(
        session, actor, "更新团队与带徒", studio, before=journal.facts(studio), reason=people
    )


def offer(session: Session, actor: Actor, studio: Studio, group_id: int) -> None:
    """Offer a studio to one more group of its host."""
    policy.require_on(session, actor, Action.STUDIO_EDIT, studio)
    crediting.offer(session, actor, studio, group_id, Action.STUDIO_DECIDE)
    journal.record(session, actor, "报送大师工作室", studio, group_id=group_id)


def decide(session: Session, actor: Actor, studio: Studio, decision: Decision, reason: str) -> None:
    """Decide whether the studio counts in the open group."""
    crediting.decide(session, actor, Action.STUDIO_DECIDE, studio, decision, reason)


def taught(studio: Studio, years: int) -> list[tuple[int, int, int]]:
    """Return, for the last years, how many people were taught and how many of them finished."""
    year = today().year
    return [
        (
            one,
            sum(a.since.year <= one <= (a.until or today()).year for a in studio.apprentices),
            sum(a.until is not None and a.until.year == one for a in studio.apprentices),
        )
        for one in range(year, year - years, -1)
    ]


def _taught(studio: Studio) -> set[tuple[Any, ...]]:
    """Return the apprentices, each with the days on which they count."""
    return {(a.since, a.until, a.name, a.unit_id, a.grade) for a in studio.apprentices}


def _years(since: dt.date, until: dt.date | None) -> frozenset[int]:
    last = until.year if until else today().year
    return frozenset(range(since.year, last + 1))


def _check(facts: Mapping[str, Any], state: StudioState) -> None:
    starts, ends = facts["starts_on"], facts["ends_on"]
    if starts and ends and ends < starts:
        raise RuleBroken("建设期结束不能早于开始", "ends_on")
    if facts["owner_unit_id"] in facts["party_ids"]:
        raise RuleBroken("依托单位不用再列为共建单位", "party_ids")
    if "since" in facts and facts["since"] > today():
        raise RuleBroken("状态起始日期不能晚于今天", "since")
    if state is StudioState.NAMED and facts["area"] is None:
        # Its fixed place is what a plaque is given for (5-rules.md 5.3).
        raise RuleBroken("已授牌的工作室请填场地面积", "area")
