"""The reasons a group's secretariat can give, as its own list of short words."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.reason import Reason
from groupmgr.journal import service as journal
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

GIVEN_FOR = (Decision.RETURNED, Decision.EXCLUDED)
# What a new group begins with: the decision, the place it is about, the words.
STARTING = (
    (Decision.RETURNED, "evidence", "佐证材料看不清或缺页"),
    (Decision.RETURNED, "evidence", "佐证材料与记录不一致"),
    (Decision.RETURNED, "person-times", "人次与签到表不符"),
    (Decision.RETURNED, "persons", "人数与名单不符"),
    (Decision.RETURNED, "income", "到款额多于合同金额，或缺到账凭证"),
    (Decision.RETURNED, "figures", "金额单位有误，请按万元填写"),
    (Decision.RETURNED, "days", "起止日期与佐证材料不符"),
    (Decision.RETURNED, "parties", "参与单位不全，或单位名称与登记不符"),
    (Decision.RETURNED, "people", "缺派出单位的同意"),
    (Decision.RETURNED, "category", "活动类别不符"),
    (Decision.RETURNED, "summary", "内容与成效过于笼统，缺具体做法和结果"),
    (Decision.RETURNED, "summary", "有错别字、待补的字样或身份证号码"),
    (Decision.EXCLUDED, "", "与已计入的活动重复"),
    (Decision.EXCLUDED, "", "不属于本集团的业务范围"),
    (Decision.EXCLUDED, "parties", "只有本单位参加，属日常教学"),
    (Decision.EXCLUDED, "days", "不在本集团统计的年度内"),
)


def starting(group_id: int) -> list[Reason]:
    """Return the reasons with which a group begins."""
    return [
        Reason(group_id=group_id, decision=decision, place=place, words=words)
        for decision, place, words in STARTING
    ]


def book(session: Session, actor: Actor) -> Sequence[Reason]:
    """Return all reasons of the group, those that ended too."""
    policy.require(actor, Action.GROUP_VIEW)
    return session.scalars(_of(actor.group_id)).all()


def in_force(session: Session, group_id: int, day: dt.date) -> Sequence[Reason]:
    """Return the reasons that can be given on a day."""
    return session.scalars(_of(group_id).where(Reason.in_force_on(day))).all()


def begin(session: Session, actor: Actor) -> None:
    """Take over the starting reasons, for a group that has none."""
    policy.require(actor, Action.GROUP_EDIT)
    if book(session, actor):
        raise RuleBroken("本集团已有理由，可以逐条添加")
    for reason in starting(actor.group_id):
        session.add(reason)
        journal.record(session, actor, "登记审核理由", reason)


def add(session: Session, actor: Actor, decision: Decision, place: str, words: str) -> Reason:
    """Enter a reason."""
    policy.require(actor, Action.GROUP_EDIT)
    same = [one for one in book(session, actor) if one.valid_until is None and one.words == words]
    if any(one.decision is decision for one in same):
        raise RuleBroken("已有这条理由，请换一种说法", "words")
    reason = Reason(group_id=actor.group_id, decision=decision, place=place, words=words)
    session.add(reason)
    journal.record(session, actor, "登记审核理由", reason)
    return reason


def end(session: Session, actor: Actor, reason: Reason, valid_until: dt.date) -> Reason:
    """End a reason on its last day; what was said with it stays."""
    policy.require_on(session, actor, Action.GROUP_EDIT, reason)
    if reason.valid_until is not None:
        raise RuleBroken("这条理由已有终止日期")
    before = journal.facts(reason)
    reason.valid_until = valid_until
    journal.record(session, actor, "终止审核理由", reason, before=before)
    return reason


def _of(group_id: int) -> sa.Select[Reason]:
    order = sa.case({one: at for at, one in enumerate(GIVEN_FOR)}, value=Reason.decision)
    return sa.select(Reason).where(Reason.of_group(group_id)).order_by(order, Reason.id)
