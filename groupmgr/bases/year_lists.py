"""The two national forms of bases: one row a base, their items in their words and order."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import url_for

from groupmgr.bases.labels import BaseKind
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.statistics import BaseYear
from groupmgr.bases.year_items import INSIDE, ITEMS, MONEY, OUTSIDE
from groupmgr.members.register_lists import search, unit_conditions
from groupmgr.policy import Action, may
from groupmgr.web.access import actor
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Flag
from groupmgr.web.listing import Listing

# What the page shows; the workbook holds everything.
_SHOWN = {
    *("equipment_value", "person_hours_inside", "workstations"),
    *("students_received", "interns_half_year", "graduates_hired"),
}


def _of_base(key: str, head: str, cell: Callable[[TrainingBase], Any], **how: Any) -> Column:
    return Column(key, head, lambda row: cell(row.TrainingBase), **how)


def _page(row: Any) -> str:
    if row.BaseYear is not None and may(actor(), Action.BASE_EDIT):
        return url_for("bases.years.edit", base_id=row.TrainingBase.id, began=row.BaseYear.began)
    return url_for("bases.show", base_id=row.TrainingBase.id)


def _item(key: str) -> Column:
    item, column = ITEMS[key], getattr(BaseYear, key)
    return Column(
        key,
        item.head,
        lambda row: getattr(row.BaseYear, key, None),
        sort=column if key in _SHOWN else None,
        money=item.kind == MONEY,
        numeric=bool(item.unit),
        exported=key not in _SHOWN,
    )


def _form(name: str, head: tuple[Column, ...], items: tuple[str, ...]) -> Listing:
    return Listing(
        name=name,
        counted="个",
        order=(TrainingBase.pinyin, TrainingBase.id),
        columns=(
            Column(
                "name",
                "实践基地名称",
                lambda row: row.TrainingBase.name,
                sort=TrainingBase.pinyin,
                link=_page,
                under=lambda row: row.TrainingBase.owner.name,
            ),
            *head,
            *(_item(key) for key in items),
        ),
        conditions=(
            search(TrainingBase, "基地、单位名称或拼音"),
            *unit_conditions(TrainingBase),
            Flag("missing", "只看未报的基地", lambda: BaseYear.id.is_(None)),
        ),
    )


_PROGRAMMES = (
    _of_base("programmes", "面向专业-总数(个)", lambda b: b.programmes, exported=True),
    _of_base("main", "面向专业-主要专业(全称)", lambda b: b.main_programmes, exported=True),
)
_LISTED = (
    *_PROGRAMMES,
    _of_base(
        "department",
        "被列为实训基地项目-支持部门(全称)",
        lambda b: b.support_department,
        exported=True,
    ),
    _of_base("approved", "被列为实训基地项目-批准日期", lambda b: b.approved_on, exported=True),
    _of_base(
        "area", "建筑面积(㎡)", lambda b: b.floor_area, numeric=True, sort=TrainingBase.floor_area
    ),
)
_OUTSIDE_HEAD = (
    _of_base("host", "依托单位", lambda b: b.owner.name, exported=True),
    _of_base("built", "建立日期", lambda b: b.built_on, sort=TrainingBase.built_on),
    *_PROGRAMMES,
)
FORMS: Mapping[str, tuple[BaseKind, Listing]] = {
    "inside": (BaseKind.ON_CAMPUS, _form("校内实践基地", _LISTED, INSIDE)),
    "outside": (BaseKind.OFF_CAMPUS, _form("校外实习实训基地", _OUTSIDE_HEAD, OUTSIDE)),
}
