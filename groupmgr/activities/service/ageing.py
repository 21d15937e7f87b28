"""How long a record has waited for a decision, and how long the group allows itself.

The limit is the rule in force on the day on which the record was handed in.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import Urgency
from groupmgr.activities.models import Activity
from groupmgr.activities.service import listing
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.clock import today

SUBJECT = "activity"
SOON = 2


@dataclass(frozen=True, slots=True)
class Age:
    """For how many days a record has waited, and how many are left, where there is a limit."""

    days: int
    left: int | None

    @property
    def urgency(self) -> Urgency | None:
        """Return 临期 or 已逾期, or nothing while there is time."""
        if self.left is None or self.left > SOON:
            return None
        return Urgency.OVERDUE if self.left < 0 else Urgency.SOON

    @property
    def words(self) -> str:
        """Return it in words: 已提交 21 天，超过时限 6 天."""
        said = f"已提交 {self.days} 天" if self.days else "今天提交"
        if self.left is None:
            return said
        if self.left < 0:
            return f"{said}，超过时限 {-self.left} 天"
        return f"{said}，离时限还有 {self.left} 天"


def limits(session: Session, group_id: int) -> Sequence[Rule]:
    """Return the group's limits for a decision, of all times."""
    kind = (Rule.kind == RuleKind.DECIDING, Rule.subject == SUBJECT)
    return session.scalars(sa.select(Rule).where(Rule.of_group(group_id), *kind)).all()


def age(activity: Activity, group_id: int, rules: Sequence[Rule]) -> Age | None:
    """Return how long the record has waited for the group, or nothing if it does not wait."""
    days = listing.waits(activity, group_id)
    if days is None or activity.submitted_on is None:
        return None
    limit = next((one.amount for one in rules if _holds(one, activity.submitted_on)), None)
    return Age(days, None if limit is None else limit - days)


def longer_than(days: int) -> sa.ColumnElement[bool]:
    """Match the records that were handed in more than so many days ago."""
    return Activity.submitted_on < today() - dt.timedelta(days=days)


def is_urgent(urgency: Urgency, rules: Sequence[Rule]) -> sa.ColumnElement[bool]:
    """Match the records handed in so long ago that their limit is near, or over."""
    return sa.or_(sa.false(), *(_in(urgency, rule) for rule in rules))


def _in(urgency: Urgency, rule: Rule) -> sa.ColumnElement[bool]:
    last = today() - dt.timedelta(days=rule.amount or 0)
    ruled = Activity.submitted_on >= rule.valid_from
    if rule.valid_until is not None:
        ruled = sa.and_(ruled, Activity.submitted_on <= rule.valid_until)
    if urgency is Urgency.OVERDUE:
        return sa.and_(ruled, Activity.submitted_on < last)
    return sa.and_(ruled, Activity.submitted_on.between(last, last + dt.timedelta(days=SOON)))


def _holds(rule: Rule, day: dt.date) -> bool:
    return rule.valid_from <= day and (rule.valid_until is None or day <= rule.valid_until)
