"""How often the rules call for a meeting, and how often it was held in the running span."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.period import Period
from groupmgr.meetings.labels import HELD_STATES, MeetingKind
from groupmgr.meetings.models import Meeting

PARTS = {PeriodUnit.QUARTER: 4, PeriodUnit.HALF: 2, PeriodUnit.YEAR: 1}
KINDS = {kind.value: kind for kind in MeetingKind}
SOON = 15


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rule on the frequency of a meeting with what was held in the span of a day."""

    kind: MeetingKind
    per: PeriodUnit
    required: int
    held: int
    days_left: int
    source: str

    @property
    def state(self) -> str:
        """Where the rule stands (5-rules.md 5.4)."""
        if self.held >= self.required:
            return "已达标"
        return "临期" if self.days_left <= SOON else "未到期"


def cadences(session: Session, group_id: int, day: dt.date) -> list[Cadence]:
    """Return the rules in force on a day, each with the meetings held in its calendar span."""
    query = sa.select(Rule).where(
        Rule.of_group(group_id), Rule.in_force_on(day), Rule.kind == RuleKind.CADENCE
    )
    rules = session.scalars(query.order_by(Rule.id)).all()
    held = _held(session, group_id, day) if rules else []
    return [
        _standing(rule, rule.per, held, day) for rule in rules if rule.per and rule.subject in KINDS
    ]


def span(per: PeriodUnit, day: dt.date) -> Period:
    """Return the calendar quarter, half or year of a day."""
    parts = PARTS[per]
    return Period.part(day.year, (day.month - 1) * parts // 12 + 1, parts)


def _standing(
    rule: Rule, per: PeriodUnit, held: list[tuple[MeetingKind, dt.date]], day: dt.date
) -> Cadence:
    running = span(per, day)
    return Cadence(
        kind=KINDS[rule.subject],
        per=per,
        required=rule.amount or 1,
        held=sum(kind == rule.subject and running.start <= on <= running.end for kind, on in held),
        days_left=(running.end - day).days,
        source=rule.source,
    )


def _held(session: Session, group_id: int, day: dt.date) -> list[tuple[MeetingKind, dt.date]]:
    """Return the kind and day of every meeting held in the year of a day."""
    year = Period.year(day.year)
    query = sa.select(Meeting.kind, Meeting.starts_at).where(
        Meeting.of_group(group_id),
        Meeting.state.in_(HELD_STATES),
        Meeting.starts_at >= year.start_time,
        Meeting.starts_at < year.end_time,
    )
    return [(kind, at.date()) for kind, at in session.execute(query)]
