"""The activities that count, the units they are credited to, and what a measure adds up to."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.activities.conditions import proved
from groupmgr.activities.labels import ActivityState, Measure
from groupmgr.activities.models import Activity, Credit, Party, Stated
from groupmgr.kernel.indicator import Rows
from groupmgr.kernel.measure import Adds
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.members.roll import member_on, name_of

SOURCE = "活动填报"
COLUMNS = {
    "title": "活动名称",
    "category": "活动类别",
    "owner": "填报单位",
    "ends_on": "结束日期",
}
APPROVED = "在统计期内结束、经本集团按现行版本审核通过的"
LIMITS = "一项活动无论几家共办，集团只计一次；草稿、退回、待复核和作废的不计。"


STRICTER = (Reading.CONFIRMED, Reading.EVIDENCED)


def counted(scope: Scope) -> sa.FromClause:
    """Return the activities that count in the period, under the reading of the scope.

    The same scope gives the same object, so that a statement made of many
    indicators finds these rows once; asked for beside the other readings, once
    for all three.
    """
    found = _beside if scope.beside else _counted
    return found(scope.group_id, scope.period, scope.reading)


@lru_cache(maxsize=64)
def _counted(group_id: int, period: Period, reading: Reading) -> sa.FromClause:
    return _approved(group_id, period).where(proved(reading)).cte()


@lru_cache(maxsize=64)
def _marked(group_id: int, period: Period) -> sa.CTE:
    """Return the approved activities, and which of the stricter readings hold for each."""
    marks = (proved(reading).label(reading.value) for reading in STRICTER)
    return _approved(group_id, period).add_columns(*marks).cte()


@lru_cache(maxsize=64)
def _beside(group_id: int, period: Period, reading: Reading) -> sa.FromClause:
    marked = _marked(group_id, period)
    if reading is Reading.APPROVED:
        return marked
    return sa.select(marked).where(marked.c[reading.value]).subquery()


def _approved(group_id: int, period: Period) -> Rows:
    return (
        sa.select(
            Activity.id,
            Activity.category,
            Activity.owner_unit_id,
            Activity.ends_on,
            Activity.submitted_on,
        )
        .join(Activity.credits)
        .where(
            Activity.state == ActivityState.SUBMITTED,
            Activity.ends_on.between(period.start, period.end),
            Credit.approves(group_id),
        )
    )


def marks(found: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    """Return the columns that tell which stricter readings hold, where they were asked for."""
    return [found.c[reading.value] for reading in STRICTER if reading.value in found.c]


def counts(activity_id: Any, scope: Scope) -> sa.ColumnElement[bool]:
    """Match what belongs to an activity that counts, on whatever day it ended."""
    return sa.exists().where(
        Activity.id == activity_id, Activity.counts_in(scope.group_id), proved(scope.reading)
    )


def activities(found: sa.FromClause) -> Rows:
    """Select counted activities as they are listed; a figure does not look up names."""
    title = sa.select(Activity.title).where(Activity.id == found.c.id).scalar_subquery()
    return sa.select(
        found.c.id,
        title.label("title"),
        found.c.category,
        name_of(found.c.owner_unit_id, found.c.ends_on).label("owner"),
        found.c.ends_on,
        *marks(found),
    )


def stating(rows: Rows, measure: Measure) -> Rows:
    """Add to rows of activities what they state for the event as a whole, or NULL."""
    stated = aliased(Stated)
    of_event = whole(stated, rows.selected_columns["id"], measure)
    return rows.outerjoin(stated, of_event).add_columns(stated.value)


def whole(stated: Any, activity_id: Any, measure: Measure) -> sa.ColumnElement[bool]:
    """Match what an activity states of a measure for the event as a whole."""
    measure.semantics.require(Adds.PER_ACTIVITY)
    return sa.and_(
        stated.activity_id == activity_id, stated.measure == measure, stated.party_id.is_(None)
    )


def parties(found: sa.FromClause) -> Rows:
    """Select the units in counted activities."""
    return sa.select(found.c.id, Party.unit_id).join(Party, Party.activity_id == found.c.id)


def shares_of(rows: Callable[[Scope], Rows]) -> Callable[[Scope], Rows]:
    """Credit each of these activities to its parties that were members on the day it ended."""

    def shares(scope: Scope) -> Rows:
        found = rows(scope).subquery()
        own = member_on(scope.group_id, Party.unit_id, found.c.ends_on)
        query = sa.select(found.c.id, Party.unit_id).join(Party, Party.activity_id == found.c.id)
        return query.where(own)

    return shares
