"""The records that name a unit: what waits for its answer, and what it was part of."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased, joinedload

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Activity, Party
from groupmgr.policy import Action, Actor


def waiting(actor: Actor) -> sa.Select[Party]:
    """Return the query of the parts of the actor's units whose turn it is."""
    return cooperations(actor).where(
        Party.id.in_(_narrowed(actor)),
        Activity.state == ActivityState.SUBMITTED,
        Party.awaited(Activity.version),
    )


def _narrowed(actor: Actor) -> sa.CompoundSelect[int]:
    """Select the few parts whose turn it may be: who never spoke, and where there was a change.

    Both are found by an index; a unit of thousands of records has few of them.
    """
    one, now = aliased(Party), aliased(Activity)
    mine = sa.select(one.id).where(one.unit_id.in_(actor.unit_ids))
    changed = sa.select(now.id).where(now.state == ActivityState.SUBMITTED, now.version > 1)
    spoke = one.confirmation != Confirmation.WAITING
    return sa.union_all(
        mine.where(one.confirmation == Confirmation.WAITING),
        mine.where(one.activity_id.in_(changed), spoke),
    )


def cooperations(actor: Actor) -> sa.Select[Party]:
    """Return the query of all parts of the actor's units in records of others."""
    return (
        sa.select(Party)
        .join(Activity, Activity.id == Party.activity_id)
        .where(
            policy.visible(actor, Action.ACTIVITY_CONFIRM, Party),
            Party.confirmation != Confirmation.NOT_NEEDED,
        )
        .options(
            joinedload(Party.unit),
            joinedload(Party.activity).joinedload(Activity.owner),
        )
    )


def count(session: Session, actor: Actor) -> int:
    """Return for how many answers of the actor's units others wait."""
    if not actor.unit_ids:
        return 0
    keys = waiting(actor).with_only_columns(Party.id).order_by(None).subquery()
    return session.scalar(sa.select(sa.func.count()).select_from(keys)) or 0
