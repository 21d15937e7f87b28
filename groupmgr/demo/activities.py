"""The activities of the years 2023 and 2024."""

from groupmgr.activities.labels import Category, Confirmation, PartyRole
from groupmgr.activities.models import Activity, AudienceOf, Party
from groupmgr.demo import answering, deciding, proving, remarking, stating
from groupmgr.demo.casting import Event, cast
from groupmgr.demo.telling import Teller
from groupmgr.demo.words.activities import RECIPES
from groupmgr.demo.world import BEGAN, World
from groupmgr.kernel.text import pinyin

YEARS = (2023, 2024)


def make(world: World) -> None:
    """Add all activities in the order of their days, then the versions handed in."""
    events = [
        (cast(world, recipe, year, number), number)
        for year in YEARS
        for recipe in RECIPES
        for number in range(recipe.per_year)
    ]
    events.sort(key=lambda pair: (pair[0].ends_on, pair[0].recipe.category.value, pair[1]))
    teller = Teller(world)
    world.activities = [_activity(world, teller, event, number) for event, number in events]
    proving.doubtful(world.activities)
    world.add(world.files.values(), BEGAN)
    world.add(world.activities)
    world.add(
        version
        for activity, (event, _) in zip(world.activities, events, strict=True)
        for version in deciding.versions(world, event, activity)
    )
    world.add(remark for activity in world.activities for remark in remarking.remarks(activity))


def _activity(world: World, teller: Teller, event: Event, number: int) -> Activity:
    words = teller.tell(event, number)
    activity = Activity(
        **words,
        pinyin=pinyin(words["title"]),
        category=event.recipe.category,
        owner_unit_id=event.owner.id,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        version=1,
        **_links(world, event),
    )
    activity.audiences = [
        AudienceOf(audience=audience) for audience in event.recipe.audiences[: 1 + number % 2]
    ]
    activity.parties = _parties(world, event)
    activity.figures = stating.figures(world, event, activity.parties)
    activity.people = stating.people(world, event)
    activity.training = stating.training(event, number)
    activity.evidence = proving.evidence(world, event, activity)
    activity.media = proving.media(world, activity)
    deciding.settle(world, event, activity)
    answering.settle(activity)
    if activity.training is not None:
        activity.training.created_at = activity.training.changed_at = activity.created_at
    return activity


def _parties(world: World, event: Event) -> list[Party]:
    parties = []
    for place, unit in enumerate(event.units):
        own = unit is event.owner
        contact = world.people[unit.id][1]
        party = Party(
            unit_id=unit.id,
            role=_role(place, len(event.units)),
            confirmation=Confirmation.NOT_NEEDED if own else Confirmation.WAITING,
            contact=None if own else contact.name,
            contact_email=None if own else contact.email,
        )
        parties.append(party)
    return parties


def _role(place: int, many: int) -> PartyRole:
    if place == 0:
        return PartyRole.HOST
    if place == 1:
        return PartyRole.ORGANISER if many > 3 else PartyRole.CO_ORGANISER
    return PartyRole.CO_ORGANISER if place == 2 and many > 3 else PartyRole.PARTICIPANT


def _links(world: World, event: Event) -> dict[str, int]:
    """Tie an activity to what its units have in common: a project, a base, a studio."""
    units = {unit.id for unit in event.units}
    linked: dict[str, int] = {}
    for project in world.projects:
        parties = {party.unit_id for party in project.parties}
        if project.owner_unit_id == event.owner.id and len(parties & units) > 1:
            linked["project_id"] = project.id
            break
    if event.recipe.category in (Category.INTERNSHIP, Category.TRAINING, Category.CONTEST):
        bases = [base.id for base in world.bases if base.owner_unit_id == event.owner.id]
        linked |= {"base_id": bases[0]} if bases and world.chance(0.5) else {}
    if event.recipe.category in (Category.TECHNICAL_SERVICE, Category.LECTURE):
        studios = [one.id for one in world.studios if one.owner_unit_id == event.owner.id]
        linked |= {"studio_id": studios[0]} if studios and world.chance(0.5) else {}
    return linked
