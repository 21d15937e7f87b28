"""Who does what together, and when: the bones of an activity before it has words."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from groupmgr.activities.labels import TRAININGS, Category
from groupmgr.demo.calendar import day_in
from groupmgr.demo.words.recipes import Recipe
from groupmgr.demo.words.themes import THEMES, Theme
from groupmgr.demo.world import World
from groupmgr.members.labels import SCHOOLS, UnitKind
from groupmgr.members.models import Unit

# Schools that lend and borrow people in earnest; the others do it once a year or not at all.
_BUSY_LENDERS = (
    "云岭机电",
    "澜山职院",
    "云岭工大",
    "云岭交装",
    "岚屏矿院",
    "第一装备技校",
    "北岸职专",
    "澜山技师",
)
# Schools that report more than their size lets one expect; a school of few students trains many.
_DILIGENT = {"澜山职院": 6, "北岸职专": 6, "平泽职中": 4, "岩泉职校": 4}
_SMALL = 1700
_FIRST_YEAR = 2023
_PLACES = (UnitKind.ASSOCIATION, UnitKind.INSTITUTE, UnitKind.TRAINER)
_LAST_DAY = {2023: dt.date(2023, 12, 28), 2024: dt.date(2024, 12, 27)}


@dataclass(frozen=True, slots=True)
class Event:
    """An activity: its field, who reports it, all its units in order, its days and people."""

    recipe: Recipe
    theme: Theme
    theme_code: str
    owner: Unit
    units: tuple[Unit, ...]
    firm: Unit
    starts_on: dt.date
    ends_on: dt.date
    persons: int

    @property
    def days(self) -> int:
        """Return how many days it takes."""
        return (self.ends_on - self.starts_on).days + 1


def cast(world: World, recipe: Recipe, year: int, number: int) -> Event:
    """Cast the activity of this number of a recipe in a year."""
    starts_on = day_in(world.dice, year, world.pick(recipe.months))
    days = world.dice.randint(*recipe.days)
    ends_on = min(starts_on + dt.timedelta(days=days - 1), _LAST_DAY[year])
    starts_on = min(starts_on, ends_on)
    roll = list(world.units.values())
    roll = [unit for unit in roll if world.groups_on(unit, ends_on)]
    owner = _owner(world, roll, recipe, number)
    code = _theme(world, owner)
    units = _units(world, roll, owner, code, world.pick(recipe.casts))
    firms = [unit for unit in units if unit.kind is UnitKind.ENTERPRISE]
    return Event(
        recipe=recipe,
        theme=THEMES[code],
        theme_code=code,
        owner=owner,
        units=tuple(units),
        firm=firms[0] if firms else _partner(world, roll, code, UnitKind.ENTERPRISE, [owner]),
        starts_on=starts_on,
        ends_on=ends_on,
        persons=_persons(world, recipe, owner, year),
    )


def _owner(world: World, roll: Sequence[Unit], recipe: Recipe, number: int) -> Unit:
    if recipe.category is Category.SECONDMENT and number % 3 != 2:
        return world.units[_BUSY_LENDERS[number % len(_BUSY_LENDERS)]]
    schools = [unit for unit in roll if unit.kind in SCHOOLS]
    weights = [_weight(world, unit) for unit in schools]
    return world.dice.choices(schools, weights)[0]


def _weight(world: World, school: Unit) -> float:
    return _DILIGENT.get(school.short_name or "", 2) + world.students[school.id] / 1800


def _theme(world: World, owner: Unit) -> str:
    themes = [code for code in world.themes[owner.id] if code != "lead"]
    return world.pick(themes)


def _persons(world: World, recipe: Recipe, owner: Unit, year: int) -> int:
    if recipe.category is Category.SECONDMENT:
        return world.dice.randint(5, 7) if owner.short_name in _BUSY_LENDERS else 3
    persons = world.dice.randint(*recipe.persons)
    if recipe.category in TRAININGS and year > _FIRST_YEAR:
        persons = persons * 7 // 5
    small = world.students[owner.id] < _SMALL
    return persons * 3 if small and recipe.category is Category.TRAINING else persons


def _units(world: World, roll: Sequence[Unit], owner: Unit, code: str, cast: str) -> list[Unit]:
    units: list[Unit] = []
    for sign in cast:
        if sign == "S" and owner not in units:
            units.append(owner)
        elif sign in "Ss":
            units.append(_other_school(world, roll, owner, code, units))
        elif sign in "Ff":
            units.append(_partner(world, roll, code, UnitKind.ENTERPRISE, units))
        else:
            units.append(_association(world, roll, code, units))
    return units


def _other_school(
    world: World, roll: Sequence[Unit], owner: Unit, code: str, taken: Sequence[Unit]
) -> Unit:
    schools = [unit for unit in roll if unit.kind in SCHOOLS and unit not in (owner, *taken)]
    near = [unit for unit in schools if code in world.themes[unit.id]]
    return world.pick(near or schools)


def _partner(
    world: World, roll: Sequence[Unit], code: str, kind: UnitKind, taken: Sequence[Unit]
) -> Unit:
    of_kind = [unit for unit in roll if unit.kind is kind and unit not in taken]
    near = [unit for unit in of_kind if code in world.themes[unit.id]]
    return world.pick(near or of_kind)


def _association(world: World, roll: Sequence[Unit], code: str, taken: Sequence[Unit]) -> Unit:
    places = [unit for unit in roll if unit.kind in _PLACES and unit not in taken]
    near = [unit for unit in places if code in world.themes[unit.id]]
    usual = world.units["省装备协会"]
    return world.pick(near) if near else usual if usual not in taken else world.pick(places)
