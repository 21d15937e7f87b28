"""What the bases in operation report of the last school year."""

import sqlalchemy as sa

from groupmgr.bases.indicators.stock import running, shares
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.statistics import BaseYear
from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.kernel.period import Scope


def _years(scope: Scope) -> Rows:
    reported = sa.and_(
        BaseYear.base_id == TrainingBase.id, BaseYear.began == scope.period.school_year
    )
    return (
        running(scope)
        .outerjoin(BaseYear, reported)
        .add_columns(
            BaseYear.equipment_value,
            BaseYear.new_equipment_value,
            BaseYear.donated_value,
            BaseYear.quasi_donated_value,
            BaseYear.workstations,
            BaseYear.person_hours_inside,
            BaseYear.person_hours_outside,
        )
    )


def _summed(code: str, name: str, unit: str, column: str, *, what: str = "") -> Indicator:
    money = unit == "万元"
    return Indicator(
        code=code,
        name=name,
        unit=unit,
        definition=f"统计期末已建成运行、经本集团审核通过的实训基地，按期末以前结束的最近一学年填报的"
        f"{what or name}相加；未报的不计为零，期末不在运行的不计。",
        source="实训基地学年统计",
        rows=_years,
        shares=shares,
        columns={
            "name": "基地名称",
            "host": "依托单位",
            "level": "级别",
            column: name,
        },
        summed=column,
        opens="bases.show",
        decimals=2 if money else 0,
        per=10_000 if money else 1,
    )


ALL = (
    _summed("B06", "设备总值", "万元", "equipment_value"),
    _summed("B06b", "当年新增设备值", "万元", "new_equipment_value"),
    _summed("B07", "社会捐赠设备值", "万元", "donated_value"),
    _summed("B07b", "社会准捐赠设备值", "万元", "quasi_donated_value"),
    _summed("B08", "工位数", "个", "workstations"),
    _summed("B10", "学年使用频率(人时)—校内", "人时", "person_hours_inside", what="校内使用人时"),
    _summed("B10b", "学年使用频率(人时)—社会", "人时", "person_hours_outside", what="社会使用人时"),
)
