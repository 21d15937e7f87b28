"""Let activities of past years count that nobody reviewed one by one."""

from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding, locking, offering, versions
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Actor, Role


def approve(session: Session, actor: Actor, activity: Activity) -> None:
    """Let a draft count in this group alone, and say in the journal that nobody reviewed it.

    It is for the first load of past years by a system administrator.
    """
    if Role.SYSTEM not in actor.roles:
        raise NotAllowed("只有系统管理员可以导入为已通过")
    if activity.ends_on > today():
        raise RuleBroken("活动还没有结束，不能计入")
    offering.offer(session, activity, [actor.group_id])
    locking.refuse_closed(session, activity)
    before = journal.facts(activity)
    activity.state, activity.submitted_on = ActivityState.SUBMITTED, today()
    versions.settle(session, actor, activity)
    credit = deciding.credit_in(activity, actor.group_id)
    credit.decision, credit.decided_version = Decision.APPROVED, activity.version
    credit.decided_at, credit.reason = now(), "往年资料导入，未经逐条审核"
    journal.record(session, actor, "导入往年活动并计入本集团", activity, before=before)
