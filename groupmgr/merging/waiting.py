"""The requests to join that wait: for an answer of the own units, and for that of others.

Each row is the key, the title of the record, the unit on the other side, and since when.
"""

from typing import Any

import sqlalchemy as sa

from groupmgr.activities.models import Activity
from groupmgr.members.models import Unit
from groupmgr.merging.labels import RequestState
from groupmgr.merging.models import JoinRequest
from groupmgr.policy import Actor

Rows = sa.Select[int, str, str, Any]


def for_us(actor: Actor) -> Rows:
    """Select the requests to join a record of the actor's units."""
    mine = Activity.owner_unit_id.in_(actor.unit_ids)
    return _waiting(JoinRequest.unit_id).where(mine)


def for_others(actor: Actor) -> Rows:
    """Select the requests of the actor's units that others have not answered."""
    mine = JoinRequest.unit_id.in_(actor.unit_ids)
    return _waiting(Activity.owner_unit_id).where(mine)


def _waiting(other_unit: sa.orm.InstrumentedAttribute[int]) -> Rows:
    return (
        sa.select(JoinRequest.id, Activity.title, Unit.name, JoinRequest.created_at)
        .join(Activity, Activity.id == JoinRequest.activity_id)
        .join(Unit, Unit.id == other_unit)
        .where(JoinRequest.state == RequestState.WAITING)
        .order_by(JoinRequest.created_at, JoinRequest.id)
    )
