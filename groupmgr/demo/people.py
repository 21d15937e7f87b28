"""The people of the units, and who is the liaison officer of each member since when."""

import datetime as dt

from groupmgr.demo.world import World
from groupmgr.members.labels import SCHOOLS, UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.people import Liaison, Person

# Those whom other records name: unit, name, position.
_KNOWN = (
    ("云岭机电", "陆怀民", "党委副书记、院长"),
    ("云岭机电", "周敏", "产教融合处处长"),
    ("云岭机电", "丁一川", "产教融合处干事"),
    ("云岭重工", "韩卫东", "人力资源部部长"),
    ("澜山职院", "顾清和", "副院长"),
    ("澜山职院", "林晓", "校企合作处科员"),
    ("北岸职专", "何素梅", "校长"),
    ("省装备协会", "程立", "秘书长"),
    ("恒砺数控", "邵启航", "总经理助理"),
    ("云岭工大", "江𠮷祥", "副校长"),
)
_SCHOOL_POSITIONS = ("副院长", "教务处处长", "校企合作处处长", "实训中心主任")
_SMALL_SCHOOL_POSITIONS = ("副校长", "教务主任", "实训处主任", "就业办主任")
_FIRM_POSITIONS = ("副总经理", "人力资源部部长", "总工程师", "培训中心主任")
_OTHER_POSITIONS = ("副主任", "综合部部长", "教育培训部部长", "办公室主任")


def make(world: World) -> None:
    """Add three people to every unit, then the liaison officers."""
    for unit in world.units.values():
        known = [known for known in _KNOWN if world.units[known[0]] is unit]
        people = [_person(unit, name, position) for _, name, position in known]
        positions = _positions(unit)
        while len(people) < 3:
            people.append(_person(unit, world.names.take(), positions[len(people)]))
        for place, person in enumerate(people):
            person.phone = f"09{(unit.region_code or '')[2:4]}-{2200000 + unit.id * 13 + place}"
            person.email = f"u{unit.id:03d}{'abcdef'[place]}@demo.example"
        world.people[unit.id] = people
    world.add(person for people in world.people.values() for person in people)
    world.add(_liaisons(world))


def _person(unit: Unit, name: str, position: str) -> Person:
    return Person(unit_id=unit.id, name=name, position=position)


def _positions(unit: Unit) -> tuple[str, ...]:
    if unit.kind in (UnitKind.SECONDARY, UnitKind.TECHNICIAN):
        return _SMALL_SCHOOL_POSITIONS
    if unit.kind in SCHOOLS:
        return _SCHOOL_POSITIONS
    return _FIRM_POSITIONS if unit.kind is UnitKind.ENTERPRISE else _OTHER_POSITIONS


def _liaisons(world: World) -> list[Liaison]:
    made = []
    for number, membership in enumerate(world.memberships):
        people = world.people[membership.unit_id]
        start = membership.joined_on
        if number % 7 == 3 and start is not None and start.year < 2023:
            changed = dt.date(2023 + number % 2, 3 + number % 6, 5)
            if membership.ended_on is None or membership.ended_on > changed:
                made.append(_liaison(membership.id, people[2], start, changed))
                start = changed
        made.append(_liaison(membership.id, people[1], start, membership.ended_on))
    return made


def _liaison(
    membership_id: int, person: Person, start: dt.date | None, end: dt.date | None
) -> Liaison:
    return Liaison(membership_id=membership_id, person_id=person.id, started_on=start, ended_on=end)
