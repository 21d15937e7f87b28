"""Who used a base, and what that comes to in a school year."""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.bases.labels import UsageKind
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.usage import BaseUsage
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.roll import member_on
from groupmgr.policy import Action, Actor

BEGINS = (9, 1)


def school_year(day: dt.date) -> int:
    """Return the year in which the school year of a day began."""
    return day.year - ((day.month, day.day) < BEGINS)


def listing(base: TrainingBase) -> sa.Select[BaseUsage]:
    """Return the query of the use of a base that the caller was shown."""
    query = sa.select(BaseUsage).where(BaseUsage.base_id == base.id)
    return query.options(joinedload(BaseUsage.unit), selectinload(BaseUsage.files))


def save(
    session: Session, actor: Actor, base: TrainingBase, usage: BaseUsage, facts: Mapping[str, Any]
) -> None:
    """Record the use of a base, or correct the record."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    _check(facts)
    before, is_new = journal.facts(usage) if usage.id else {}, not usage.id
    for name, value in facts.items():
        setattr(usage, name, value)
    usage.base_id = base.id
    session.add(usage)
    deed = "登记使用记录" if is_new else "修改使用记录"
    journal.record(session, actor, deed, usage, before=before)


def remove(session: Session, actor: Actor, base: TrainingBase, usage: BaseUsage) -> None:
    """Take a record away that was wrong; the journal keeps it."""
    policy.require_on(session, actor, Action.BASE_EDIT, base)
    journal.record(session, actor, "删除使用记录", usage, before=journal.facts(usage))
    session.delete(usage)
    session.flush()


def proposals(
    session: Session, actor: Actor, base: TrainingBase, began: int
) -> dict[str, int | None]:
    """Return what the use of a base in a school year comes to, by the items of its statistics."""
    since, until = dt.date(began, *BEGINS), dt.date(began + 1, *BEGINS)
    member = member_on(actor.group_id, BaseUsage.unit_id, BaseUsage.ends_on)
    is_member = sa.case((BaseUsage.unit_id.is_(None), sa.false()), else_=member)
    query = sa.select(BaseUsage, is_member).where(
        BaseUsage.base_id == base.id, BaseUsage.ends_on >= since, BaseUsage.ends_on < until
    )
    used = [(one, bool(of_group)) for one, of_group in session.execute(query)]
    if not used:
        return {}
    own = [one for one, _ in used if one.unit_id == base.owner_unit_id]
    others = [(one, of_group) for one, of_group in used if one.unit_id != base.owner_unit_id]
    trained = [one for one, _ in used if one.kind is UsageKind.TRAINING]
    return {
        "days_used": len({day for one, _ in used for day in _days(one)}),
        "person_hours_inside": _hours(own),
        "person_hours_outside": _hours(one for one, _ in others),
        "person_hours_members": _hours(one for one, of_group in others if of_group),
        "training_person_times": sum(one.people for one in trained),
        "training_person_days": sum(one.people * one.days for one in trained),
    }


def _hours(usages: Iterable[BaseUsage]) -> int:
    total = sum((one.person_hours for one in usages), Decimal(0))
    return int(total.quantize(Decimal(1), ROUND_HALF_UP))


def _days(usage: BaseUsage) -> Iterable[dt.date]:
    return (usage.starts_on + dt.timedelta(days=n) for n in range(usage.days))


def _check(facts: Mapping[str, Any]) -> None:
    starts, ends = facts["starts_on"], facts["ends_on"]
    if ends < starts:
        raise RuleBroken("结束日期不能早于开始日期", "ends_on")
    if ends > today():
        raise RuleBroken("使用记录在使用以后登记，结束日期不能晚于今天", "ends_on")
    if school_year(starts) != school_year(ends):
        raise RuleBroken("跨学年的使用请按 8 月 31 日分成两条", "ends_on")
    for name, words in (("people", "人数"), ("hours", "学时")):
        if facts[name] <= 0:
            raise RuleBroken(f"{words}要大于 0", name)
    _check_user(facts)


def _check_user(facts: Mapping[str, Any]) -> None:
    if facts["unit_id"] is None and not facts["user"]:
        raise RuleBroken("请选择使用单位，不在名录中的写明名称", "unit_id")
    if facts["unit_id"] is not None and facts["user"]:
        raise RuleBroken("已选择使用单位，名录外的名称请留空", "user")
