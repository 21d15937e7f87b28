"""How far an activity came: drafts, hand-ins, what each group decided, what parties said."""

import datetime as dt
from decimal import Decimal

from groupmgr.activities.labels import ActivityState, Confirmation, PartyRole
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity, Credit, Party
from groupmgr.activities.version import Version
from groupmgr.demo.casting import Event
from groupmgr.demo.credits import decider
from groupmgr.demo.groups import BRANCH, PROVINCIAL
from groupmgr.demo.remarking import RETURNED
from groupmgr.demo.stating import late
from groupmgr.demo.world import World
from groupmgr.groups.models import Group
from groupmgr.kernel.credit import Decision

NOW = dt.date(2025, 1, 8)
_BUSY = dt.date(2024, 12, 5)
_EXCLUDED = (
    "只有本单位参加，属学校常规教学，不计入集团活动。",
    "与集团秘书处已登记的活动重复，不再计入。",
    "培训对象为全日制在校生，不计入社会培训。",
)
_VOID = ("重复填报，以另一条记录为准。", "活动因故取消，误报。", "填错年度，另行填报。")
_STALE_DAYS = 6


def settle(world: World, event: Event, activity: Activity) -> None:
    """Decide on everything at once: state, credits, confirmations."""
    handed_in = min(event.ends_on + late(world), NOW)
    activity.created_at, activity.credits = world.moment(event.ends_on), []
    if event.ends_on.year == 2024 and world.chance(0.045):
        _begin(world, event, activity)
        return
    activity.state, activity.submitted_on = ActivityState.SUBMITTED, handed_in
    activity.credits = _credits(world, event, handed_in)
    for party in activity.parties:
        if party.unit_id != activity.owner_unit_id:
            _say(world, party)
    if world.chance(0.035) and any(c.decision is Decision.APPROVED for c in activity.credits):
        _change(world, activity, handed_in)
    elif world.chance(0.025):
        activity.state, activity.void_reason = ActivityState.VOID, world.pick(_VOID)


def _begin(world: World, event: Event, activity: Activity) -> None:
    """Leave a record in the hands of its unit: a draft, or checked inside first."""
    proofs = world.dice.randint(0, 1)
    if event.owner.checks_inside:
        groups = world.groups_on(event.owner, event.ends_on)
        activity.state = ActivityState.CHECKING
        activity.credits = [Credit(group_id=one.id, decision=Decision.WAITING) for one in groups]
        return
    activity.state, activity.evidence = ActivityState.DRAFT, activity.evidence[:proofs]


def versions(world: World, event: Event, activity: Activity) -> list[Version]:
    """Return what the record said each time it was handed in; needs its key."""
    if activity.submitted_on is None:
        return []
    material = material_of(activity)
    made = []
    account = world.clerks[event.owner.id]
    for number in range(1, activity.version + 1):
        said = material if number == activity.version else _before(material)
        back = (activity.version - number) * _STALE_DAYS
        at = world.moment(activity.submitted_on - dt.timedelta(days=back))
        version = Version(
            activity_id=activity.id, version=number, material=said, made_by_id=account.id
        )
        version.made_at = version.created_at = at
        made.append(version)
    return made


def _credits(world: World, event: Event, handed_in: dt.date) -> list[Credit]:
    groups = world.groups_on(event.owner, event.ends_on)
    if world.groups[BRANCH] in groups and event.theme_code not in ("nc", "robot", "machine"):
        groups.remove(world.groups[BRANCH])
    main = world.groups[PROVINCIAL]
    return [
        _credit(world, group, handed_in)
        for group in groups
        if group is main or main not in groups or world.chance(0.7)
    ]


def _credit(world: World, group: Group, handed_in: dt.date) -> Credit:
    roll = world.dice.random()
    decided = handed_in + dt.timedelta(days=world.dice.randint(1, 7))
    credit = Credit(group_id=group.id, decision=Decision.WAITING, reason="")
    waits = 0.65 if handed_in > _BUSY else 0.02
    if roll < waits or decided > NOW:
        return credit
    credit.decision = Decision.APPROVED
    if roll > 0.975:
        credit.decision, credit.reason = Decision.EXCLUDED, world.pick(_EXCLUDED)
    elif roll > 0.91 and handed_in.year == 2024:
        credit.decision, credit.reason = Decision.RETURNED, world.pick(tuple(RETURNED))
    credit.decided_at, credit.decided_version = world.moment(decided), 1
    credit.decided_by_id = decider(world, group)
    return credit


def _say(world: World, party: Party) -> None:
    roll = world.dice.random()
    if roll < 0.76:
        party.confirmation, party.confirmed_version = Confirmation.CONFIRMED, 1
    elif roll < 0.8:
        party.confirmation, party.confirmed_version = Confirmation.CORRECTED, 1
    elif roll < 0.82:
        party.confirmation, party.confirmed_version = Confirmation.DISPUTED, 1


def _change(world: World, activity: Activity, handed_in: dt.date) -> None:
    """Hand the record in once more with other figures: the decisions no longer hold."""
    activity.version = 2
    activity.submitted_on = handed_in + dt.timedelta(days=_STALE_DAYS)
    for party in activity.parties:
        if party.confirmation is Confirmation.CONFIRMED and world.chance(0.4):
            party.confirmed_version = 2


def _before(material: dict[str, object]) -> dict[str, object]:
    """Return what the first version said: fewer people, and one partner less where there were."""
    figures = {
        key: str(
            (Decimal(value) * 4 // 5).quantize(Decimal("0.01")) if Decimal(value) > 9 else value
        )
        for key, value in dict(material["figures"]).items()  # type: ignore[call-overload]
    }
    parties = dict(material["parties"])  # type: ignore[call-overload]
    joined = [unit for unit, role in parties.items() if role == PartyRole.PARTICIPANT.value]
    for unit in joined[-1:]:
        del parties[unit]
        figures = {key: value for key, value in figures.items() if not key.endswith(f"@{unit}")}
    said = {**material, "figures": figures, "parties": parties}
    if said == material:
        first = dt.date.fromisoformat(str(material["starts_on"]))
        said["starts_on"] = (first - dt.timedelta(days=1)).isoformat()
    return said
