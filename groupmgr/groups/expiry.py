"""How many days before something ends a group wants to be told."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule

# The product's own, where a group laid nothing down.
USUAL = 60


def days_ahead(session: Session, group_id: int, day: dt.date) -> int:
    """Return the days for agreements, by the rule of the group in force on a day."""
    which = (Rule.kind == RuleKind.EXPIRY, Rule.subject == "agreement", Rule.in_force_on(day))
    query = sa.select(Rule.amount).where(Rule.of_group(group_id), *which)
    amount = session.scalar(query.order_by(Rule.valid_from.desc(), Rule.id.desc()).limit(1))
    return USUAL if amount is None else amount
