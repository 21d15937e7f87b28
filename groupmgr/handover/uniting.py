"""A unit merges into another: what is open goes over, what was counted stays under its name."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr.accounts.models import Account, Assignment
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Credit
from groupmgr.handover.open_work import Pile, piles
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.meetings.models import FollowUp, FollowUpUnit
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import naming
from groupmgr.policy import Actor

DEED = "随单位合并移交"
MOVED = ("草稿", "督办事项")
WRITTEN = (ActivityState.DRAFT, ActivityState.CHECKING)


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes over with the unit, what stays under its name, and which memberships end."""

    moving: Sequence[Pile]
    staying: Sequence[Pile]
    accounts: Sequence[Account]
    counted: int
    memberships: Sequence[Membership]


def preview(session: Session, group_id: int, unit: Unit) -> Preview:
    """Return what a merge of the unit would do; nothing is changed by it."""
    found = piles(session, group_id, unit.id, "")
    counted = sa.select(sa.func.count(sa.distinct(Activity.id))).join(Activity.credits)
    approved = Credit.decision == Decision.APPROVED
    held = sa.select(Membership).where(Membership.unit_id == unit.id, Membership.ended_on.is_(None))
    return Preview(
        moving=[pile for pile in found if pile.kind in MOVED],
        staying=[pile for pile in found if pile.kind not in MOVED],
        accounts=session.scalars(_accounts(unit)).all(),
        counted=session.scalar(counted.where(Activity.owner_unit_id == unit.id, approved)) or 0,
        memberships=session.scalars(held.options(selectinload(Membership.group))).all(),
    )


def unite(
    session: Session, actor: Actor, unit: Unit, into: Unit, since: dt.date, reason: str
) -> Unit:
    """Let the unit end in another one, and hand over drafts, follow-ups and accounts."""
    naming.merge(session, actor, unit, into, since, reason)
    _move_drafts(session, actor, unit, into)
    _move_follow_ups(session, actor, unit, into)
    _move_accounts(session, actor, unit, into)
    session.flush()
    return unit


def _move_drafts(session: Session, actor: Actor, unit: Unit, into: Unit) -> None:
    """Give over what was never handed in, unless the other unit already is a party of it."""
    query = sa.select(Activity).where(
        Activity.owner_unit_id == unit.id, Activity.state.in_(WRITTEN)
    )
    for draft in session.scalars(query.options(selectinload(Activity.parties))):
        if into.id in {party.unit_id for party in draft.parties}:
            continue
        before = journal.facts(draft)
        draft.owner_unit_id = into.id
        for party in draft.parties:
            if party.unit_id == unit.id:
                party.unit_id = into.id
        journal.record(session, actor, DEED, draft, before=before)


def _move_follow_ups(session: Session, actor: Actor, unit: Unit, into: Unit) -> None:
    query = sa.select(FollowUp).where(FollowUp.open(), FollowUp.of_units(frozenset({unit.id})))
    for one in session.scalars(query.options(selectinload(FollowUp.units))):
        others = {row.unit_id for row in one.units}
        for row in [row for row in one.units if row.unit_id == unit.id]:
            if into.id in others:
                session.execute(sa.delete(FollowUpUnit).where(FollowUpUnit.id == row.id))
            else:
                row.unit_id = into.id
        journal.record(session, actor, DEED, one, reason=f"{unit.name}→{into.name}")


def _move_accounts(session: Session, actor: Actor, unit: Unit, into: Unit) -> None:
    for account in session.scalars(_accounts(unit)):
        held = {one.role for one in account.assignments if one.unit_id == into.id}
        for one in [one for one in account.assignments if one.unit_id == unit.id]:
            if one.role in held:
                account.assignments.remove(one)
            else:
                one.unit_id = into.id
        journal.record(session, actor, DEED, account, reason=f"{unit.name}→{into.name}")


def _accounts(unit: Unit) -> sa.Select[Account]:
    of_unit = Account.assignments.any(Assignment.unit_id == unit.id)
    query = sa.select(Account).where(of_unit).order_by(Account.id)
    return query.options(selectinload(Account.assignments))
