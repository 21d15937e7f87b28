"""How long parties have to answer, and how often they are reminded: dated rules of the group."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from groupmgr.activities.confirmation import ANSWER_DAYS
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.rules import amounts
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
    return Limits(**amounts(session, group_id, RuleKind.CONFIRMING, today()))
