"""Say that two records tell of different events; remembered for the pair, whoever asks."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.distinction import Distinction
from groupmgr.activities.models import Activity
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor


def tell_apart(session: Session, actor: Actor, activity: Activity, other_id: int) -> None:
    """Say it for a record that the actor keeps or reviews; saying it twice changes nothing."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    one_id, other = sorted((activity.id, other_id))
    if one_id == other or session.get(Activity, other_id) is None:
        raise RuleBroken("没有找到另一条记录，请刷新页面后再看")
    said = sa.select(Distinction.id).where(
        Distinction.one_id == one_id, Distinction.other_id == other
    )
    if session.scalar(said) is not None:
        return
    session.add(Distinction(one_id=one_id, other_id=other, said_by_id=actor.account_id or None))
    reason = f"另一条记录的编号尾数是 {other_id}"
    before = journal.facts(activity)
    journal.record(session, actor, "不是同一项活动", activity, before=before, reason=reason)
