"""The activities that some units held together, for pages that point to one of them."""

from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.policy import Action, Actor

MOST = 200


def choices(session: Session, actor: Actor, unit_ids: Collection[int]) -> Sequence[tuple[int, str]]:
    """Return the last activities that two or more of the units held, by key, with day and title."""
    together = (
        sa.select(Party.activity_id)
        .where(Party.unit_id.in_(unit_ids))
        .group_by(Party.activity_id)
        .having(sa.func.count(sa.distinct(Party.unit_id)) > 1)
    )
    query = (
        sa.select(Activity.id, Activity.ends_on, Activity.title)
        .where(policy.visible(actor, Action.ACTIVITY_VIEW, Activity))
        .where(Activity.state == ActivityState.SUBMITTED, Activity.id.in_(together))
        .order_by(Activity.ends_on.desc(), Activity.id.desc())
        .limit(MOST)
    )
    return [(key, f"{day} {title}") for key, day, title in session.execute(query)]


def titles(session: Session, actor: Actor, keys: Collection[int]) -> Mapping[int, str]:
    """Return the titles of those of some activities that the actor may see."""
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    query = sa.select(Activity.id, Activity.title).where(Activity.id.in_(keys), seen)
    return dict(session.execute(query).all())
