"""What waits for the secretariat of a group, the oldest first; what a closed year holds, last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, CreditStanding
from groupmgr.activities.models import Activity, Credit
from groupmgr.groups.models import Closing, Exemption
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Action, Actor

OPEN = (CreditStanding.WAITING, CreditStanding.STALE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands in the queue: its neighbours, its number, how many there are."""

    number: int
    total: int
    before: int | None
    after: int | None


def standing(group_id: int, *standings: CreditStanding) -> sa.ColumnElement[bool]:
    """Match the records that stand so in a group; approved are most, and matched one by one."""
    if standings == (CreditStanding.APPROVED,):
        return Activity.counts_in(group_id)
    return Activity.id.in_(_keys(group_id, standings))


def waiting(session: Session, actor: Actor) -> Sequence[int]:
    """Return the keys of the records on which the actor's group has to decide."""
    query = sa.select(Activity.id).where(standing(actor.group_id, *OPEN))
    return session.scalars(query.order_by(*order(actor.group_id))).all()


def order(group_id: int) -> tuple[sa.ColumnExpressionArgument[Any], ...]:
    """Return the order of the queue: what cannot be decided now keeps nobody from the rest."""
    exempt = sa.exists().where(
        Exemption.closing_id == Closing.id,
        Exemption.unit_id == Activity.owner_unit_id,
        Exemption.in_force_on(today()),
    )
    held = sa.exists().where(
        Closing.group_id == group_id,
        Closing.year == sa.extract("year", Activity.ends_on),
        Closing.reopened_at.is_(None),
        ~exempt,
    )
    return held, Activity.submitted_on, Activity.id


def place(session: Session, actor: Actor, key: int) -> Place | None:
    """Return where a record stands in the queue, or nothing for one that does not wait."""
    keys = list(waiting(session, actor))
    if key not in keys:
        return None
    at = keys.index(key)
    before = keys[at - 1] if at else None
    return Place(at + 1, len(keys), before, keys[at + 1] if at + 1 < len(keys) else None)


def count(session: Session, actor: Actor) -> int:
    """Return how many records wait for the actor: to be decided, or mended after a return."""
    if policy.may(actor, Action.ACTIVITY_DECIDE):
        keys = _keys(actor.group_id, OPEN).subquery()
        return session.scalar(sa.select(sa.func.count()).select_from(keys)) or 0
    returned = standing(actor.group_id, CreditStanding.RETURNED)
    query = sa.select(sa.func.count()).select_from(Activity)
    mine = Activity.of_units(actor.unit_ids)
    return session.scalar(query.where(mine, returned)) or 0 if actor.unit_ids else 0


def _keys(group_id: int, standings: Collection[CreditStanding]) -> sa.SelectBase:
    found = [_with(group_id, standing) for standing in standings]
    return found[0] if len(found) == 1 else sa.union_all(*found)


def _with(group_id: int, standing: CreditStanding) -> sa.Select[int]:
    """Select the keys of the activities that stand so, from the side on which they are few."""
    if standing is CreditStanding.STALE:
        return _stale(group_id)
    now = aliased(Activity)
    query = (
        sa.select(Credit.activity_id)
        .join(now, now.id == Credit.activity_id)
        .where(Credit.group_id == group_id, now.state == ActivityState.SUBMITTED)
    )
    return query.where(Credit.decision == Decision.of_code(standing))


def _stale(group_id: int) -> sa.Select[int]:
    """Select the keys where an approval is old: only where there was a second version."""
    now = aliased(Activity)
    approval = sa.exists().where(
        Credit.activity_id == now.id,
        Credit.group_id == group_id,
        Credit.decision == Decision.APPROVED,
        Credit.decided_version != now.version,
    )
    return sa.select(now.id.label("activity_id")).where(
        now.state == ActivityState.SUBMITTED, now.version > 1, approval
    )
