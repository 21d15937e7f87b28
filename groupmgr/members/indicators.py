"""Figures about the members: how many, who came and who left, how large the schools are."""

from typing import Any

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.labels import VOCATIONAL_SCHOOLS, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.members.roll import itself, name_on, units_on_roll
from groupmgr.members.statistics import SchoolYear

_SOURCE = "成员单位登记"
_COLUMNS = {"name": "单位名称", "kind": "单位类别", "joined_on": "加入日期"}


def _memberships(scope: Scope, held: sa.ColumnElement[bool]) -> Rows:
    return (
        sa.select(
            Membership.id,
            Membership.unit_id,
            name_on(Unit, scope.period.end).label("name"),
            Unit.kind,
            Membership.joined_on,
            Membership.ended_on,
        )
        .join(Unit, Unit.id == Membership.unit_id)
        .where(Membership.group_id == scope.group_id, held)
    )


def _credited(scope: Scope) -> Rows:
    return sa.select(Membership.id, Membership.unit_id).where(Membership.group_id == scope.group_id)


def _members(scope: Scope) -> Rows:
    return _memberships(scope, Membership.on_roll(scope.period.end))


def _enterprises(scope: Scope) -> Rows:
    return _members(scope).where(Unit.kind == UnitKind.ENTERPRISE)


def _joined(scope: Scope) -> Rows:
    return _memberships(scope, Membership.joined_on.between(scope.period.start, scope.period.end))


def _left(scope: Scope) -> Rows:
    return _memberships(scope, Membership.ended_on.between(scope.period.start, scope.period.end))


def _schools(scope: Scope) -> Rows:
    day = scope.period.end
    return units_on_roll(scope.group_id, day, Unit.kind).where(Unit.kind.in_(VOCATIONAL_SCHOOLS))


def _reported(scope: Scope, column: Any) -> Rows:
    """Select the vocational schools with what they reported of the last school year, or NULL."""
    year = sa.and_(SchoolYear.unit_id == Unit.id, SchoolYear.began == scope.period.school_year)
    return _schools(scope).outerjoin(SchoolYear, year).add_columns(column)


def _own(scope: Scope) -> Rows:
    return itself(scope.group_id, scope.period.end)


MEMBERS = Indicator(
    code="G01",
    name="成员单位总数",
    unit="家",
    definition="统计期末在册的正式成员单位；期末当日及以前退出的不计。",
    source=_SOURCE,
    rows=_members,
    shares=_credited,
    columns=_COLUMNS,
    broken_by="kind",
    opens="members.show",
    record="unit_id",
)

# What rules and ratios on 职业院校 are reckoned on.
SCHOOLS = Indicator(
    code="G01-S",
    name="职业院校成员数",
    unit="所",
    definition="统计期末在册的职业院校成员单位；普通本科高校不计。",
    source=_SOURCE,
    rows=_schools,
    shares=_own,
    columns={"name": "院校名称", "kind": "单位类别"},
    opens="members.show",
)


def _of_schools(code: str, name: str, column: Any) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="人",
        definition="期末在册的职业院校填报的、统计期末以前结束的最近一学年的"
        f"{name}之和；未报的不计为零。",
        source="院校学年统计",
        rows=lambda scope: _reported(scope, column),
        shares=_own,
        columns={"name": "院校名称", column.key: name},
        summed=column.key,
        opens="members.show",
    )


STUDENTS = _of_schools("G01-X", "在校生数", SchoolYear.students)
TEACHERS = _of_schools("G01-T", "专任教师数", SchoolYear.teachers)
PROGRAMME_TEACHERS = _of_schools("G01-P", "专业课专任教师数", SchoolYear.programme_teachers)

ALL = (
    MEMBERS,
    Ratio(
        code="G03",
        name="企业成员占比",
        unit="%",
        definition="统计期末在册的企业成员单位数除以成员单位总数。",
        source=_SOURCE,
        over=Indicator(
            code="G03-E",
            name="企业成员单位数",
            unit="家",
            definition="统计期末在册、单位类别为企业的成员单位。",
            source=_SOURCE,
            rows=_enterprises,
            shares=_credited,
            columns=_COLUMNS,
            opens="members.show",
            record="unit_id",
        ),
        under=MEMBERS,
    ),
    Indicator(
        code="G04",
        name="当年新增成员单位数",
        unit="家",
        definition="加入日期在统计期内的成员单位；期内加入又退出的也计。",
        source=_SOURCE,
        rows=_joined,
        shares=_credited,
        columns=_COLUMNS,
        broken_by="kind",
        opens="members.show",
        record="unit_id",
        dated="joined_on",
    ),
    Indicator(
        code="G04b",
        name="当年退出成员单位数",
        unit="家",
        definition="终止日期在统计期内的成员单位，不论书面退出、视为退出或除名。",
        source=_SOURCE,
        rows=_left,
        shares=_credited,
        columns={"name": "单位名称", "kind": "单位类别", "ended_on": "终止日期"},
        broken_by="kind",
        opens="members.show",
        record="unit_id",
        dated="ended_on",
    ),
)
