"""The figures of an activity and the people it names, as its category asks for them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from groupmgr.activities.asked import MEASURES, WITH_PEOPLE
from groupmgr.activities.detail_labels import (
    Engagement,
    Fit,
    Grade,
    Pay,
    TeacherKind,
    TrainingMode,
)
from groupmgr.activities.details import Seconded, Training
from groupmgr.activities.labels import TRAININGS, Category, Direction, Measure
from groupmgr.activities.models import Party, Stated
from groupmgr.demo.casting import Event
from groupmgr.demo.world import World
from groupmgr.kernel.measure import Adds
from groupmgr.members.labels import SCHOOLS, UnitKind

_NOT_REPORTED = 0.1
_DAILY = (Category.TRAINING, Category.STAFF_TRAINING, Category.CONTEST, Category.FORUM)
_E, _K = Engagement, TeacherKind
_POSTS = (
    ("产业导师", _E.INDUSTRY_TUTOR),
    ("兼职教师", _E.PART_TIME_TEACHER),
    ("专业带头人", _E.MANAGER),
    ("技术顾问", _E.TECHNICAL),
    ("车间技术员", _E.ATTACHED),
    ("工艺员", _E.ATTACHED),
)
_KINDS = (_K.PROGRAMME, _K.PROGRAMME, _K.TUTOR, _K.PROGRAMME, _K.GENERAL, _K.NEW)
_GRADES = (Grade.PASSED, Grade.EXCELLENT, Grade.PASSED)
_MODES = (TrainingMode.ONSITE, TrainingMode.ONSITE, TrainingMode.MIXED, TrainingMode.ONLINE)
_PROGRAMMES = ("职业技能提升行动", "企业职工岗位技能培训", "乡村振兴技能培训", "集团年度培训计划")


def figures(world: World, event: Event, parties: list[Party]) -> list[Stated]:
    """Return what the record states; what nobody reported has no row."""
    persons, made = event.persons, []
    for measure in event.recipe.measures:
        if measure not in MEASURES[event.recipe.category] or world.chance(_NOT_REPORTED):
            continue
        if measure.semantics.adds is Adds.PER_PARTY:
            made += _by_party(world, measure, event, parties)
        else:
            value = _WHOLE[measure](world, event, persons)
            if value:
                made.append(Stated(measure=measure, value=Decimal(value)))
    return made


def people(world: World, event: Event) -> list[Seconded]:
    """Return who was sent where."""
    if event.recipe.category not in WITH_PEOPLE:
        return []
    practises = event.recipe.category is Category.TEACHER_PRACTICE
    return [
        _person(world, event, place, practises=practises, out=practises or place % 2 == 0)
        for place in range(event.persons)
    ]


def training(event: Event, number: int) -> Training | None:
    """Return how a training was held."""
    if event.recipe.category not in TRAININGS:
        return None
    of_staff = event.recipe.category is Category.STAFF_TRAINING
    return Training(
        programme=_PROGRAMMES[1 if of_staff else number % len(_PROGRAMMES)],
        mode=_MODES[number % len(_MODES)],
        fit=Fit.UNMATCHED if number % 6 == 5 else Fit.MATCHED,
        commissioner=event.firm.name if of_staff else "",
    )


def _person(world: World, event: Event, place: int, *, practises: bool, out: bool) -> Seconded:
    sender, host = (event.owner, event.firm) if out else (event.firm, event.owner)
    person = Seconded(
        name=world.names.take(),
        from_unit_id=sender.id,
        to_unit_id=host.id,
        direction=Direction.TO_ENTERPRISE if out else Direction.TO_SCHOOL,
        since=event.starts_on,
        until=event.ends_on,
    )
    turn = place + event.days
    if practises:
        person.teacher_kind, person.engagement = _KINDS[turn % len(_KINDS)], _E.POST
        person.post, person.appraisal = "跟班实践", _GRADES[turn % len(_GRADES)]
        person.assessment = _GRADES[place % len(_GRADES)]
    else:
        person.post, person.engagement = _POSTS[turn % len(_POSTS)]
        person.consented, person.pay = True, Pay.UNPAID if turn % 3 else Pay.PAID
    return person


def _by_party(world: World, measure: Measure, event: Event, parties: list[Party]) -> list[Stated]:
    kinds = {unit.id: unit.kind for unit in event.units}
    made = []
    for party in parties:
        is_firm, is_school = (
            kinds[party.unit_id] is UnitKind.ENTERPRISE,
            kinds[party.unit_id] in SCHOOLS,
        )
        if measure is Measure.TEACHERS_SENT and is_school:
            made.append(_of(party, measure, min(event.persons, world.dice.randint(1, 6))))
        if measure is Measure.FUNDS and (is_firm or world.chance(0.3)):
            made.append(_of(party, measure, world.dice.randint(2, 60) * 1000))
        if measure is Measure.EQUIPMENT_VALUE and is_firm and world.chance(0.6):
            made.append(_of(party, measure, world.dice.randint(3, 90) * 10000))
    return made


def _of(party: Party, measure: Measure, value: int) -> Stated:
    return Stated(measure=measure, party=party, value=Decimal(value))


def _person_times(world: World, event: Event, persons: int) -> int:
    return persons * event.days if event.recipe.category in _DAILY else persons


def _hours(world: World, event: Event, persons: int) -> int:
    return event.days * 8 if event.recipe.category in _DAILY else 3


def _certificates(world: World, event: Event, persons: int) -> int:
    return world.dice.randint(persons // 3, persons) if world.chance(0.45) else 0


def _income(world: World, event: Event, persons: int) -> int:
    if event.recipe.category is Category.TECHNICAL_SERVICE:
        return world.dice.randint(18, 260) * 1000
    return persons * event.days * world.pick((60, 80, 100, 120)) if world.chance(0.6) else 0


_WHOLE: dict[Measure, Callable[[World, Event, int], int]] = {
    Measure.PERSON_TIMES: _person_times,
    Measure.PERSONS: lambda world, event, persons: persons,
    Measure.PERSON_DAYS: lambda world, event, persons: persons * event.days,
    Measure.HOURS: _hours,
    Measure.CERTIFICATES: _certificates,
    Measure.INCOME: _income,
}


def late(world: World) -> dt.timedelta:
    """Return how long after its end an activity is handed in; mostly within the 15 days."""
    days = world.dice.randint(1, 13) if world.chance(0.86) else world.dice.randint(16, 41)
    return dt.timedelta(days=days)
