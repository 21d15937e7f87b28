"""The units with their codes and former names; the list itself is units.csv."""

import datetime as dt

from groupmgr.demo.codes import credit_code
from groupmgr.demo.lists import Row, coded, rows
from groupmgr.demo.regions import REGIONS
from groupmgr.demo.world import World
from groupmgr.kernel.text import initials, pinyin
from groupmgr.members.labels import NameChange, Ownership, UnitKind, UnitState
from groupmgr.members.models import FormerName, Unit

_FORMER = {
    "云岭工大": ("云岭工业职业技术学院", dt.date(2023, 6, 19), NameChange.UPGRADED),
    "省机械学校": ("云岭省农业机械化学校", dt.date(2023, 8, 31), NameChange.RENAMED),
    "曜石智能": ("曜石自动化设备有限公司", dt.date(2024, 3, 27), NameChange.RENAMED),
}
CHECKS_INSIDE = "澜山职院"
MERGED, MERGED_INTO = "澜山二职", "澜山机电中专"
_CLOSED = "青峪锻压"
_NO_CODE = "北岸社区培训"


def make(world: World) -> None:
    """Add every unit, the one that was merged last."""
    found = sorted(rows("units"), key=lambda row: row["short"] == MERGED)
    for row in found:
        world.units[row["short"]] = _unit(world, row)
    merged = world.units[MERGED]
    world.add(unit for unit in world.units.values() if unit is not merged)
    merged.merged_into_id = world.units[MERGED_INTO].id
    world.add([merged])
    for row in found:
        unit = world.units[row["short"]]
        world.themes[unit.id] = tuple(row["themes"].split())
        if row["students"]:
            world.students[unit.id] = int(row["students"])


def _unit(world: World, row: Row) -> Unit:
    kind, ownership = coded(UnitKind, row["kind"]), coded(Ownership, row["ownership"])
    has_code = row["short"] != _NO_CODE
    return Unit(
        name=row["name"],
        short_name=row["short"],
        pinyin=pinyin(row["name"]),
        initials=initials(row["name"]),
        uscc=credit_code(world.dice, kind, ownership, row["area"]) if has_code else None,
        no_uscc_reason="" if has_code else "正在办理民办非企业单位登记",
        kind=kind,
        ownership=ownership,
        region=REGIONS[row["area"]],
        region_code=row["area"],
        address=REGIONS[row["area"]] + row["address"],
        postcode=f"0{row['area'][1:]}",
        state=_state(row["short"]),
        former_names=_former(row["short"]),
        checks_inside=row["short"] == CHECKS_INSIDE,
    )


def _state(short: str) -> UnitState:
    return {MERGED: UnitState.MERGED, _CLOSED: UnitState.DISSOLVED}.get(short, UnitState.ACTIVE)


def _former(short: str) -> list[FormerName]:
    if short not in _FORMER:
        return []
    name, until, change = _FORMER[short]
    return [FormerName(name=name, until=until, change=change)]
