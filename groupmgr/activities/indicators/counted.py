"""The activities that count, the units they are credited to, and what a measure adds up to."""

import sqlalchemy as sa

from groupmgr.activities.conditions import proved
from groupmgr.activities.labels import ActivityState, Measure
from groupmgr.activities.models import Activity, Credit, Party, Stated
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, name_on

SOURCE = "活动填报"
COLUMNS = {
    "title": "活动名称",
    "category": "活动类别",
    "owner": "填报单位",
    "ends_on": "结束日期",
}
APPROVED = "在统计期内结束、经本集团按现行版本审核通过的"
LIMITS = "一项活动无论几家共办，集团只计一次；草稿、退回、待复核和作废的不计。"


def approved(query: Rows, scope: Scope) -> Rows:
    """Narrow a query on activities to those that count in the group under the reading."""
    credit = sa.and_(Credit.activity_id == Activity.id, Credit.group_id == scope.group_id)
    return query.join(Credit, credit).where(
        Credit.decision == Decision.APPROVED,
        Credit.decided_version == Activity.version,
        Activity.state == ActivityState.SUBMITTED,
        proved(scope.reading),
    )


def ended(scope: Scope) -> sa.ColumnElement[bool]:
    """Match the activities that ended in the period."""
    return Activity.ends_on.between(scope.period.start, scope.period.end)


def activities(scope: Scope) -> Rows:
    """Select the activities that count in the period."""
    query = sa.select(
        Activity.id,
        Activity.title,
        Activity.category,
        name_on(Unit, Activity.ends_on).label("owner"),
        Activity.ends_on,
    ).join(Unit, Unit.id == Activity.owner_unit_id)
    return approved(query, scope).where(ended(scope))


def stating(rows: Rows, measure: Measure) -> Rows:
    """Add to rows of activities what they state for the event as a whole, or NULL."""
    whole = sa.and_(
        Stated.activity_id == Activity.id, Stated.measure == measure, Stated.party_id.is_(None)
    )
    return rows.outerjoin(Stated, whole).add_columns(Stated.value)


def parties(scope: Scope) -> Rows:
    """Select the units in the activities that count in the period."""
    query = sa.select(Activity.id, Party.unit_id).join(Party, Party.activity_id == Activity.id)
    return approved(query, scope).where(ended(scope))


def shares(scope: Scope) -> Rows:
    """Credit an activity to its parties that were members on the day it ended."""
    return parties(scope).where(member_on(scope.group_id, Party.unit_id, Activity.ends_on))
