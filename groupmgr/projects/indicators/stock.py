"""The projects under way on a day or in a year, and the schools they reach."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.levels import Standing
from groupmgr.kernel.period import Scope
from groupmgr.kernel.standing import stood
from groupmgr.members.indicators import SCHOOLS
from groupmgr.members.labels import VOCATIONAL_SCHOOLS
from groupmgr.members.models import Unit
from groupmgr.members.roll import itself, members_among, name_on, units_on_roll
from groupmgr.projects.labels import OPEN, ProjectKind, ProjectState
from groupmgr.projects.models import IN_PROJECTS, Project, ProjectStanding

SOURCE = "合作项目登记"
_COLUMNS = {
    "name": "项目名称",
    "kind": "项目类型",
    "owner": "登记单位",
    "level": "立项级别",
    "starts_on": "开始日期",
    "ends_on": "结束日期",
}
_LIMITS = "意向、申报、审核中和终止的不计。"


def carried_out(start: dt.date, end: dt.date) -> sa.ColumnElement[bool]:
    """Match the projects that were under way on some day of a span."""
    endless = sa.and_(Project.ends_on.is_(None), Project.state.in_(OPEN))
    begun = Project.state.in_((*OPEN, ProjectState.CLOSED))
    return sa.and_(begun, Project.starts_on <= end, sa.or_(endless, Project.ends_on >= start))


def projects(scope: Scope) -> Rows:
    """Select the projects that count in the group, whatever their state."""
    return (
        sa.select(
            Project.id,
            Project.name,
            Project.kind,
            name_on(Unit, scope.period.end).label("owner"),
            Project.level,
            Project.starts_on,
            Project.ends_on,
            Project.students,
        )
        .select_from(Project)
        .join(Unit, Unit.id == IN_PROJECTS.owner_on(scope.period.end))
        .where(Project.counts_in(scope.group_id))
    )


def shares(scope: Scope) -> Rows:
    """Credit a project to its parties."""
    day = scope.period.end
    return members_among(IN_PROJECTS.pairs(day), scope.group_id, day)


def _on_day(scope: Scope) -> Rows:
    day = scope.period.end
    return projects(scope).where(carried_out(day, day))


def in_year(*kinds: ProjectKind) -> Callable[[Scope], Rows]:
    """Return the rows of the projects of these kinds that were under way in the period."""

    def rows(scope: Scope) -> Rows:
        span = carried_out(scope.period.start, scope.period.end)
        return projects(scope).where(Project.kind.in_(kinds), span)

    return rows


def _colleges(scope: Scope) -> Rows:
    return _on_day(scope).where(Project.kind == ProjectKind.INDUSTRY_COLLEGE)


def _covered(scope: Scope) -> Rows:
    """Select the vocational schools that are in an apprenticeship project on the last day."""
    day = scope.period.end
    there = IN_PROJECTS.pairs(day).subquery()
    reached = (
        sa.select(there.c.unit_id)
        .join(Project, Project.id == there.c.id)
        .where(
            Project.counts_in(scope.group_id),
            Project.kind == ProjectKind.APPRENTICESHIP,
            carried_out(day, day),
        )
    )
    return units_on_roll(scope.group_id, day, Unit.kind).where(
        Unit.kind.in_(VOCATIONAL_SCHOOLS), Unit.id.in_(reached)
    )


def _standing(standing: Standing) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        return projects(scope).where(
            Project.kind == ProjectKind.PRODUCTION_PRACTICE,
            Project.state != ProjectState.ABANDONED,
            Project.id.in_(
                stood(ProjectStanding, ProjectStanding.project_id, standing, scope.period.end)
            ),
        )

    return rows


def counted(
    code: str, name: str, unit: str, definition: str, rows: Callable[[Scope], Rows], by: str
) -> Indicator:
    """Return an indicator that counts projects."""
    return Indicator(
        code=code,
        name=name,
        unit=unit,
        definition=definition,
        source=SOURCE,
        rows=rows,
        shares=shares,
        columns=_COLUMNS,
        broken_by=by,
        opens="projects.show",
    )


_PRACTICE = "校企合作典型生产实践项目"

ALL = (
    counted(
        "P01",
        "校企合作项目数",
        "个",
        f"统计期末在实施、经本集团审核通过的合作项目，期末以前已到结束日期的不计；{_LIMITS}",
        _on_day,
        "kind",
    ),
    Indicator(
        code="P05",
        name="订单培养数",
        unit="人",
        definition="统计期内实施过、经本集团审核通过的订单培养项目的学生数之和；未报学生数的不计为零，"
        + _LIMITS,
        source=SOURCE,
        rows=in_year(ProjectKind.ORDER_CLASS),
        shares=shares,
        columns={**_COLUMNS, "students": "学生数"},
        summed="students",
        opens="projects.show",
    ),
    Ratio(
        code="P07",
        name="现代学徒制改革覆盖院校比例",
        unit="%",
        definition="统计期末参与在实施的现代学徒制项目的职业院校数除以期末全部职业院校成员数；"
        "项目须经本集团审核通过，企业新型学徒制不计。",
        source=SOURCE,
        over=Indicator(
            code="P07-S",
            name="开展现代学徒制的职业院校数",
            unit="所",
            definition="统计期末参与一个或多个在实施的现代学徒制项目的职业院校成员。",
            source=SOURCE,
            rows=_covered,
            shares=lambda scope: itself(scope.group_id, scope.period.end),
            columns={"name": "院校名称", "kind": "单位类别"},
            opens="members.show",
        ),
        under=SCHOOLS,
    ),
    counted(
        "P14",
        "(特色/现代)产业学院数",
        "个",
        f"统计期末在实施、经本集团审核通过、类型为产业学院的合作项目；{_LIMITS}",
        _colleges,
        "level",
    ),
    counted(
        "P16",
        f"{_PRACTICE}(推荐)",
        "个",
        "经本集团审核通过、统计期末对某一名单最近的状态为推荐的典型生产实践项目；"
        "已入选或未入选的不计，与入选分列。",
        _standing(Standing.RECOMMENDED),
        "level",
    ),
    counted(
        "P16b",
        f"{_PRACTICE}(入选)",
        "个",
        "经本集团审核通过、统计期末对某一名单最近的状态为入选的典型生产实践项目；仅推荐的不计。",
        _standing(Standing.SELECTED),
        "level",
    ),
)
