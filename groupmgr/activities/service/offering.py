"""To which groups a unit offers its record."""

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity, Credit
from groupmgr.groups.models import Group
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership

UNDECIDED = (Decision.WAITING, Decision.RETURNED)


def groups_of(session: Session, unit_id: int, day: dt.date) -> Sequence[Group]:
    """Return the groups in which the unit was a member on the day."""
    member = sa.select(Membership.group_id).where(
        Membership.unit_id == unit_id, Membership.on_roll(day)
    )
    return session.scalars(sa.select(Group).where(Group.id.in_(member)).order_by(Group.id)).all()


def offered_groups(session: Session, activity: Activity) -> Sequence[Group]:
    """Return the groups to which the record is or can be offered."""
    held = [one.group_id for one in activity.credits]
    able = [group.id for group in _open_groups(session, activity)]
    query = sa.select(Group).where(Group.id.in_({*held, *able})).order_by(Group.id)
    return session.scalars(query).all()


def offer_to_all(session: Session, activity: Activity) -> None:
    """Offer a new record to every group of the unit on the day it ended."""
    offer(session, activity, [g.id for g in _open_groups(session, activity)])


def offer(session: Session, activity: Activity, wanted: Collection[int]) -> None:
    """Offer the record to these groups alone; a group that decided keeps its credit."""
    decided = {one.group_id for one in activity.credits if one.decision not in UNDECIDED}
    held = {one.group_id for one in activity.credits}
    new = sorted(set(wanted) - held)
    if new and not set(new) <= {group.id for group in _open_groups(session, activity)}:
        raise RuleBroken("活动结束那天，本单位不是这个集团的成员", "groups")
    activity.credits = [
        *(one for one in activity.credits if one.group_id in decided | set(wanted)),
        *(Credit(group_id=group_id, decision=Decision.WAITING) for group_id in new),
    ]


def _open_groups(session: Session, activity: Activity) -> Sequence[Group]:
    return groups_of(session, activity.owner_unit_id, activity.ends_on)
