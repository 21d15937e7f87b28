"""What an administrator of a unit does with a record that a clerk handed in."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.service import submitting
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import Conflict, RuleBroken
from groupmgr.policy import Action, Actor


def pass_on(session: Session, actor: Actor, activity: Activity, *, revision: int) -> Activity:
    """Hand the record that was read in to its groups."""
    _require_waiting(session, actor, activity)
    if revision != activity.revision:
        raise Conflict("这项活动刚被修改过，看过现在的内容再提交")
    return submitting.submit(session, actor, activity)


def send_back(session: Session, actor: Actor, activity: Activity, reason: str) -> Activity:
    """Make the record a draft again, and say what is to be mended."""
    _require_waiting(session, actor, activity)
    if not reason.strip():
        raise RuleBroken("请写明要改什么，填报员会看到", "reason")
    before = journal.facts(activity)
    activity.state = ActivityState.DRAFT
    reason = reason.strip()
    journal.record(session, actor, "退回填报员", activity, before=before, reason=reason)
    return activity


def _require_waiting(session: Session, actor: Actor, activity: Activity) -> None:
    policy.require_on(session, actor, Action.ACTIVITY_CHECK, activity)
    if activity.state is not ActivityState.CHECKING:
        raise RuleBroken("这项活动不在等待本单位审核")
