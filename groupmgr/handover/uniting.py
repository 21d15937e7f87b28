"""A unit merges into another: what is open goes over, what was counted stays under its name."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr.accounts.models import Account, Assignment
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Credit
from groupmgr.handover.open_work import Pile, running, to_do
from groupmgr.handover.passing import DEED, Union, pass_on
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.meetings.models import FollowUp, FollowUpUnit
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Person, Post
from groupmgr.members.service import naming
from groupmgr.policy import Actor

WRITTEN = (ActivityState.DRAFT, ActivityState.CHECKING)


@dataclass(frozen=True, slots=True)
class Preview:
    """What goes over with the unit, what stays under its name, and which memberships end."""

    moving: Sequence[Pile]
    accounts: Sequence[Account]
    counted: int
    posts: int
    memberships: Sequence[Membership]

    @property
    def open(self) -> int:
        """How many things go over."""
        return sum(len(pile.items) for pile in self.moving)


def preview(session: Session, actor: Actor, unit: Unit) -> Preview:
    """Return what a merge of the unit would do; nothing is changed by it."""
    counted = sa.select(sa.func.count(sa.distinct(Activity.id))).join(Activity.credits)
    approved = Credit.decision == Decision.APPROVED
    held = sa.select(Membership).where(Membership.unit_id == unit.id, Membership.ended_on.is_(None))
    posts = sa.select(sa.func.count(Post.id)).where(
        Post.of_group(actor.group_id),
        Post.ended_on.is_(None),
        Post.person.has(Person.unit_id == unit.id),
    )
    return Preview(
        moving=[*to_do(session, actor, unit.id), *running(session, actor, unit.id)],
        accounts=session.scalars(_accounts(unit)).all(),
        counted=session.scalar(counted.where(Activity.owner_unit_id == unit.id, approved)) or 0,
        posts=session.scalar(posts) or 0,
        memberships=session.scalars(held.options(selectinload(Membership.group))).all(),
    )


def unite(session: Session, actor: Actor, union: Union, reason: str) -> None:
    """Let a unit end in another one, and hand over what is open and what runs.

    What was handed in, and what was due before, stays the unit's own; the
    successor answers, mends and does it from now on, because it speaks for the
    units that merged into it.
    """
    naming.merge(session, actor, union.unit, union.into, union.since, reason)
    _move_drafts(session, actor, union)
    _move_follow_ups(session, actor, union)
    pass_on(session, actor, union)
    _move_accounts(session, actor, union)
    session.flush()


def _move_drafts(session: Session, actor: Actor, union: Union) -> None:
    """Give over what was never handed in, unless the other unit already is a party of it."""
    query = sa.select(Activity).where(
        Activity.owner_unit_id == union.unit.id, Activity.state.in_(WRITTEN)
    )
    for draft in session.scalars(query.options(selectinload(Activity.parties))):
        if union.into.id in {party.unit_id for party in draft.parties}:
            continue
        before = journal.facts(draft)
        draft.owner_unit_id = union.into.id
        for party in draft.parties:
            if party.unit_id == union.unit.id:
                party.unit_id = union.into.id
        journal.record(session, actor, DEED, draft, before=before)


def _move_follow_ups(session: Session, actor: Actor, union: Union) -> None:
    """Give over what is due from the day on; what was due before counts for the unit of its day."""
    mine = FollowUp.of_units(frozenset({union.unit.id})) & (FollowUp.due_on >= union.since)
    query = sa.select(FollowUp).where(FollowUp.open(), mine)
    for one in session.scalars(query.options(selectinload(FollowUp.units))):
        others = {row.unit_id for row in one.units}
        for row in [row for row in one.units if row.unit_id == union.unit.id]:
            if union.into.id in others:
                session.execute(sa.delete(FollowUpUnit).where(FollowUpUnit.id == row.id))
            else:
                row.unit_id = union.into.id
        journal.record(session, actor, DEED, one, reason=union.words)


def _move_accounts(session: Session, actor: Actor, union: Union) -> None:
    for account in session.scalars(_accounts(union.unit)):
        held = {one.role for one in account.assignments if one.unit_id == union.into.id}
        for one in [one for one in account.assignments if one.unit_id == union.unit.id]:
            if one.role in held:
                account.assignments.remove(one)
            else:
                one.unit_id = union.into.id
        journal.record(session, actor, DEED, account, reason=union.words)


def _accounts(unit: Unit) -> sa.Select[Account]:
    of_unit = Account.assignments.any(Assignment.unit_id == unit.id)
    query = sa.select(Account).where(of_unit).order_by(Account.id)
    return query.options(selectinload(Account.assignments))
