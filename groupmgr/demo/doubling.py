"""An event that two units reported, and a unit that asks to join the record of another."""

import datetime as dt
from decimal import Decimal

from groupmgr.activities.asked import WITH_PEOPLE, by_party
from groupmgr.activities.labels import (
    ActivityState,
    Confirmation,
    Measure,
    PartyRole,
)
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity, Credit, Party, Stated
from groupmgr.activities.version import Version
from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.kernel.credit import Decision
from groupmgr.merging import copying
from groupmgr.merging.models import JoinRequest

REPORTER, PARTNER = "澜山职院", "恒砺数控"
# The year that no group of the demonstration has closed.
OPEN_YEAR = 2024
_REMARK = "我公司提供了设备和两名讲师，请加上我们。"
_COLUMNS = ("category", "starts_on", "ends_on", "place", "summary")


def make(world: World) -> None:
    """Let a partner report an event once more, and another one begin to."""
    firm = world.units[PARTNER].id
    records = [one for one in reversed(world.activities) if _is_reported(world, one)]
    first, partner = next(
        (one, unit)
        for one in records
        for unit in sorted(_units(one) & world.clerks.keys())
        if unit != one.owner_unit_id
    )
    _report_again(world, first, partner)
    second = next(
        one
        for one in records
        if one.owner_unit_id == world.units[REPORTER].id
        and firm not in _units(one)
        and Measure.FUNDS in by_party(one.category)
    )
    _ask_to_join(world, second)


def _report_again(world: World, first: Activity, partner: int) -> None:
    """Add the same event as the partner tells it: another title, some people fewer."""
    again = _begin(first, partner, f"{first.title}（校企联合）")
    again.state, again.version = ActivityState.SUBMITTED, 1
    again.submitted_on = (first.submitted_on or first.ends_on) + dt.timedelta(days=2)
    again.parties.append(Party(unit_id=first.owner_unit_id, role=PartyRole.HOST))
    again.figures = [
        Stated(measure=one.measure, value=_fewer(one)) for one in first.figures if not one.party
    ]
    again.credits = [Credit(group_id=world.groups[PROVINCIAL].id, reason="")]
    again.media = []
    world.add([again], world.moment(again.submitted_on))
    world.activities.append(again)
    clerk = world.clerks[again.owner_unit_id].id
    said = Version(activity_id=again.id, version=1, material=material_of(again), made_by_id=clerk)
    said.made_at = again.created_at
    world.add([said], again.created_at)


def _ask_to_join(world: World, activity: Activity) -> None:
    """Add the draft that the partner began, and its request to join the record there is."""
    draft = _begin(activity, world.units[PARTNER].id, f"{activity.title}（协办）")
    draft.figures, draft.credits, draft.media = [], [], []
    asked_at = world.moment((activity.submitted_on or activity.ends_on) + dt.timedelta(days=3))
    world.add([draft], asked_at)
    world.activities.append(draft)
    request = JoinRequest(
        activity=activity,
        unit_id=draft.owner_unit_id,
        draft_id=draft.id,
        role=PartyRole.CO_ORGANISER,
        figures={Measure.FUNDS.value: str(Decimal(20_000))},
        remark=_REMARK,
        asked_by_id=world.clerks[draft.owner_unit_id].id,
    )
    world.add([request], asked_at)


def _begin(activity: Activity, unit: int, title: str) -> Activity:
    """Return the draft of a unit with what it knows of an event, and a file of its own."""
    draft = Activity(
        **{name: getattr(activity, name) for name in _COLUMNS},
        title=title,
        owner_unit_id=unit,
    )
    own = Party(unit_id=unit, role=PartyRole.HOST, confirmation=Confirmation.NOT_NEEDED)
    draft.parties, draft.people = [own], []
    draft.audiences = [copying.copy(one) for one in activity.audiences]
    draft.training = copying.copy(activity.training) if activity.training else None
    if draft.training is not None:
        draft.training.created_at = draft.training.changed_at = activity.created_at
    draft.evidence = [copying.copy(one) for one in activity.evidence[:1]]
    for proof, one in zip(draft.evidence, activity.evidence, strict=False):
        proof.file = one.file
    return draft


def _is_reported(world: World, activity: Activity) -> bool:
    """Tell whether the record of an event of an open year counts in the provincial group."""
    group = world.groups[PROVINCIAL].id
    approved = any(
        one.group_id == group and one.decision is Decision.APPROVED for one in activity.credits
    )
    is_plain = activity.category not in WITH_PEOPLE and activity.ends_on.year == OPEN_YEAR
    return is_plain and approved and activity.version == 1


def _units(activity: Activity) -> set[int]:
    return {one.unit_id for one in activity.parties}


def _fewer(figure: Stated) -> Decimal:
    people = figure.measure in (Measure.PERSON_TIMES, Measure.PERSONS)
    return figure.value - 2 if people and figure.value > 9 else figure.value
