"""Records that may tell of the same event."""

import datetime as dt
from collections.abc import Collection
from difflib import SequenceMatcher
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor

NEAR = dt.timedelta(days=3)
ALIKE = 0.6
LOOKED_AT = 200


class Candidate(NamedTuple):
    """A record that may be the same, and whose it is."""

    key: int
    number: str
    title: str
    owner: str
    starts_on: dt.date
    ends_on: dt.date


def alike(
    session: Session,
    actor: Actor,
    *,
    title: str,
    starts_on: dt.date,
    ends_on: dt.date,
    unit_ids: Collection[int],
    but: int | None = None,
) -> list[Candidate]:
    """Return the records the actor may see with near dates, a shared party and an alike title."""
    shared = sa.select(Party.activity_id).where(Party.unit_id.in_(unit_ids))
    query = (
        sa.select(Activity, Unit.name)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .where(
            Activity.starts_on <= ends_on + NEAR,
            Activity.ends_on >= starts_on - NEAR,
            Activity.state != ActivityState.VOID,
            Activity.id != (but or 0),
            Activity.id.in_(shared),
            policy.visible(actor, Action.ACTIVITY_VIEW, Activity),
        )
        .order_by(Activity.ends_on.desc(), Activity.id)
        .limit(LOOKED_AT)
    )
    return [
        Candidate(one.id, one.number, one.title, owner, one.starts_on, one.ends_on)
        for one, owner in session.execute(query)
        if _alike(title, one.title)
    ]


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
