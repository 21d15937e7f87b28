"""The meetings of two years, from the notice to what was handed out and done."""

import datetime as dt

from groupmgr.demo import sittings
from groupmgr.demo.calendar import working
from groupmgr.demo.groups import CITY, COUNTY, PROVINCIAL
from groupmgr.demo.outcomes import decisions, follow_ups
from groupmgr.demo.words import meetings as words
from groupmgr.demo.words import sessions
from groupmgr.demo.world import World
from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body, Group
from groupmgr.kernel.text import chinese
from groupmgr.meetings.labels import MeetingForm, MeetingKind, MeetingState
from groupmgr.meetings.models import AgendaItem, Meeting

Listed = tuple[tuple[MeetingKind, str, str, str], ...]

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
# The first sessions of the term were held in 2022.
_FIRST_SESSION = {_K.COUNCIL: 2, _K.STANDING_COUNCIL: 1}
_INQUORATE, _CANCELLED = dt.date(2023, 10, 12), dt.date(2024, 7, 10)
_PLACES = ("图文中心报告厅", "第一会议室", "产教融合中心102会议室", "综合楼三层会议室")
_LONG = (_K.ASSEMBLY, _K.COUNCIL)


def make(world: World) -> None:
    """Add the meetings of each group in the order of their days."""
    for key, list_ in (
        (PROVINCIAL, sessions.YUNLING),
        (CITY, sessions.LANSHAN),
        (COUNTY, sessions.BEIAN),
    ):
        group, held = world.groups[key], _days(list_)
        numbers: dict[MeetingKind, int] = {}
        given: dict[int, int] = {}
        for day, kind, title in held:
            numbers[kind] = numbers.get(kind, _FIRST_SESSION.get(kind, 1) - 1) + 1
            meeting = _meeting(world, group, kind, title, day, numbers[kind])
            if meeting.state not in (_S.INQUORATE, _S.CANCELLED):
                world.add(decisions(world, meeting, given))
                world.add(follow_ups(world, meeting))
    _next_year(world)


def _days(listed: Listed) -> list[tuple[dt.date, MeetingKind, str]]:
    found = [
        (working(dt.date(year, int(day[:2]), int(day[2:]))), kind, title)
        for kind, of_2023, of_2024, title in listed
        for year, days in ((2023, of_2023), (2024, of_2024))
        for day in days.split()
    ]
    return sorted(found, key=lambda one: (one[0], one[1].value))


def _meeting(
    world: World, group: Group, kind: MeetingKind, title: str, day: dt.date, number: int
) -> Meeting:
    body = _body(world, group, kind, number)
    slots = _slots(body, day, number)
    meeting_state = _state(day)
    starts_at = dt.datetime.combine(day, dt.time(9 if number % 2 else 14, 30 * (number % 2)))
    form = _form(kind, number)
    seat = group.secretariat_unit_id or group.lead_unit_id or 0
    meeting = Meeting(
        group_id=group.id,
        title=title.format(**slots),
        kind=kind,
        form=form,
        state=meeting_state,
        body_id=body.id if body else None,
        term_number=body.terms[-1].number if body and kind in _FIRST_SESSION else None,
        session_number=number if kind in _FIRST_SESSION else None,
        convener_unit_id=seat,
        notice_on=day - dt.timedelta(days=world.dice.randint(8, 16)),
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(minutes=180 if kind in _LONG else 105),
        place=_place(world, seat, form, number),
        host=sittings.host(world, group),
        recorder=world.people[seat][2].name,
        agenda=_agenda(world, kind, slots, number),
        resolutions=[],
        follow_ups=[],
        attendance=sittings.attendance(
            world,
            sittings.invited(world, group, kind, body, day),
            starts_at,
            form,
            meeting_state,
        ),
    )
    meeting.created_at = world.moment(meeting.notice_on or day)
    world.add([meeting])
    world.meetings.append(meeting)
    return meeting


def _body(world: World, group: Group, kind: MeetingKind, number: int) -> Body | None:
    found = [body for body in world.bodies if body.group_id == group.id]
    found = [body for body in found if body.kind is _BODIES.get(kind)]
    return found[number % len(found)] if found else None


def _slots(body: Body | None, day: dt.date, number: int) -> dict[str, object]:
    return {
        "year": day.year,
        "next": day.year + 1,
        "month": day.month,
        "quarter": f"{day.year}年第{chinese((day.month + 2) // 3)}季度",
        "half": f"{day.year}年{'上' if day.month < 7 else '下'}半年",
        "season": "春季" if day.month < 7 else "秋季",
        "nth": chinese(number),
        "body": body.name if body else "",
        "topic": sessions.TOPICS[number % len(sessions.TOPICS)],
    }


def _form(kind: MeetingKind, number: int) -> MeetingForm:
    if kind in (_K.SECRETARIAT, _K.TEACHING_COMMITTEE) and number % 3 == 0:
        return MeetingForm.ONLINE
    return MeetingForm.MIXED if kind is _K.DEPLOYMENT else MeetingForm.ON_SITE


def _state(day: dt.date) -> MeetingState:
    if day == _INQUORATE:
        return _S.INQUORATE
    if day == _CANCELLED:
        return _S.CANCELLED
    if day > dt.date(2024, 12, 20):
        return _S.HELD
    if day > dt.date(2024, 12, 1):
        return _S.MINUTES_DRAFTED
    return _S.MINUTES_CIRCULATED if day > dt.date(2024, 11, 12) else _S.ARCHIVED


def _place(world: World, unit_id: int, form: MeetingForm, number: int) -> str:
    if form is MeetingForm.ONLINE:
        return "线上会议室"
    unit = next(unit for unit in world.units.values() if unit.id == unit_id)
    return f"{unit.name}{_PLACES[number % len(_PLACES)]}"


def _agenda(
    world: World, kind: MeetingKind, slots: dict[str, object], number: int
) -> list[AgendaItem]:
    agendas = words.AGENDAS[kind]
    return [
        AgendaItem(
            position=place,
            kind=item_kind,
            title=title.format(**slots),
            presenter=world.pick(("秘书处", "秘书处", "牵头单位", "提案单位")),
            minutes=world.pick((10, 15, 20, 30)),
            votes=[],
        )
        for place, (item_kind, title) in enumerate(agendas[number % len(agendas)], start=1)
    ]


def _next_year(world: World) -> None:
    """Add what is planned for after the two years: one meeting noticed, one not yet."""
    group, unit = world.groups[PROVINCIAL], world.units["云岭机电"]
    planned = (
        (_S.NOTIFIED, _K.CHAIRS, dt.datetime(2025, 1, 16, 9, 0), "理事长办公会（1月）"),
        (_S.PLANNED, _K.DEPLOYMENT, dt.datetime(2025, 3, 5, 9, 0), "2025年春季工作部署会"),
    )
    for state, kind, starts_at, title in planned:
        members = sittings.invited(world, group, kind, None, starts_at.date())
        meeting = Meeting(
            group_id=group.id,
            title=title,
            kind=kind,
            form=MeetingForm.ON_SITE,
            state=state,
            convener_unit_id=unit.id,
            notice_on=dt.date(2025, 1, 6) if state is _S.NOTIFIED else None,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=2),
            place=f"{unit.name}第一会议室",
            host=sittings.host(world, group),
            agenda=_agenda(world, kind, _slots(None, starts_at.date(), 1), 1),
            attendance=sittings.attendance(world, members, starts_at, MeetingForm.ON_SITE, state),
        )
        world.add([meeting], dt.datetime(2025, 1, 6, 10, 0))
        world.meetings.append(meeting)
