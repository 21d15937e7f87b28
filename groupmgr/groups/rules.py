"""The charter's rules as dated rows: a new one ends the old one, and nothing is overwritten."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

# What a rule of each kind must say.
NEEDED: Mapping[RuleKind, Sequence[str]] = {
    RuleKind.CADENCE: ("amount", "per"),
    RuleKind.QUOTA: ("amount", "per"),
    RuleKind.QUORUM: ("numerator", "denominator"),
    RuleKind.MAJORITY: ("numerator", "denominator"),
    RuleKind.PROXY: ("amount",),
    RuleKind.NOTICE: ("amount",),
    RuleKind.TERM: ("amount",),
    RuleKind.REPORTING: ("amount",),
    RuleKind.PRACTICE: ("amount",),
    RuleKind.CONFIRMING: ("amount",),
    RuleKind.REPLYING: ("amount",),
    RuleKind.DECIDING: ("amount",),
    RuleKind.EXPIRY: ("amount",),
    RuleKind.SILENCE: ("amount",),
    RuleKind.EXTENSION: ("amount",),
    RuleKind.TERMS: ("amount",),
    RuleKind.SEATS: ("numerator", "denominator"),
    RuleKind.APART: (),
}
# What an amount is counted in, where it is not days.
COUNTED = {
    RuleKind.TERM: "年",
    RuleKind.REPLYING: "个工作日",
    RuleKind.SILENCE: "个月",
    RuleKind.EXTENSION: "个月",
    RuleKind.TERMS: "届",
}


@dataclass(frozen=True, slots=True)
class Book:
    """The rules of a group: those in force or to come, and those of the past."""

    rules: list[Rule]
    ended: list[Rule]


def book(session: Session, actor: Actor, day: dt.date) -> Book:
    """Return the rules as they stand on a day."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Rule)
    order = sa.case({kind: at for at, kind in enumerate(RuleKind)}, value=Rule.kind)
    query = sa.select(Rule).where(seen).order_by(order, Rule.subject, Rule.valid_from.desc())
    found = list(session.scalars(query))
    ended = [rule for rule in found if rule.valid_until and rule.valid_until < day]
    return Book([rule for rule in found if rule not in ended], ended)


def lay_down(session: Session, actor: Actor, kind: RuleKind, facts: Mapping[str, Any]) -> Rule:
    """Enter a rule from a day on; the open rule on the same subject ends the day before."""
    policy.require(actor, Action.GROUP_EDIT)
    _check(kind, facts)
    rule = Rule(group_id=actor.group_id, kind=kind, **facts)
    _refuse_closed(session, rule, rule.valid_from)
    for old in _open(session, actor, rule):
        if rule.valid_from <= old.valid_from:
            raise RuleBroken(f"现行规则自 {old.valid_from} 起有效，新规则要更晚", "valid_from")
        lift(session, actor, old, rule.valid_from - dt.timedelta(days=1))
    session.add(rule)
    journal.record(session, actor, f"登记规则（{kind.label}）", rule)
    return rule


def lift(session: Session, actor: Actor, rule: Rule, valid_until: dt.date) -> Rule:
    """End a rule on its last day."""
    policy.require_on(session, actor, Action.GROUP_EDIT, rule)
    if rule.valid_until is not None:
        raise RuleBroken("这条规则已有终止日期")
    if valid_until < rule.valid_from:
        raise RuleBroken("终止日期不能早于起始日期", "valid_until")
    _refuse_closed(session, rule, valid_until + dt.timedelta(days=1))
    before = journal.facts(rule)
    rule.valid_until = valid_until
    journal.record(session, actor, f"终止规则（{rule.kind.label}）", rule, before=before)
    return rule


def amounts(session: Session, group_id: int, kind: RuleKind, day: dt.date) -> dict[str, int]:
    """Return what the rules of a kind lay down on a day, by their subjects."""
    query = sa.select(Rule.subject, Rule.amount).where(
        Rule.of_group(group_id), Rule.kind == kind, Rule.in_force_on(day)
    )
    return {subject: amount for subject, amount in session.execute(query) if amount is not None}


def words(rule: Rule) -> str:
    """Return what a rule asks for, as in 每半年至少 1 次 or 超过 1/2."""
    if rule.kind is RuleKind.APART:
        return "不得由一人兼任"
    if rule.numerator and rule.denominator:
        return _share(rule, f"{rule.numerator}/{rule.denominator}")
    return _amount(rule, rule.amount or 0)


def _share(rule: Rule, share: str) -> str:
    if rule.kind is RuleKind.SEATS:
        return f"不超过 {share}"
    base = "全体应到的" if rule.of_all else ""
    return f"超过{base} {share}" if rule.exceeding else f"{base or '达到'} {share} 以上".strip()


def _amount(rule: Rule, amount: int) -> str:
    if rule.per and "per" in NEEDED[rule.kind]:
        unit = "次" if rule.kind is RuleKind.CADENCE else ""
        each = "每校" if rule.each_school else ""
        return f"{each}{rule.per.label}至少 {amount} {unit}".strip()
    if rule.kind is RuleKind.PROXY:
        return f"一人最多代理 {amount} 家" if amount else "不得委托"
    if rule.subject == "most":
        return f"{amount} 次"
    return f"{amount} {COUNTED.get(rule.kind, '天')}"


def _check(kind: RuleKind, facts: Mapping[str, Any]) -> None:
    for name in NEEDED[kind]:
        if facts.get(name) is None:
            raise RuleBroken("请填写", name)
    numerator, denominator = facts.get("numerator"), facts.get("denominator")
    if numerator and denominator and numerator > denominator:
        raise RuleBroken("分子不能大于分母", "numerator")


def _refuse_closed(session: Session, rule: Rule, day: dt.date) -> None:
    """Keep what was in time, or enough, in a closed year: only these rules change a figure."""
    if rule.kind in (RuleKind.REPORTING, RuleKind.PRACTICE):
        closing.refuse_closed(session, [rule.group_id], closing.since(day), None)


def _open(session: Session, actor: Actor, rule: Rule) -> list[Rule]:
    query = sa.select(Rule).where(
        Rule.of_group(actor.group_id),
        Rule.kind == rule.kind,
        Rule.subject == rule.subject,
        Rule.valid_until.is_(None),
    )
    return list(session.scalars(query))
