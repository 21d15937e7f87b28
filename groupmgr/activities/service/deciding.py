"""What a group's secretariat decides, for its own group alone."""

from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Credit
from groupmgr.activities.service import remarking
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.activities.service.remarking import Pin
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
ASKED = {
    Decision.RETURNED: "请至少加一条批注，写明要改什么，报送单位会看到",
    Decision.EXCLUDED: "请选择不计入的理由，或者写明原因，报送单位会看到",
}


def decide(
    session: Session,
    actor: Actor,
    activity: Activity,
    decision: Decision,
    *,
    version: int,
    reason: str = "",
    pins: Iterable[Pin] = (),
    solved: Collection[int] = (),
) -> Credit:
    """Decide on the version that was read; all but an approval need a reason.

    A return pins each of its remarks to a place of the record; `reason` is one
    on the whole of it. `solved` names older remarks that need no more work.
    """
    policy.require_on(session, actor, Action.ACTIVITY_DECIDE, activity)
    _refuse_unread(activity, version)
    refuse_closed(session, activity, actor.group_id)
    on_whole = [Pin(words=reason)] if reason.strip() else []
    new = remarking.say(session, actor, activity, decision, [*on_whole, *pins])
    open_ = remarking.left_open(session, actor, activity, decision, solved)
    if decision is not Decision.APPROVED and not new and not open_:
        raise RuleBroken(ASKED[decision], "pins")
    remarking.keep(session, actor, activity, decision, new, open_)
    said = remarking.together(activity, [*open_, *new])
    return _write(session, actor, activity, decision, said)


def credit_in(activity: Activity, group_id: int) -> Credit:
    """Return the credit of the record in a group to which it was offered."""
    return next(one for one in activity.credits if one.group_id == group_id)


def _refuse_unread(activity: Activity, version: int) -> None:
    if activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken(f"这项活动{activity.state.label}，不能审核")
    if version != activity.version:
        raise RuleBroken(f"这项活动刚被改为第 {activity.version} 版，先看变化再审核")


def _write(
    session: Session, actor: Actor, activity: Activity, decision: Decision, said: str
) -> Credit:
    credit = credit_in(activity, actor.group_id)
    before = journal.facts(credit)
    credit.decision, credit.reason = decision, said
    credit.decided_version, credit.decided_at = activity.version, now()
    credit.decided_by_id = actor.account_id or None
    journal.record(session, actor, DEEDS[decision], credit, before=before, reason=said)
    return credit
