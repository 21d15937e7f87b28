"""The records that name a unit: what waits for its answer, and what it was part of."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Activity, Party
from groupmgr.policy import Action, Actor


def waiting(actor: Actor) -> sa.Select[Party]:
    """Return the query of the parts of the actor's units whose turn it is."""
    return cooperations(actor).where(
        Activity.state == ActivityState.SUBMITTED, Party.awaited(Activity.version)
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
