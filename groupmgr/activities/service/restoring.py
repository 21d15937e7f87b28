"""Bring a void record back, with the state and the decisions it had."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.activities.service.submitting import refuse_for_other_groups
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor


def restore(session: Session, actor: Actor, activity: Activity, reason: str) -> Activity:
    """Undo 作废: nothing material changed meanwhile, so what was decided holds again."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state is not ActivityState.VOID:
        raise RuleBroken("只有已作废的活动可以恢复")
    if activity.merged_into_id is not None:
        raise RuleBroken("这条记录已并入另一条，请在那条记录的页面上撤销合并")
    if not reason.strip():
        raise RuleBroken("请写明恢复的原因", "reason")
    refuse_for_other_groups(actor, activity)
    refuse_closed(session, activity)
    before = journal.facts(activity)
    activity.state, activity.void_reason = ActivityState.SUBMITTED, ""
    journal.record(session, actor, "恢复活动", activity, before=before, reason=reason.strip())
    return activity
