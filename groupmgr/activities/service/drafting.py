"""Begin a record, and write into it."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, Confirmation, PartyRole
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service import content, details, inside, locking, offering, versions
from groupmgr.activities.service.completeness import refuse_incomplete
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor

COLLECTIONS = ("audiences", "parties", "figures", "people", "evidence", "media", "credits")


def start(session: Session, actor: Actor, owner_unit_id: int, facts: Mapping[str, Any]) -> Activity:
    """Make the draft of a unit, which hosts it, and offer it to all its groups of that day."""
    policy.require_for(actor, Action.ACTIVITY_EDIT, owner_unit_id)
    nothing: dict[str, Any] = {name: [] for name in COLLECTIONS}
    activity = Activity(owner_unit_id=owner_unit_id, training=None, **nothing)
    if owner_unit_id not in actor.unit_ids:
        activity.drafted_by_group_id = _office_group(session, actor, owner_unit_id)
    activity.parties = [
        Party(
            unit_id=owner_unit_id,
            role=PartyRole.HOST,
            confirmation=Confirmation.NOT_NEEDED,
        )
    ]
    content.apply(activity, facts)
    details.direct(session, activity)
    session.add(activity)
    session.flush()
    offering.offer_to_all(session, activity)
    journal.record(session, actor, "新建草稿", activity)
    session.flush()
    return activity


def save(session: Session, actor: Actor, activity: Activity, facts: Mapping[str, Any]) -> Activity:
    """Write into a record; one that was handed in must stay complete, and may get a new version."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state is ActivityState.VOID:
        raise RuleBroken("已作废的活动不能修改")
    inside.refuse_waiting(session, actor, activity)
    before, was = journal.facts(activity), material_of(activity)
    with locking.guarded(session, activity):
        content.apply(activity, facts)
        details.direct(session, activity)
        if "groups" in facts:
            offering.offer(session, activity, facts["groups"])
    # A change of the rows below the record raises its revision too.
    flag_modified(activity, "changed_at")
    if activity.state is ActivityState.SUBMITTED:
        refuse_incomplete(activity)
        is_new = versions.settle(session, actor, activity, was)
        if is_new:
            inside.refuse_unchecked(session, actor, activity)
        if not is_new or _reworded(before, journal.facts(activity)):
            journal.record(session, actor, "修改活动", activity, before=before)
    session.flush()
    return activity


def discard(session: Session, actor: Actor, activity: Activity) -> None:
    """Throw a draft away that was never handed in."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state is not ActivityState.DRAFT or versions.latest(session, activity):
        raise RuleBroken("只有没有提交过的草稿可以删除；提交过的可以作废")
    journal.record(session, actor, "删除草稿", activity)
    session.delete(activity)
    session.flush()


def _reworded(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    changed = {name for name in after if after[name] != before.get(name)}
    return bool(changed - {"version", "submitted_on", "starts_on", "ends_on", "category"})


def _office_group(session: Session, actor: Actor, unit_id: int) -> int:
    here = sa.exists().where(Unit.id == unit_id, Unit.of_group(actor.group_id))
    if not session.scalar(sa.select(here)):
        raise RuleBroken("请从本集团的单位中选择", "owner_unit_id")
    return actor.group_id
