"""The practice of teachers in enterprises: days of a person, each day once (5-rules.md 5.5)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa

from groupmgr.activities.conditions import proved
from groupmgr.activities.detail_labels import OF_PROGRAMMES, TeacherKind
from groupmgr.activities.details import Seconded
from groupmgr.activities.indicators.counted import SOURCE
from groupmgr.activities.labels import ActivityState, Category
from groupmgr.activities.models import Activity, Credit
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.days import days_between
from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.members.indicators import PROGRAMME_TEACHERS, TEACHERS
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, name_on

Kinds = tuple[TeacherKind, ...]
EVERY = tuple(TeacherKind)


def _practised(scope: Scope, kinds: Kinds) -> sa.CTE:
    """Return who practised in the period and for how many days, each person once.

    The same scope gives the same object, so that a statement made of many
    indicators finds these rows once.
    """
    return _persons(replace(scope, unit_id=None), kinds)


@lru_cache(maxsize=64)
def _persons(scope: Scope, kinds: Kinds) -> sa.CTE:
    """Add up what each entry adds to the entries of the person that begin before it.

    Of an entry that begins while another one lasts, only the days after that
    one's end are new: so overlapping days count once, in one statement.
    """
    entry = _entries(scope, kinds).subquery()
    person = (entry.c.name, entry.c.unit_id)
    covered = sa.func.max(entry.c.until).over(
        partition_by=person, order_by=(entry.c.since, entry.c.id), rows=(None, -1)
    )
    each = sa.select(entry, covered.label("covered")).subquery()
    apart = sa.or_(each.c.covered.is_(None), each.c.since > each.c.covered)
    added = sa.case(
        (apart, days_between(each.c.since, each.c.until) + 1),
        (each.c.until > each.c.covered, days_between(each.c.covered, each.c.until)),
        else_=0,
    )
    return (
        sa.select(
            sa.func.min(each.c.id).label("id"),
            each.c.unit_id,
            sa.func.max(each.c.until).label("last_on"),
            sa.func.sum(added, type_=sa.Integer).label("days"),
        )
        .group_by(each.c.name, each.c.unit_id)
        .cte()
    )


def _entries(scope: Scope, kinds: Kinds) -> Rows:
    """Select what is said of every practice, cut to the period."""
    start, end = scope.period.start, scope.period.end
    entries = sa.select(
        Seconded.id,
        Seconded.name,
        Seconded.from_unit_id.label("unit_id"),
        sa.case((Seconded.since < start, start), else_=Seconded.since).label("since"),
        sa.case((Seconded.until > end, end), else_=Seconded.until).label("until"),
    )
    found = _approved(scope.group_id, tuple(Reading) if scope.beside else (scope.reading,))
    return entries.join(found, found.c.id == Seconded.activity_id).where(
        found.c[scope.reading.value],
        Seconded.teacher_kind.in_(kinds),
        Seconded.since <= end,
        Seconded.until >= start,
    )


@lru_cache(maxsize=64)
def _approved(group_id: int, readings: tuple[Reading, ...]) -> sa.CTE:
    """Return the practices that the group approved, and which of the readings hold for each."""
    named = Activity.id.in_(sa.select(Seconded.activity_id))
    return (
        sa.select(Activity.id, *(proved(reading).label(reading.value) for reading in readings))
        .join(Activity.credits)
        .where(
            Activity.category == Category.TEACHER_PRACTICE,
            Activity.state == ActivityState.SUBMITTED,
            Credit.approves(group_id),
            named,
        )
        .cte()
    )


def _five_years(scope: Scope) -> Scope:
    """Return the five years that end with the period."""
    end = scope.period.end
    leap_day = (end.month, end.day) == (2, 29)
    before = end.replace(year=end.year - 5, day=28 if leap_day else end.day)
    return replace(scope, period=Period(before + dt.timedelta(days=1), end))


def _teachers(scope: Scope, kinds: Kinds) -> Rows:
    """Select the persons as they are listed; what is shown of each is in the first entry."""
    found = _practised(scope, kinds)
    title = sa.select(Activity.title).where(Activity.id == Seconded.activity_id).scalar_subquery()
    school = sa.select(name_on(Unit, found.c.last_on)).where(Unit.id == found.c.unit_id)
    return sa.select(
        found.c.id,
        Seconded.name,
        school.scalar_subquery().label("unit_name"),
        Seconded.teacher_kind,
        found.c.days,
        Seconded.activity_id,
        title.label("title"),
    ).join(Seconded, Seconded.id == found.c.id)


def _shares(scope: Scope, kinds: Kinds) -> Rows:
    """Credit a person to the school alone that sent the person."""
    found = _practised(scope, kinds)
    own = member_on(scope.group_id, found.c.unit_id, found.c.last_on)
    return sa.select(found.c.id, found.c.unit_id).where(own)


def _rule(scope: Scope, subject: str) -> sa.ScalarSelect[int | None]:
    """Return the days that the group's rule in force at the end of the period asks for."""
    return (
        sa.select(Rule.amount)
        .where(
            Rule.group_id == scope.group_id,
            Rule.kind == RuleKind.PRACTICE,
            Rule.subject == subject,
            Rule.in_force_on(scope.period.end),
        )
        .order_by(Rule.valid_from.desc(), Rule.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _reaching(subject: str, kinds: Kinds, span: Callable[[Scope], Scope]) -> Callable[..., Rows]:
    def rows(scope: Scope) -> Rows:
        found = _practised(span(scope), kinds)
        return _teachers(span(scope), kinds).where(found.c.days >= _rule(scope, subject))

    return rows


def _ruled(teachers: Indicator, code: str, subject: str) -> Indicator:
    """Return the teachers a rule speaks of: without a rule there is nothing to be held against."""
    return replace(
        teachers,
        code=code,
        rows=lambda scope: teachers.rows(scope).where(_rule(scope, subject).is_not(None)),
    )


def _of_teachers(
    code: str,
    name: str,
    definition: str,
    rows: Callable[[Scope], Rows],
    shares: Callable[[Scope], Rows],
    *,
    summed: bool = False,
) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="人日" if summed else "人",
        definition=definition,
        source=SOURCE,
        rows=rows,
        shares=shares,
        columns={
            "name": "姓名",
            "unit_name": "学校",
            "teacher_kind": "教师类别",
            "days": "有效天数",
            "title": "活动名称",
        },
        summed="days" if summed else None,
        broken_by="teacher_kind",
        opens="activities.show",
        record="activity_id",
        proved=True,
    )


_UNION = (
    "同一学校的同一姓名为一人，其各次实践的日期合并计算，重合的天数只计一次，统计期以外的天数不计；"
)
_DAYS = f"经本集团审核通过的教师企业实践中，{_UNION}计入派出学校。"
_SOURCES = "活动填报、院校学年统计、集团规则"


def _every(scope: Scope) -> Rows:
    return _teachers(scope, EVERY)


def _every_share(scope: Scope) -> Rows:
    return _shares(scope, EVERY)


ALL = (
    Ratio(
        code="T02",
        name="专业教师企业实践五年累计达标率",
        unit="%",
        definition="专业课教师和实习指导教师中，截至统计期末的五年内有效天数达到集团规则的人数，"
        "除以期末在册职业院校填报的专业课专任教师数；"
        f"{_UNION}天数按统计期末有效的集团规则，没有规则的不计算。",
        source=_SOURCES,
        over=_of_teachers(
            "T02-A",
            "五年累计达到天数的教师",
            "专业课教师和实习指导教师中，截至统计期末的五年内有效天数达到集团规则的人员。",
            _reaching("five-years", OF_PROGRAMMES, _five_years),
            lambda scope: _shares(_five_years(scope), OF_PROGRAMMES),
        ),
        under=_ruled(PROGRAMME_TEACHERS, "T02-T", "five-years"),
    ),
    Ratio(
        code="T03",
        name="教师年度企业实践达标率",
        unit="%",
        definition="统计期内有效天数达到集团规则的教师人数，除以期末在册职业院校填报的专任教师数；"
        f"{_UNION}天数按统计期末有效的集团规则，没有规则的不计算。",
        source=_SOURCES,
        over=_of_teachers(
            "T03-A",
            "年度达到天数的教师",
            "统计期内有效天数达到集团规则的教师。",
            _reaching("year", EVERY, lambda scope: scope),
            _every_share,
        ),
        under=_ruled(TEACHERS, "T03-T", "year"),
    ),
    _of_teachers("T03b", "教师企业实践人数", _DAYS, _every, _every_share),
    _of_teachers("T03c", "教师企业实践人日", _DAYS, _every, _every_share, summed=True),
    Ratio(
        code="T05",
        name="专业教师人均企业实践时间",
        unit="天",
        definition="专业课教师和实习指导教师统计期内的有效天数之和，"
        f"除以期末在册职业院校填报的专业课专任教师数；{_UNION}教师数未报的不计。",
        source="活动填报、院校学年统计",
        over=_of_teachers(
            "T05-D",
            "专业教师企业实践人日",
            f"专业课教师和实习指导教师的有效天数之和，{_DAYS}",
            lambda scope: _teachers(scope, OF_PROGRAMMES),
            lambda scope: _shares(scope, OF_PROGRAMMES),
            summed=True,
        ),
        under=PROGRAMME_TEACHERS,
        factor=1,
    ),
)
