"""Hand a record in, take it back, or declare it void."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.confirmation import deadline
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service import inside, versions
from groupmgr.activities.service.completeness import refuse_incomplete
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.activities.service.offering import UNDECIDED
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor


def submit(session: Session, actor: Actor, activity: Activity) -> Activity:
    """Hand a draft in, or a returned record in again; raise `Incomplete` if it lacks something."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    returned = [one for one in activity.credits if one.decision is Decision.RETURNED]
    if activity.state is ActivityState.VOID:
        raise RuleBroken("已作废的活动不能提交")
    if activity.state is ActivityState.SUBMITTED and not returned:
        raise RuleBroken("这项活动已经提交，正在等待审核")
    refuse_incomplete(activity)
    refuse_closed(session, activity)
    if inside.is_asked(session, actor, activity):
        return inside.hand_over(session, actor, activity)
    is_own = activity.owner_unit_id in policy.own_units(actor, Action.ACTIVITY_CHECK)
    is_checked = activity.state is ActivityState.CHECKING and is_own
    deed = "本单位审核后提交" if is_checked else "提交审核"
    before = journal.facts(activity)
    activity.state = ActivityState.SUBMITTED
    for credit in returned:
        credit.decision = Decision.WAITING
    activity.submitted_on = today()
    for party in activity.parties:
        party.ask(deadline())
    versions.settle(session, actor, activity)
    journal.record(session, actor, deed, activity, before=before)
    return activity


def withdraw(session: Session, actor: Actor, activity: Activity) -> Activity:
    """Make a record a draft again while no group has decided that it counts or does not."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state not in (ActivityState.CHECKING, ActivityState.SUBMITTED):
        raise RuleBroken("只有已提交的活动可以撤回")
    if any(one.decision not in UNDECIDED for one in activity.credits):
        raise RuleBroken("已有集团作出审核，不能撤回；可以直接修改，或者作废")
    if activity.state is ActivityState.SUBMITTED:
        refuse_closed(session, activity)
    before = journal.facts(activity)
    activity.state, activity.submitted_on = ActivityState.DRAFT, None
    journal.record(session, actor, "撤回活动", activity, before=before)
    return activity


def void(session: Session, actor: Actor, activity: Activity, reason: str) -> Activity:
    """Take a record out of every count; it stays readable, and can be restored."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    if activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken("只有已提交的活动可以作废")
    if not reason.strip():
        raise RuleBroken("请写明作废的原因", "reason")
    refuse_for_other_groups(actor, activity)
    refuse_closed(session, activity)
    before = journal.facts(activity)
    activity.state, activity.void_reason = ActivityState.VOID, reason.strip()
    journal.record(session, actor, "作废活动", activity, before=before, reason=reason.strip())
    return activity


def refuse_for_other_groups(actor: Actor, activity: Activity) -> None:
    """Keep a secretariat from voiding, or restoring, what another group counts."""
    if activity.owner_unit_id in actor.unit_ids:
        return
    others = [one for one in activity.credits if one.group_id != actor.group_id]
    if any(one.decision is Decision.APPROVED for one in others):
        raise RuleBroken("其他集团已经计入这项活动，请由报送单位处理；本集团可以改为不计入")
