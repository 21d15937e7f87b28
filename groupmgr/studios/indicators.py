"""Figures about the studios: how many are named on a day, and whom they teach in a year."""

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope
from groupmgr.members.models import Unit
from groupmgr.members.roll import members_among, name_on
from groupmgr.studios.labels import SkillGrade, StudioState
from groupmgr.studios.models import IN_STUDIOS, Apprentice, Studio, StudioStage

_SOURCE = "大师工作室登记"
_GRADES = tuple(SkillGrade)
SKILLED = _GRADES[_GRADES.index(SkillGrade.SENIOR) :]


def _named(scope: Scope) -> Rows:
    day = scope.period.end
    named_on = (
        sa.select(sa.func.max(StudioStage.on))
        .where(StudioStage.studio_id == Studio.id, StudioStage.on <= day)
        .correlate(Studio)
        .scalar_subquery()
    )
    return (
        sa.select(
            Studio.id,
            Studio.name,
            Studio.kind,
            Studio.level,
            Studio.leader,
            name_on(Unit, day).label("host"),
            named_on.label("named_on"),
        )
        .select_from(Studio)
        .join(Unit, Unit.id == IN_STUDIOS.owner_on(day))
        .where(
            Studio.counts_in(scope.group_id),
            Studio.in_state(day, StudioState.NAMED),
            sa.or_(Studio.ends_on.is_(None), Studio.ends_on >= day),
        )
    )


def _shares(scope: Scope) -> Rows:
    day = scope.period.end
    return members_among(IN_STUDIOS.pairs(day), scope.group_id, day)


def _taught(scope: Scope) -> sa.Select[int, int]:
    """Select every apprentice of the year with the person's key: the first entry of that person."""
    key = sa.func.min(Apprentice.id).over(partition_by=(Apprentice.name, Apprentice.unit_id))
    return (
        sa.select(Apprentice.id.label("entry"), key.label("id"))
        .join(Studio, Studio.id == Apprentice.studio_id)
        .where(
            Studio.counts_in(scope.group_id),
            Apprentice.since <= scope.period.end,
            sa.or_(Apprentice.until.is_(None), Apprentice.until >= scope.period.start),
        )
    )


def _graduated(scope: Scope) -> sa.Select[int, int]:
    return _taught(scope).where(
        Apprentice.until.between(scope.period.start, scope.period.end),
        Apprentice.grade.in_(SKILLED),
    )


def _people(scope: Scope, entries: sa.Select[int, int]) -> Rows:
    return (
        sa.select(
            Apprentice.id,
            Apprentice.name,
            name_on(Unit, scope.period.end).label("unit_name"),
            Apprentice.studio_id,
            Studio.name.label("studio"),
            Apprentice.since,
            Apprentice.until,
            Apprentice.grade,
        )
        .join(Studio, Studio.id == Apprentice.studio_id)
        .join(Unit, Unit.id == Apprentice.unit_id)
        .where(Apprentice.id.in_(sa.select(entries.subquery().c.id)))
    )


def _credited(scope: Scope, entries: sa.Select[int, int]) -> Rows:
    entry, pairs = entries.subquery(), IN_STUDIOS.pairs(scope.period.end).subquery()
    units = (
        sa.select(entry.c.id, pairs.c.unit_id)
        .join(Apprentice, Apprentice.id == entry.c.entry)
        .join(pairs, pairs.c.id == Apprentice.studio_id)
    )
    return members_among(units, scope.group_id, scope.period.end)


_PEOPLE = {
    "name": "姓名",
    "unit_name": "所在单位",
    "studio": "工作室",
    "since": "起始日期",
    "until": "结束日期",
    "grade": "出师等级",
}

ALL = (
    Indicator(
        code="M01",
        name="大师(技能大师)/名师/双师工作室数",
        unit="个",
        definition="统计期末已授牌、经本集团审核通过的各类工作室，按当日的状态计；申报、培育、整改、"
        "撤销的和周期在期末以前届满的不计。",
        source=_SOURCE,
        rows=_named,
        shares=_shares,
        columns={
            "name": "工作室名称",
            "kind": "类别",
            "level": "级别",
            "leader": "领衔人",
            "host": "依托单位",
            "named_on": "授牌日期",
        },
        broken_by="kind",
        opens="studios.show",
    ),
    Indicator(
        code="M02",
        name="工作室年带徒人数",
        unit="人",
        definition="统计期内在经本集团审核通过的工作室带教的徒弟，同一单位的同一姓名只计一人。",
        source=_SOURCE,
        rows=lambda scope: _people(scope, _taught(scope)),
        shares=lambda scope: _credited(scope, _taught(scope)),
        columns=_PEOPLE,
        opens="studios.show",
        record="studio_id",
    ),
    Indicator(
        code="M03",
        name="其中培养高技能人才数",
        unit="人",
        definition="统计期内结束带教、出师等级为高级工及以上的徒弟，同一单位的同一姓名只计一人。",
        source=_SOURCE,
        rows=lambda scope: _people(scope, _graduated(scope)),
        shares=lambda scope: _credited(scope, _graduated(scope)),
        columns=_PEOPLE,
        broken_by="grade",
        opens="studios.show",
        record="studio_id",
    ),
)
