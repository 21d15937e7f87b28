"""What units promised in an agreement, and what kept it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.merging import merged
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.models import Receipt
from groupmgr.projects.promises import Keeping, Promise

SHOWN = (joinedload(Promise.unit), joinedload(Promise.agreement), selectinload(Promise.keepings))


def of_agreement(session: Session, agreement: Agreement) -> Sequence[Promise]:
    """Return the promises of an agreement that the caller was shown, the most urgent first."""
    query = sa.select(Promise).where(Promise.agreement_id == agreement.id).options(*SHOWN)
    return session.scalars(query.order_by(Promise.due_on.asc().nulls_last(), Promise.id)).all()


def promise(session: Session, actor: Actor, agreement: Agreement, facts: Mapping[str, Any]) -> None:
    """Replace the promises of an agreement; one that was kept in part is not dropped."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, agreement)
    rows, held = facts["promises"], of_agreement(session, agreement)
    parties = {party.unit_id for party in agreement.parties} | {one.unit_id for one in held}
    if any(row["unit_id"] not in parties for row in rows):
        raise RuleBroken("承诺方要是签署单位", "promises")
    if any(row["amount"] <= 0 for row in rows):
        raise RuleBroken("承诺数量要大于 0", "promises")
    kept = merged(held, rows, Promise)
    gone = [one for one in held if one not in kept]
    if any(one.keepings for one in gone):
        raise RuleBroken("已有兑现记录的承诺不能删除，请先删除兑现记录", "promises")
    for one in gone:
        session.delete(one)
    for one in kept:
        one.agreement_id = agreement.id
        session.add(one)
    words = "；".join(f"{one.subject} {one.amount}{one.measure}" for one in kept)
    before = journal.facts(agreement)
    journal.record(session, actor, "登记协议承诺", agreement, before=before, reason=words)


def receipts(session: Session, agreement: Agreement) -> Sequence[tuple[int, str]]:
    """Return the money that arrived for the project of an agreement, by key and in words."""
    if agreement.project_id is None:
        return []
    query = sa.select(Receipt).where(Receipt.project_id == agreement.project_id)
    found = session.scalars(query.order_by(Receipt.voucher_on.desc()))
    return [(one.id, f"{one.voucher_on} {one.voucher_number}") for one in found]


def keep(
    session: Session,
    actor: Actor,
    promised: Promise,
    facts: Mapping[str, Any],
    activity_ids: Collection[int],
) -> None:
    """Replace what kept a promise; `activity_ids` are those that the actor may name."""
    policy.require_on(session, actor, Action.PROJECT_EDIT, promised)
    rows = facts["keepings"]
    known = {one.activity_id for one in promised.keepings} | {None, *activity_ids}
    for row in rows:
        if row["on"] > today():
            raise RuleBroken("兑现日期不能晚于今天", "keepings")
        if row["amount"] <= 0:
            raise RuleBroken("兑现数量要大于 0", "keepings")
        if row["activity_id"] not in known:
            raise RuleBroken("请从列表中选择活动", "keepings")
    promised.keepings = merged(promised.keepings, rows, Keeping)
    words = f"{promised.subject}：承诺 {promised.amount}，已兑现 {promised.kept}{promised.measure}"
    before = journal.facts(promised)
    journal.record(session, actor, "登记承诺兑现", promised, before=before, reason=words)
