"""What the units in a record say of it."""

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Party
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import Conflict, RuleBroken
from groupmgr.policy import Action, Actor

DEEDS = {
    Confirmation.CONFIRMED: "确认参加",
    Confirmation.CORRECTED: "提出更正",
    Confirmation.DISPUTED: "提出异议",
}


def confirm(session: Session, actor: Actor, party: Party, *, version: int) -> Party:
    """Confirm, for the actor's own unit, the version that was read."""
    return answer(session, actor, party, Confirmation.CONFIRMED, version=version)


def answer(
    session: Session,
    actor: Actor,
    party: Party,
    said: Confirmation,
    *,
    version: int,
    reason: str = "",
) -> Party:
    """Say, for the actor's own unit, what there is to say of the version that was read."""
    policy.require_on(session, actor, Action.ACTIVITY_CONFIRM, party)
    activity = party.activity
    if activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken(f"这项活动{activity.state.label}，不需要确认")
    if party.confirmation is Confirmation.NOT_NEEDED:
        raise RuleBroken("报送单位不需要确认")
    if version != activity.version:
        raise Conflict(f"这项活动刚被改为第 {activity.version} 版，先看变化再确认")
    refuse_closed(session, activity)
    before = journal.facts(party)
    party.confirmation, party.confirmed_version = said, activity.version
    journal.record(session, actor, DEEDS[said], party, before=before, reason=reason)
    return party
