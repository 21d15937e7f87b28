"""People lent between schools and enterprises."""

from collections.abc import Callable

import sqlalchemy as sa

from groupmgr.activities.detail_labels import Engagement
from groupmgr.activities.details import Seconded
from groupmgr.activities.indicators.counted import SOURCE, counts
from groupmgr.activities.labels import Category, Direction
from groupmgr.activities.models import Activity
from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, name_on

Condition = sa.ColumnElement[bool]
# What makes a person of an enterprise a part-time teacher of a school.
_TEACHES = (
    Seconded.direction == Direction.TO_SCHOOL,
    Seconded.engagement == Engagement.PART_TIME_TEACHER,
)


def _entries(scope: Scope, *conditions: Condition) -> Rows:
    """Select what is said of every person of the year, with the person's key: the first entry."""
    person = sa.func.min(Seconded.id).over(partition_by=(Seconded.name, Seconded.from_unit_id))
    end = scope.period.end
    return sa.select(
        person.label("id"),
        Seconded.from_unit_id,
        Seconded.to_unit_id,
        sa.case((Seconded.until < end, Seconded.until), else_=end).label("day"),
    ).where(
        _lent(scope),
        Seconded.consented,
        Seconded.since <= end,
        Seconded.until >= scope.period.start,
        *conditions,
    )


def _lent(scope: Scope) -> Condition:
    of_kind = sa.exists().where(
        Activity.id == Seconded.activity_id, Activity.category == Category.SECONDMENT
    )
    return sa.and_(of_kind, counts(Seconded.activity_id, scope))


def _people(*conditions: Condition) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        entries = _entries(scope, *conditions).subquery()
        return (
            sa.select(
                Seconded.id,
                Seconded.name,
                name_on(Unit, scope.period.end).label("unit_name"),
                Seconded.activity_id,
                Activity.title,
                Seconded.direction,
                Seconded.engagement,
                Seconded.since,
                Seconded.until,
            )
            .join(Activity, Activity.id == Seconded.activity_id)
            .join(Unit, Unit.id == Seconded.from_unit_id)
            .where(Seconded.id.in_(sa.select(entries.c.id)))
        )

    return rows


def _shares(*conditions: Condition) -> Callable[[Scope], Rows]:
    """Credit a person to the units that sent and received the person in the period."""

    def shares(scope: Scope) -> Rows:
        entries = _entries(scope, *conditions).subquery()
        ends = (entries.c.from_unit_id, entries.c.to_unit_id)
        each = sa.union(
            *(sa.select(entries.c.id, unit.label("unit_id"), entries.c.day) for unit in ends)
        ).subquery()
        return (
            sa.select(each.c.id, each.c.unit_id)
            .where(member_on(scope.group_id, each.c.unit_id, each.c.day))
            .distinct()
        )

    return shares


def _lent_people(code: str, name: str, definition: str, *conditions: Condition) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="人",
        definition=definition,
        source=SOURCE,
        rows=_people(*conditions),
        shares=_shares(*conditions),
        columns={
            "name": "姓名",
            "unit_name": "派出单位",
            "direction": "方向",
            "engagement": "形式",
            "since": "起始日期",
            "until": "结束日期",
            "title": "活动名称",
        },
        broken_by="direction",
        opens="activities.show",
        record="activity_id",
        proved=True,
    )


ALL = (
    _lent_people(
        "T01",
        "互派互聘人数",
        "派出或聘用的时间与统计期有重合、派出单位同意、活动经本集团审核通过的互派互聘人员，"
        "同一派出单位的同一姓名一年只计一人；教师企业实践不计。",
    ),
    _lent_people(
        "T08",
        "合作企业支持学校兼职教师数",
        "互派互聘中由企业派往学校、形式为兼职教师、聘用时间与统计期有重合、派出单位同意、"
        "活动经本集团审核通过的人员，同一派出单位的同一姓名一年只计一人。",
        *_TEACHES,
    ),
)
