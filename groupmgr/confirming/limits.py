"""How long parties have to answer, and how often they are reminded: dated rules of the group."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.confirmation import ANSWER_DAYS
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.clock import today


@dataclass(frozen=True, slots=True)
class Limits:
    """Days to answer, days between two letters, and reminders of one version at most.

    The fields are called as the subjects of the rules; their defaults hold
    where the group has laid down none.
    """

    days: int = ANSWER_DAYS
    pause: int = 3
    most: int = 2


def limits_of(session: Session, group_id: int) -> Limits:
    """Return what holds in a group today."""
    rules = sa.select(Rule.subject, Rule.amount).where(
        Rule.of_group(group_id), Rule.kind == RuleKind.CONFIRMING, Rule.in_force_on(today())
    )
    return Limits(**{row.subject: row.amount for row in session.execute(rules)})
