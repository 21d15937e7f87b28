"""What a group's secretariat decides, for its own group alone."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Credit
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

DEEDS = {
    Decision.APPROVED: "通过并计入本集团",
    Decision.RETURNED: "退回修改",
    Decision.EXCLUDED: "不计入本集团",
}


def decide(
    session: Session,
    actor: Actor,
    activity: Activity,
    decision: Decision,
    *,
    version: int,
    reason: str = "",
) -> Credit:
    """Decide on the version that was read; all but an approval need a reason."""
    policy.require_on(session, actor, Action.ACTIVITY_DECIDE, activity)
    if activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken(f"这项活动{activity.state.label}，不能审核")
    if version != activity.version:
        raise RuleBroken(f"这项活动刚被改为第 {activity.version} 版，先看变化再审核")
    if decision is not Decision.APPROVED and not reason.strip():
        raise RuleBroken("请写明原因，报送单位会看到", "reason")
    refuse_closed(session, activity, actor.group_id)
    credit = credit_in(activity, actor.group_id)
    before = journal.facts(credit)
    credit.decision, credit.reason = decision, reason.strip()
    credit.decided_version, credit.decided_at = activity.version, now()
    credit.decided_by_id = actor.account_id or None
    journal.record(session, actor, DEEDS[decision], credit, before=before, reason=reason.strip())
    return credit


def credit_in(activity: Activity, group_id: int) -> Credit:
    """Return the credit of the record in a group to which it was offered."""
    return next(one for one in activity.credits if one.group_id == group_id)
