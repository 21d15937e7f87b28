"""What schools and bases reported for the school years that began in 2022 and 2023."""

import datetime as dt
import random
from decimal import Decimal

from groupmgr.bases.labels import UsageKind
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.statistics import BaseYear
from groupmgr.bases.usage import BaseUsage
from groupmgr.demo.lists import Row, rows
from groupmgr.demo.words.themes import THEMES
from groupmgr.demo.world import World
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.statistics import SchoolYear

BEGAN_IN = (2022, 2023)
# Who reported nothing in a school year.
_SILENT_SCHOOLS = {
    ("墨溪职校", 2022),
    ("平泽职中", 2022),
    ("青峪现代工程", 2023),
    ("安塬职中", 2023),
}
_SILENT_BASES = {3, 11, 17, 24, 33}
# 元 a workstation costs in materials and in upkeep.
_MATERIALS, _UPKEEP = 1800, 900


def make(world: World) -> None:
    """Add the statistics; some units reported nothing, some left fields empty."""
    world.add(
        _school_year(world.dice, unit, world.students[unit.id], began)
        for unit in world.units.values()
        if unit.id in world.students
        for began in BEGAN_IN
        if (unit.short_name, began) not in _SILENT_SCHOOLS
    )
    world.add(
        _base_year(world.dice, base, row, began)
        for number, (base, row) in enumerate(zip(world.bases, rows("bases"), strict=True))
        for began in BEGAN_IN
        if row["stations"] and _reports(base, number, began)
    )
    world.add(_usages(world))


def _usages(world: World) -> list[BaseUsage]:
    """Tell who used the first base in a spring: its own classes, a member, and a neighbourhood."""
    base = world.bases[0]
    member = next(party.unit_id for party in base.parties)
    rows = (
        (base.owner_unit_id, "", UsageKind.TEACHING, dt.date(2024, 3, 4), 5, 42, 30, "数控2302班"),
        (base.owner_unit_id, "", UsageKind.CONTEST, dt.date(2024, 4, 16), 3, 24, 20, "省赛集训"),
        (member, "", UsageKind.TEACHERS, dt.date(2024, 5, 13), 5, 16, 40, "新型数控系统培训"),
        (None, "学府路街道社区", UsageKind.TRAINING, dt.date(2024, 6, 3), 2, 30, 12, "再就业培训"),
    )
    return [
        BaseUsage(
            base_id=base.id,
            unit_id=unit_id,
            user=user,
            kind=kind,
            starts_on=day,
            ends_on=day + dt.timedelta(days=days - 1),
            people=people,
            hours=Decimal(hours),
            note=note,
        )
        for unit_id, user, kind, day, days, people, hours, note in rows
    ]


def _reports(base: TrainingBase, number: int, began: int) -> bool:
    """Tell whether a base stood in a school year and reported of it."""
    built = base.built_on is not None and base.built_on.year <= began
    return built and (began == BEGAN_IN[-1] or number not in _SILENT_BASES)


def _school_year(dice: random.Random, unit: Unit, students: int, began: int) -> SchoolYear:
    students = int(students * (0.97 if began == 2022 else 1)) + dice.randrange(-12, 13)
    teachers = students // dice.randrange(17, 22)
    programme = int(teachers * 0.66)
    hours = dice.randrange(2600, 2900)
    small = unit.kind in (UnitKind.SECONDARY, UnitKind.TECHNICIAN)
    return SchoolYear(
        unit_id=unit.id,
        began=began,
        students=students,
        new_students=int(students * 0.35),
        graduates=int(students * 0.3),
        programmes=max(6, students // (160 if small else 260)),
        programme_clusters=2 + students // 2400,
        staff=int(teachers * 1.24),
        teachers=teachers,
        general_teachers=teachers - programme,
        programme_teachers=programme,
        part_time_teachers=int(teachers * dice.uniform(0.08, 0.26)),
        dual_qualified_teachers=_or_none(dice, int(programme * dice.uniform(0.44, 0.78)), 0.06),
        practical_hours=_or_none(dice, int(hours * dice.uniform(0.5, 0.6)), 0.1),
        total_hours=hours,
        has_certificate_pilot=dice.random() < (0.75 if small else 0.98),
    )


def _base_year(dice: random.Random, base: TrainingBase, row: Row, began: int) -> BaseYear:
    stations, share = int(row["stations"]), Decimal("0.93") if began == 2022 else Decimal(1)
    value = Decimal(row["value"]) * 10000 * share
    off_campus = "off-campus" in row["kinds"].split()
    equipment = stations * dice.randrange(2, 5)
    inside, outside = stations * dice.randrange(420, 1100), stations * dice.randrange(20, 190)
    year = BaseYear(
        base_id=base.id,
        began=began,
        days_used=dice.randrange(168, 256),
        equipment_value=value,
        new_equipment_value=_or_none(dice, int(value * dice.randrange(1, 12) / 100), 0.1),
        self_made_value=int(value * dice.randrange(0, 3) / 100),
        donated_value=_or_none(dice, int(value * dice.randrange(0, 6) / 100), 0.2),
        quasi_donated_value=_or_none(dice, int(value * dice.randrange(0, 10) / 100), 0.25),
        equipment=equipment,
        large_equipment=equipment // dice.randrange(9, 16),
        exercises=dice.randrange(14, 46),
        main_exercises="、".join(THEMES[row["theme"]].points[:3]),
        person_hours_inside=inside,
        person_hours_outside=_or_none(dice, outside, 0.08),
        person_hours_members=_or_none(dice, outside // 3, 0.15),
        workstations=stations,
        material_cost=stations * _MATERIALS * dice.randrange(6, 15) // 10,
        upkeep_cost=stations * _UPKEEP * dice.randrange(6, 15) // 10,
        full_time_managers=max(1, stations // 40),
        part_time_managers=dice.randrange(1, 5),
    )
    if off_campus:
        year.students_received = stations * dice.randrange(3, 7)
        year.interns_half_year = stations // 2 + dice.randrange(8)
        year.graduates_hired = stations // 5 + dice.randrange(6)
        year.host_staff = stations * dice.randrange(14, 30)
    return year


def _or_none(dice: random.Random, value: int, of: float) -> int | None:
    """Return the value, or nothing where the unit left the field empty."""
    return None if dice.random() < of else value
