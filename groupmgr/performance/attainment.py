"""How far the cadences and quotas of the group's rules are met in a year (5-rules.md 5.4)."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.indicator import AnyIndicator, Figure
from groupmgr.kernel.labels import Label
from groupmgr.kernel.period import Period, Scope
from groupmgr.meetings.cadence import KINDS, PARTS, SOON
from groupmgr.meetings.indicators import held
from groupmgr.meetings.labels import MeetingKind
from groupmgr.meetings.models import Meeting
from groupmgr.members.indicators import SCHOOLS
from groupmgr.members.models import Unit
from groupmgr.performance.figures import Figures
from groupmgr.policy import Action, Actor

NAMES = {
    PeriodUnit.QUARTER: ("第一季度", "第二季度", "第三季度", "第四季度"),
    PeriodUnit.HALF: ("上半年", "下半年"),
    PeriodUnit.YEAR: ("全年",),
}


class Standing(Label):
    """Where a rule stands in one of its periods."""

    MET = "met", "已达标"
    RUNNING = "running", "进行中"
    SOON = "soon", "临期"
    MISSED = "missed", "未达标"
    NOT_BEGUN = "not-begun", "未开始"


@dataclass(frozen=True, slots=True)
class Bucket:
    """A rule in one of its periods: what was reached, and what is missing in words."""

    name: str
    period: Period
    standing: Standing
    reached: str
    missing: str


@dataclass(frozen=True, slots=True)
class School:
    """A school with what it reached of a quota that every school must meet."""

    unit_id: int
    name: str
    met: bool
    reached: str
    missing: str


@dataclass(frozen=True, slots=True)
class Attainment:
    """A rule of the year with its periods, and with its schools where each must meet it."""

    rule: Rule
    subject: str
    unit: str
    buckets: Sequence[Bucket]
    schools: Sequence[School] = ()


def attainments(session: Session, actor: Actor, year: int, today: dt.date) -> list[Attainment]:
    """Return the cadences and quotas in force in the year, each as it stands on a day.

    Of the schools that each must meet a quota, people of units see their own.
    """
    policy.require(actor, Action.INDICATOR_VIEW)
    whole = Period.year(year)
    query = sa.select(Rule).where(
        Rule.of_group(actor.group_id),
        Rule.kind.in_((RuleKind.CADENCE, RuleKind.QUOTA)),
        Rule.valid_from <= whole.end,
        sa.or_(Rule.valid_until.is_(None), Rule.valid_until >= whole.start),
    )
    rules = session.scalars(query.order_by(Rule.kind, Rule.id)).all()
    meetings = session.execute(
        sa.select(Meeting.kind, Meeting.starts_at).where(held(Scope(actor.group_id, whole)))
    )
    board = _Board(session, actor, year, today, [(kind, at.date()) for kind, at in meetings])
    return [found for found in map(board.attainment, rules) if found.buckets]


@dataclass(frozen=True, slots=True)
class _Board:
    """What the rules of a year are held against."""

    session: Session
    actor: Actor
    year: int
    today: dt.date
    meetings: Sequence[tuple[MeetingKind, dt.date]]

    def attainment(self, rule: Rule) -> Attainment:
        """Hold one rule against the year."""
        if rule.kind is RuleKind.CADENCE and rule.subject in KINDS:
            kind = KINDS[rule.subject]
            buckets = [self._cadence(rule, kind, *span) for span in self._spans(rule)]
            return Attainment(rule, kind.label, "次", buckets)
        if rule.subject not in CATALOGUE:
            return Attainment(rule, rule.subject, "", ())
        indicator = CATALOGUE[rule.subject]
        if rule.each_school:
            return self._of_schools(rule, indicator)
        buckets = [self._quota(rule, indicator, *span) for span in self._spans(rule)]
        return Attainment(rule, indicator.name, indicator.unit, buckets)

    def _spans(self, rule: Rule) -> Iterator[tuple[str, Period]]:
        per = rule.per or PeriodUnit.YEAR
        for number, name in enumerate(NAMES[per], start=1):
            period = Period.part(self.year, number, PARTS[per])
            ended = rule.valid_until is not None and rule.valid_until < period.end
            if rule.valid_from <= period.end and not ended:
                yield name, period

    def _cadence(self, rule: Rule, kind: MeetingKind, name: str, period: Period) -> Bucket:
        count = sum(k is kind and period.start <= on <= period.end for k, on in self.meetings)
        short = max((rule.amount or 1) - count, 0)
        missing = f"还差 {short} 次" if short else ""
        return Bucket(name, period, self._standing(period, not short), f"{count} 次", missing)

    def _quota(self, rule: Rule, indicator: AnyIndicator, name: str, period: Period) -> Bucket:
        figure = Figures(self.session).one(indicator, self._scope(period))
        met, reached, missing = _held_against(indicator, figure, rule.amount or 0)
        return Bucket(name, period, self._standing(period, met), reached, missing)

    def _of_schools(self, rule: Rule, indicator: AnyIndicator) -> Attainment:
        """Hold the quota against every vocational school; the last period begun names them."""
        buckets: list[Bucket] = []
        schools: list[School] = []
        for name, period in self._spans(rule):
            found = self._schools(rule, indicator, period)
            count, short = len(found), sum(not school.met for school in found)
            standing = self._standing(period, bool(count) and not short)
            missing = f"{short} 所未达到" if short else ""
            buckets.append(Bucket(name, period, standing, f"{count - short}/{count} 所", missing))
            if period.start <= self.today or not schools:
                schools = found
        seen = self._open_units()
        shown = [school for school in schools if school.unit_id in seen]
        return Attainment(rule, indicator.name, indicator.unit, buckets, shown)

    def _schools(self, rule: Rule, indicator: AnyIndicator, period: Period) -> list[School]:
        scope = self._scope(period)
        figures = Figures(self.session).by_unit(indicator, scope)
        rows = SCHOOLS.records(scope).order_by(sa.text("name"))
        zero = indicator.parts[0].summed is None
        nothing = Figure(Decimal(0) if zero else None, 0, 0)
        return [
            School(
                key, name, *_held_against(indicator, figures.get(key, nothing), rule.amount or 0)
            )
            for key, name, _ in self.session.execute(rows)
        ]

    def _open_units(self) -> set[int]:
        seen = policy.visible(self.actor, Action.INDICATOR_OPEN, Unit)
        return set(self.session.scalars(sa.select(Unit.id).where(seen)))

    def _scope(self, period: Period) -> Scope:
        begun = period.start <= self.today <= period.end
        return Scope(self.actor.group_id, replace(period, end=self.today) if begun else period)

    def _standing(self, period: Period, met: bool) -> Standing:
        if met:
            return Standing.MET
        if self.today > period.end:
            return Standing.MISSED
        if self.today < period.start:
            return Standing.NOT_BEGUN
        return Standing.SOON if (period.end - self.today).days <= SOON else Standing.RUNNING


def _held_against(indicator: AnyIndicator, figure: Figure, amount: int) -> tuple[bool, str, str]:
    """Return whether a figure reaches the amount (以上 includes it), how it reads, what lacks."""
    if figure.value is None:
        return False, "未报", "未报"
    reached = f"{figure.value:,.{indicator.decimals}f} {indicator.unit}"
    short = amount - indicator.exactly(figure)
    if short <= 0:
        return True, reached, ""
    return False, reached, f"还差 {_rounded_up(short, indicator.decimals)} {indicator.unit}"


def _rounded_up(short: Fraction, decimals: int) -> Decimal:
    """Return what is missing so that adding it is enough."""
    return Decimal(math.ceil(short * 10**decimals)).scaleb(-decimals)
