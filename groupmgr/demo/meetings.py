"""The meetings of two years, from the notice to what was handed out and done."""

import datetime as dt

from groupmgr.demo import notices, sittings
from groupmgr.demo.calendar import working
from groupmgr.demo.groups import CITY, COUNTY, PROVINCIAL
from groupmgr.demo.outcomes import decisions, follow_ups
from groupmgr.demo.words import sessions
from groupmgr.demo.world import World
from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body, Group
from groupmgr.meetings.labels import MeetingKind, MeetingState
from groupmgr.meetings.models import Meeting

Listed = tuple[tuple[MeetingKind, str, str, str, str], ...]

_K, _S = MeetingKind, MeetingState
_BODIES = {
    _K.ASSEMBLY: BodyKind.ASSEMBLY,
    _K.COUNCIL: BodyKind.COUNCIL,
    _K.STANDING_COUNCIL: BodyKind.STANDING_COUNCIL,
    _K.CHAIRS: BodyKind.COUNCIL,
    _K.PROGRAMME_COMMITTEE: BodyKind.PROGRAMME_COMMITTEE,
    _K.TEACHING_COMMITTEE: BodyKind.TEACHING_COMMITTEE,
    _K.SECRETARIAT: BodyKind.SECRETARIAT,
    _K.JOINT_CONFERENCE: BodyKind.LEADING_GROUP,
}
# The first session of the council of this term was held in 2022.
_FIRST_SESSION = {_K.COUNCIL: 2, _K.STANDING_COUNCIL: 1}
_LONG = (_K.ASSEMBLY, _K.COUNCIL)
# From which day on how far a meeting has come, the latest first; all others are archived.
_COURSE = (
    (dt.date(2025, 2, 1), _S.PLANNED),
    (dt.date(2025, 1, 9), _S.NOTIFIED),
    (dt.date(2024, 12, 21), _S.HELD),
    (dt.date(2024, 12, 2), _S.MINUTES_DRAFTED),
    (dt.date(2024, 11, 13), _S.MINUTES_CIRCULATED),
)
_NOT_HELD = {dt.date(2023, 10, 12): _S.INQUORATE, dt.date(2024, 7, 10): _S.CANCELLED}
_UNHELD = (_S.PLANNED, _S.NOTIFIED, _S.INQUORATE, _S.CANCELLED)


def make(world: World) -> None:
    """Add the meetings of each group in the order of their days."""
    for key, listed in (
        (PROVINCIAL, sessions.YUNLING),
        (CITY, sessions.LANSHAN),
        (COUNTY, sessions.BEIAN),
    ):
        numbers: dict[MeetingKind, int] = {}
        given: dict[str, int] = {}
        for day, kind, title in _days(listed):
            numbers[kind] = numbers.get(kind, _FIRST_SESSION.get(kind, 1) - 1) + 1
            meeting = _meeting(world, world.groups[key], kind, title, day, numbers[kind])
            if meeting.state not in _UNHELD:
                world.add(decisions(world, meeting, given), meeting.ends_at)
                world.add(follow_ups(world, meeting), meeting.ends_at)


def _days(listed: Listed) -> list[tuple[dt.date, MeetingKind, str]]:
    found = [
        (working(dt.date(year, int(day[:2]), int(day[2:]))), kind, title)
        for kind, *days_of_years, title in listed
        for year, days in zip((2023, 2024, 2025), days_of_years, strict=True)
        for day in days.split()
    ]
    return sorted(found, key=lambda one: (one[0], one[1].value))


def _meeting(
    world: World, group: Group, kind: MeetingKind, title: str, day: dt.date, number: int
) -> Meeting:
    body, state = _body(world, group, kind, number), _state(day)
    filled, form = notices.slots(body, day, number), notices.form(kind, number)
    guests = sittings.invited(world, group, kind, body, day)
    starts_at = dt.datetime.combine(day, dt.time(9 if number % 2 else 14, 30 * (number % 2)))
    seat = next(u for u in world.units.values() if u.id == group.secretariat_unit_id)
    noticed = day - dt.timedelta(days=world.dice.randint(8, 16))
    counted = body is not None and kind in _FIRST_SESSION
    meeting = Meeting(
        group_id=group.id,
        title=title.format(**filled),
        kind=kind,
        form=form,
        state=state,
        body_id=body.id if body else None,
        term_number=body.terms[-1].number if body and counted else None,
        session_number=number if counted else None,
        convener_unit_id=seat.id,
        notice_on=None if state is _S.PLANNED else noticed,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=180 if kind in _LONG else 105),
        place=notices.place(kind, form, seat, guests, number),
        host=sittings.host(world, group),
        recorder=world.people[seat.id][2].name,
        agenda=notices.agenda(world, kind, filled, number),
        attendance=sittings.attendance(world, guests, starts_at, form, state),
    )
    world.add([meeting], world.moment(min(noticed, dt.date(2025, 1, 7))))
    world.meetings.append(meeting)
    return meeting


def _body(world: World, group: Group, kind: MeetingKind, number: int) -> Body | None:
    found = [body for body in world.bodies if body.group_id == group.id]
    found = [body for body in found if body.kind is _BODIES.get(kind)]
    return found[number % len(found)] if found else None


def _state(day: dt.date) -> MeetingState:
    if day in _NOT_HELD:
        return _NOT_HELD[day]
    return next((state for since, state in _COURSE if day >= since), _S.ARCHIVED)
