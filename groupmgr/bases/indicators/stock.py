"""The bases on the cut-off day: how many, of which kind, how large."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode
from groupmgr.bases.models import IN_BASES, BaseStanding, KindOfBase, Plaque, TrainingBase
from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.levels import Standing
from groupmgr.kernel.period import Scope
from groupmgr.kernel.standing import stood
from groupmgr.members.indicators import SCHOOLS
from groupmgr.members.labels import VOCATIONAL_SCHOOLS
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, members_among, name_on

SOURCE = "实训基地登记"
_COLUMNS = {
    "name": "基地名称",
    "host": "依托单位",
    "level": "级别",
    "build_mode": "共建模式",
    "built_on": "建立日期",
}
_RUNNING = "统计期末已建成运行、经本集团审核通过的"
_LIMITS = "按当日的状态计，筹建、建设中、整改、停用和摘牌的不计，一个基地按最高级别计一次。"


def running_on(day: dt.date) -> sa.ColumnElement[bool]:
    """Match the bases that were in operation on a day."""
    return TrainingBase.in_state(day, BaseState.OPERATING)


def bases(scope: Scope) -> Rows:
    """Select the bases that count in the group, whatever their state."""
    return (
        sa.select(
            TrainingBase.id,
            TrainingBase.name,
            name_on(Unit, scope.period.end).label("host"),
            TrainingBase.level,
            TrainingBase.build_mode,
            TrainingBase.built_on,
            TrainingBase.floor_area,
        )
        .select_from(TrainingBase)
        .join(Unit, Unit.id == IN_BASES.owner_on(scope.period.end))
        .where(TrainingBase.counts_in(scope.group_id))
    )


def running(scope: Scope) -> Rows:
    """Select the bases in operation on the last day."""
    return bases(scope).where(running_on(scope.period.end))


def shares(scope: Scope) -> Rows:
    """Credit a base to its host and to the units that build it with the host."""
    day = scope.period.end
    return members_among(IN_BASES.pairs(day), scope.group_id, day)


def _of_kind(kind: BaseKind) -> sa.ColumnElement[bool]:
    return TrainingBase.id.in_(sa.select(KindOfBase.base_id).where(KindOfBase.kind == kind))


def _kind(kind: BaseKind) -> Callable[[Scope], Rows]:
    return lambda scope: running(scope).where(_of_kind(kind))


def _mode(mode: BuildMode) -> Callable[[Scope], Rows]:
    return lambda scope: running(scope).where(TrainingBase.build_mode == mode)


def _of_schools(scope: Scope) -> Rows:
    school = aliased(Unit)
    schools = sa.select(school.id).where(
        school.kind.in_(VOCATIONAL_SCHOOLS),
        member_on(scope.group_id, school.id, scope.period.end),
    )
    there = IN_BASES.pairs(scope.period.end).subquery()
    built = sa.select(there.c.id).where(there.c.unit_id.in_(schools))
    return _kind(BaseKind.PRODUCTIVE)(scope).where(TrainingBase.id.in_(built))


def _with_plaque(scope: Scope) -> Rows:
    day = scope.period.end
    hangs = sa.select(Plaque.base_id).where(
        Plaque.hung_on <= day, sa.or_(Plaque.removed_on.is_(None), Plaque.removed_on > day)
    )
    return bases(scope).where(TrainingBase.id.in_(hangs))


def _standing(standing: Standing) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        day = scope.period.end
        delisted = TrainingBase.in_state(day, BaseState.DELISTED)
        return (
            bases(scope)
            .where(_of_kind(BaseKind.PRACTICE_CENTRE), delisted.is_not(True))
            .where(TrainingBase.id.in_(stood(BaseStanding, BaseStanding.base_id, standing, day)))
        )

    return rows


def _counted(code: str, name: str, definition: str, rows: Callable[[Scope], Rows]) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="个",
        definition=definition,
        source=SOURCE,
        rows=rows,
        shares=shares,
        columns=_COLUMNS,
        broken_by="level",
        opens="bases.show",
    )


ALL = (
    _counted("B01", "实训基地总数", f"{_RUNNING}实训基地；{_LIMITS}", running),
    Ratio(
        code="B02",
        name="每所院校生产性实训基地数",
        unit="个/校",
        definition="统计期末由成员职业院校依托或共建、已建成运行的生产性实训基地数除以期末职业院校成员数；"
        "一校的数为该校依托或共建的基地数，几校共建的在集团只计一次。",
        source=SOURCE,
        over=_counted(
            "B02-P",
            "院校生产性实训基地数",
            f"{_RUNNING}、由成员职业院校依托或共建的生产性实训基地；{_LIMITS}",
            _of_schools,
        ),
        under=SCHOOLS,
        factor=1,
    ),
    _counted(
        "B03", "校内实训基地数", f"{_RUNNING}校内实训基地；{_LIMITS}", _kind(BaseKind.ON_CAMPUS)
    ),
    _counted(
        "B03b",
        "校外实习实训基地数",
        f"{_RUNNING}校外实习实训基地；{_LIMITS}",
        _kind(BaseKind.OFF_CAMPUS),
    ),
    Indicator(
        code="B05",
        name="基地建筑面积",
        unit="㎡",
        definition=f"{_RUNNING}实训基地的建筑面积之和；未报面积的不计为零，期末不在运行的不计。",
        source=SOURCE,
        rows=running,
        shares=shares,
        columns={**_COLUMNS, "floor_area": "建筑面积"},
        summed="floor_area",
        broken_by="level",
        opens="bases.show",
        decimals=2,
    ),
    _counted(
        "B17",
        "校中厂数",
        f"{_RUNNING}、共建模式为校中厂的实训基地；{_LIMITS}",
        _mode(BuildMode.FACTORY_IN_SCHOOL),
    ),
    _counted(
        "B17b",
        "厂中校数",
        f"{_RUNNING}、共建模式为厂中校的实训基地；{_LIMITS}",
        _mode(BuildMode.SCHOOL_IN_FACTORY),
    ),
    _counted(
        "B18",
        "授牌基地数",
        "经本集团审核通过、统计期末挂有牌匾的实训基地；期末以前已摘牌的不计，一个基地多块牌匾只计一次。",
        _with_plaque,
    ),
    _counted(
        "B24",
        "开放型区域产教融合实践中心(推荐)",
        "经本集团审核通过、统计期末对某一名单最近的状态为推荐的实践中心；已入选或未入选的不计，与入选分列。",
        _standing(Standing.RECOMMENDED),
    ),
    _counted(
        "B24b",
        "开放型区域产教融合实践中心(入选)",
        "经本集团审核通过、统计期末对某一名单最近的状态为入选的实践中心；仅推荐的不计，一个中心只计一次。",
        _standing(Standing.SELECTED),
    ),
)
