"""Offer a record of a register to groups, and decide what counts in one of them.

Studios, bases, projects and agreements share this: each has an `owner_unit_id`
and one credit for every group it was offered to.
"""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.groups.models import Closing, Group
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership
from groupmgr.policy import Action, Actor

DEEDS = {
    Decision.APPROVED: "通过，计入本集团",
    Decision.RETURNED: "退回修改",
    Decision.EXCLUDED: "不计入本集团",
}


def groups_of_unit(session: Session, unit_id: int) -> Sequence[Group]:
    """Return the groups on whose roll the unit is today: those a record can be offered to."""
    query = sa.select(Group).where(Group.id.in_(_groups(unit_id))).order_by(Group.id)
    return session.scalars(query).all()


def _groups(unit_id: int) -> sa.Select[int]:
    on_roll = Membership.on_roll(today())
    return sa.select(Membership.group_id).where(Membership.unit_id == unit_id, on_roll)


def offer(session: Session, actor: Actor, record: Any, group_id: int, deciding: Action) -> None:
    """Offer the record to a group of its unit; what the deciding office enters counts at once."""
    if group_id not in session.scalars(_groups(record.owner_unit_id)).all():
        raise RuleBroken("依托单位不是该集团的成员，不能报送")
    if of_group(record, group_id) is not None:
        raise RuleBroken("已经报送过该集团")
    credit = type(record).credits.property.mapper.class_(group_id=group_id)
    credit.decision = Decision.WAITING
    if group_id == actor.group_id and policy.may(actor, deciding):
        credit.decision, credit.decided_at = Decision.APPROVED, now()
        credit.decided_by_id = actor.account_id or None
    record.credits.append(credit)


def hand_in_again(record: Any) -> None:
    """Put what was returned before the secretariats again, after it was mended."""
    for credit in record.credits:
        if credit.decision is Decision.RETURNED:
            credit.decision = Decision.WAITING


def decide(
    session: Session, actor: Actor, action: Action, record: Any, decision: Decision, reason: str
) -> None:
    """Decide for the open group alone; raise `RuleBroken` where a reason is missing."""
    policy.require_on(session, actor, action, record)
    if decision not in DEEDS:
        raise RuleBroken("请选择审核意见", "decision")
    if decision is not Decision.APPROVED and not reason.strip():
        raise RuleBroken("请写明理由，填报单位会看到", "reason")
    credit = of_group(record, actor.group_id)
    if credit is None:
        raise RuleBroken("这条记录没有报送本集团")
    credit.decision, credit.reason = decision, reason.strip()
    credit.decided_at, credit.decided_by_id = now(), actor.account_id or None
    journal.record(session, actor, DEEDS[decision], record, reason=reason.strip())


def refuse_closed(session: Session, record: Any, years: Collection[int]) -> None:
    """Refuse to change what counts in a closed year of a group that did not exclude the record."""
    table = type(record)
    credit = table.credits.property.mapper.class_
    groups = sa.select(credit.group_id).select_from(table).join(table.credits)
    groups = groups.where(table.id == record.id, credit.decision != Decision.EXCLUDED)
    which = sa.and_(Closing.year.in_(years), Closing.group_id.in_(groups))
    if years:
        closing.refuse(session, which, record.owner_unit_id)


def of_group(record: Any, group_id: int) -> Any:
    """Return the credit of one group, or nothing where the record was not offered there."""
    return next((credit for credit in record.credits if credit.group_id == group_id), None)
