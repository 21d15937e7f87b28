"""The check inside a unit: what its clerks hand in waits for one of its administrators.

Such a record is in no group's hands: it counts nowhere and no group sees it.
Whether a unit wants the check is asked when something is done, so that turning
it off loses nothing: whoever hands in what still waits hands it on.
"""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service.offering import UNDECIDED
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor


def is_asked(session: Session, actor: Actor, activity: Activity) -> bool:
    """Tell whether an administrator of the unit must pass on what the actor hands in."""
    unit_id = activity.owner_unit_id
    if unit_id not in actor.unit_ids - policy.own_units(actor, Action.ACTIVITY_CHECK):
        return False
    return bool(session.scalar(sa.select(Unit.checks_inside).where(Unit.id == unit_id)))


def hand_over(session: Session, actor: Actor, activity: Activity) -> Activity:
    """Put a complete record before the administrators of the unit."""
    if activity.state is ActivityState.CHECKING:
        raise RuleBroken("这项活动已经提交，正在等待本单位管理员审核")
    if any(one.decision not in UNDECIDED for one in activity.credits):
        raise RuleBroken("另有集团已经审核过这项活动，请本单位管理员再次提交")
    before = journal.facts(activity)
    activity.state, activity.submitted_on = ActivityState.CHECKING, None
    journal.record(session, actor, "提交本单位审核", activity, before=before)
    return activity


def refuse_waiting(session: Session, actor: Actor, activity: Activity) -> None:
    """Leave a record as it is while an administrator of the unit looks at it."""
    if activity.state is ActivityState.CHECKING and is_asked(session, actor, activity):
        raise RuleBroken("这项活动正在等待本单位管理员审核，撤回以后才能修改")


def refuse_unchecked(session: Session, actor: Actor, activity: Activity) -> None:
    """Refuse a new version that would reach the groups without the check."""
    decisions = {one.decision for one in activity.credits}
    mends = Decision.RETURNED in decisions and decisions <= set(UNDECIDED)
    if not mends and is_asked(session, actor, activity):
        raise RuleBroken(
            "本单位设了内部审核：日期、类别、单位和数据请由本单位管理员修改，或者撤回以后修改再提交"
        )
