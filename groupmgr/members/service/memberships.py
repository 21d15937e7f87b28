"""A unit joins a group, changes its rank, is suspended and leaves."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members import credit_code, resolutions
from groupmgr.members.labels import MembershipState, Rank
from groupmgr.members.models import FormerRank, Membership, Unit
from groupmgr.members.service import liaisons, units
from groupmgr.members.service.liaisons import Contact
from groupmgr.members.workflow import ENDS, FLOW, VOTED, MembershipStep
from groupmgr.policy import Action, Actor

OF_MEMBERSHIP = ("rank", "joined_on", "liaison_name", "liaison_phone")


@dataclass(frozen=True, slots=True)
class Deed:
    """A step with its first day, its reason, and the resolution that decided it, if one did."""

    step: MembershipStep
    since: dt.date
    reason: str
    resolution_id: int | None = None


def register(session: Session, actor: Actor, facts: Mapping[str, Any]) -> Membership:
    """Enter a unit on the group's roll, known or new; the facts are of unit and membership."""
    policy.require(actor, Action.MEMBER_EDIT)
    name = units.clean_name(facts["name"])
    code = credit_code.normalised(facts.get("uscc") or "")
    unit = units.known(session, code, name) or _new_unit(session, name, facts)
    if unit.name != name:
        raise RuleBroken(f"“{name}”已登记为“{unit.name}”，请按现在的名称登记", "name")
    membership = join(session, actor, unit, facts["rank"], facts["joined_on"])
    if facts.get("liaison_name"):
        contact = Contact(facts["liaison_name"], facts.get("liaison_phone"), facts["joined_on"])
        liaisons.hand_over(session, actor, membership, contact)
    return membership


def join(session: Session, actor: Actor, unit: Unit, rank: Rank, joined_on: dt.date) -> Membership:
    """Make a unit a full member from a day on; one that left may come back later."""
    policy.require(actor, Action.MEMBER_EDIT)
    if joined_on > today():
        raise RuleBroken("加入日期不能晚于今天", "joined_on")
    _refuse_overlap(session, actor, unit, joined_on)
    refuse_closed(session, actor.group_id, joined_on)
    membership = Membership(
        group_id=actor.group_id,
        unit_id=unit.id,
        rank=rank,
        state=MembershipState.FULL,
        joined_on=joined_on,
    )
    session.add(membership)
    journal.record(session, actor, f"登记为成员（{unit.name}）", membership)
    return membership


def change_rank(
    session: Session, actor: Actor, membership: Membership, rank: Rank, since: dt.date
) -> Membership:
    """Give a member another rank from a day on; the rank before stays on the roll of its days."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    _require_current(membership)
    if rank is membership.rank:
        raise RuleBroken("与现在的成员级别相同", "rank")
    held_since = _rank_held_since(session, membership)
    if not held_since < since <= today():
        raise RuleBroken(f"起始日期要晚于 {held_since}，且不晚于今天", "since")
    before = journal.facts(membership)
    until = since - dt.timedelta(days=1)
    session.add(FormerRank(membership_id=membership.id, rank=membership.rank, until=until))
    membership.rank = rank
    journal.record(session, actor, f"变更成员级别（自{since}起）", membership, before=before)
    return membership


def correct_joined_on(
    session: Session, actor: Actor, membership: Membership, joined_on: dt.date
) -> Membership:
    """Correct the day on which a member joined; it lies before every later event."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    first = sa.select(sa.func.min(FormerRank.until)).where(
        FormerRank.membership_id == membership.id
    )
    if joined_on > (session.scalar(first) or membership.ended_on or today()):
        raise RuleBroken("加入日期不能晚于级别变更、退出或今天", "joined_on")
    refuse_closed(session, membership.group_id, min(joined_on, membership.joined_on or joined_on))
    before = journal.facts(membership)
    membership.joined_on = joined_on
    journal.record(session, actor, "更正加入日期", membership, before=before)
    return membership


def advance(session: Session, actor: Actor, membership: Membership, deed: Deed) -> Membership:
    """Take a step of the membership's life, with its day and reason."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    state = FLOW.after(membership.state, deed.step)
    if not deed.reason.strip():
        raise RuleBroken("请写明原因", "reason")
    if deed.since > today() or (membership.joined_on and deed.since < membership.joined_on):
        raise RuleBroken("日期要在加入日期之后，且不晚于今天", "since")
    number = _resolution(session, membership, deed)
    before = journal.facts(membership)
    membership.state = state
    if deed.step in ENDS:
        refuse_closed(session, membership.group_id, deed.since)
        membership.ended_on, membership.end_reason = deed.since, ENDS[deed.step]
        membership.ended_by_id = deed.resolution_id
        liaisons.end(session, membership, deed.since)
    words = f"{deed.step.label}（自{deed.since}起{number}）"
    journal.record(session, actor, words, membership, before=before, reason=deed.reason)
    return membership


def refuse_closed(session: Session, group_id: int, day: dt.date) -> None:
    """Keep the roll of closed years as it was: what holds from a day on shows in all later ones."""
    closing.refuse_closed(session, [group_id], closing.since(day), None)


def of_unit(session: Session, actor: Actor, unit: Unit) -> list[Membership]:
    """Return the memberships of a unit in the open group, the latest first."""
    seen = policy.visible(actor, Action.MEMBER_VIEW, Membership)
    query = sa.select(Membership).where(seen, Membership.unit_id == unit.id)
    return list(session.scalars(query.order_by(Membership.joined_on.desc(), Membership.id.desc())))


def _resolution(session: Session, membership: Membership, deed: Deed) -> str:
    """Return how the journal names the resolution; a vote cannot do without one."""
    if deed.resolution_id is None:
        if deed.step in VOTED:
            raise RuleBroken("除名须经表决，请选择通过的决议", "resolution_id")
        return ""
    group_id = membership.group_id
    return f"，决议{resolutions.require(session, group_id, deed.resolution_id, 'resolution_id')}"


def _new_unit(session: Session, name: str, facts: Mapping[str, Any]) -> Unit:
    unit = Unit(no_uscc_reason="")
    units.take(session, unit, {k: v for k, v in facts.items() if k not in (*OF_MEMBERSHIP, "name")})
    unit.name = units.free_name(session, unit, name)
    session.add(unit)
    session.flush()
    return unit


def _refuse_overlap(session: Session, actor: Actor, unit: Unit, joined_on: dt.date) -> None:
    for other in of_unit(session, actor, unit):
        if other.ended_on is None:
            raise RuleBroken(f"“{unit.name}”已在本集团名册上", "name")
        if other.ended_on > joined_on:
            raise RuleBroken(
                f"“{unit.name}”到 {other.ended_on} 才退出，加入日期不能更早", "joined_on"
            )


def _rank_held_since(session: Session, membership: Membership) -> dt.date:
    last = sa.select(sa.func.max(FormerRank.until)).where(FormerRank.membership_id == membership.id)
    return session.scalar(last) or membership.joined_on or dt.date.min


def _require_current(membership: Membership) -> None:
    if membership.ended_on is not None:
        raise RuleBroken("成员资格已终止")
