"""Who was invited to a meeting, who came, and how votes went."""

import datetime as dt

from groupmgr.demo.groups import PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.groups.models import Body, Group
from groupmgr.meetings.charter import Threshold
from groupmgr.meetings.labels import (
    MeetingForm,
    MeetingKind,
    MeetingState,
    Presence,
    SignedBy,
    VoteBy,
)
from groupmgr.meetings.models import Attendance, Vote
from groupmgr.meetings.service.voting import fixed
from groupmgr.meetings.turnout import Turnout
from groupmgr.members.labels import SCHOOLS, Rank
from groupmgr.members.models import Unit
from groupmgr.members.people import Person

_K = MeetingKind
_RANKS = {
    _K.COUNCIL: (Rank.CHAIR, Rank.VICE_CHAIR, Rank.STANDING, Rank.COUNCIL),
    _K.STANDING_COUNCIL: (Rank.CHAIR, Rank.VICE_CHAIR, Rank.STANDING),
    _K.CHAIRS: (Rank.CHAIR, Rank.VICE_CHAIR),
}
_SIZES = {
    _K.EXCHANGE: 22,
    _K.PUSH_FORWARD: 26,
    _K.JOINT_CONFERENCE: 12,
    _K.SEMINAR: 14,
    _K.SUPPLY_DEMAND: 20,
}
_OFFICE = ("云岭机电", "澜山职院", "云岭重工", "省装备协会")
_SAID = (
    (0.80, Presence.PRESENT),
    (0.88, Presence.PROXY),
    (0.95, Presence.EXCUSED),
    (1.0, Presence.ABSENT),
)


def invited(
    world: World, group: Group, kind: MeetingKind, body: Body | None, day: dt.date
) -> list[Unit]:
    """Return the units that a meeting of the kind is for."""
    members = world.members_on(group, day)
    if kind in _RANKS:
        return [unit for unit in members if _rank(world, group, unit, day) in _RANKS[kind]]
    if kind in (_K.PROGRAMME_COMMITTEE, _K.TEACHING_COMMITTEE) and body is not None:
        return [unit for unit in members if unit.id in world.seats.get(body.id, ())]
    if kind is _K.SECRETARIAT:
        return [world.units[short] for short in _OFFICE]
    if kind is _K.DEPLOYMENT:
        return [unit for unit in members if unit.kind in SCHOOLS]
    if kind in _SIZES and len(members) > _SIZES[kind]:
        chosen = world.dice.sample(members, _SIZES[kind])
        return [unit for unit in members if unit in chosen]
    return members


def attendance(
    world: World,
    units: list[Unit],
    starts_at: dt.datetime,
    form: MeetingForm,
    state: MeetingState,
) -> list[Attendance]:
    """Return the seats; of a meeting that was not held nobody signed in."""
    rows = []
    for place, unit in enumerate(units):
        presence = _presence(world, place, len(units), state)
        came = presence in (Presence.PRESENT, Presence.PROXY, Presence.IN_ATTENDANCE)
        early = dt.timedelta(minutes=world.dice.randint(-25, 3))
        rows.append(
            Attendance(
                unit_id=unit.id,
                presence=presence,
                person=_person(world, unit, presence).name if came else "",
                people=1 + (place % 4 == 0 and came),
                signed_by=_signed_by(world, form) if came else None,
                signed_at=starts_at + early if came else None,
            )
        )
    return rows


def vote(world: World, seats: Turnout, majority: Threshold, *, fails: bool) -> Vote:
    """Return the counts of a vote among those who attended."""
    came = seats.attended
    no = came // 3 if fails else world.dice.randint(0, max(0, came // 20))
    abstained = came // 4 if fails else world.dice.randint(0, max(0, came // 12))
    by = VoteBy.BALLOT if came > 40 else VoteBy.HANDS
    counts = {"yes": came - no - abstained, "no": no, "abstained": abstained, "by": by}
    return Vote(**counts, **fixed(seats, majority))


def _rank(world: World, group: Group, unit: Unit, day: dt.date) -> Rank:
    membership = next(
        one for one in world.memberships if one.group_id == group.id and one.unit_id == unit.id
    )
    return membership.rank_on(day)


def _presence(world: World, place: int, many: int, state: MeetingState) -> Presence:
    """Return what a unit did; the first seven tenths of a small meeting always come."""
    if state in (MeetingState.PLANNED, MeetingState.NOTIFIED, MeetingState.CANCELLED):
        return Presence.INVITED
    if state is MeetingState.INQUORATE:
        return Presence.PRESENT if place < many // 2 else Presence.EXCUSED
    if many < 30 and place * 10 < many * 7:
        return Presence.PRESENT
    roll = world.dice.random()
    return next(presence for most, presence in _SAID if roll < most)


def _person(world: World, unit: Unit, presence: Presence) -> Person:
    return world.people[unit.id][1 if presence is Presence.PROXY else 0]


def _signed_by(world: World, form: MeetingForm) -> SignedBy:
    if form is MeetingForm.ONLINE:
        return SignedBy.ONLINE
    return world.pick((SignedBy.SCAN, SignedBy.SCAN, SignedBy.SIGNATURE))


def host(world: World, group: Group) -> str:
    """Return who presides over the meetings of a group."""
    lead = (
        group.secretariat_unit_id if group is not world.groups[PROVINCIAL] else group.lead_unit_id
    )
    return world.people[lead or group.id][0].name
