"""What waits for the secretariat of a group, the oldest first."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, CreditStanding
from groupmgr.activities.models import Activity, Credit
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
    """Match the records that stand so in a group."""
    stands = sa.or_(*(_stands(one) for one in standings))
    return sa.and_(
        Activity.state == ActivityState.SUBMITTED,
        Activity.credits.any(sa.and_(Credit.group_id == group_id, stands)),
    )


def waiting(session: Session, actor: Actor) -> Sequence[int]:
    """Return the keys of the records on which the actor's group has to decide."""
    query = sa.select(Activity.id).where(standing(actor.group_id, *OPEN))
    return session.scalars(query.order_by(Activity.submitted_on, Activity.id)).all()


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
        waits = standing(actor.group_id, *OPEN)
    elif actor.unit_ids:
        returned = standing(actor.group_id, CreditStanding.RETURNED)
        waits = sa.and_(Activity.of_units(actor.unit_ids), returned)
    else:
        return 0
    return session.scalar(sa.select(sa.func.count()).select_from(Activity).where(waits)) or 0


def _stands(standing: CreditStanding) -> sa.ColumnElement[bool]:
    """Match the credits of this standing, beside their activity."""
    is_old = Credit.decided_version != Activity.version
    if standing is CreditStanding.STALE:
        return sa.and_(Credit.decision == Decision.APPROVED, is_old)
    if standing is CreditStanding.APPROVED:
        return sa.and_(Credit.decision == Decision.APPROVED, ~is_old)
    return sa.type_coerce(Credit.decision == Decision.of_code(standing), sa.Boolean)
