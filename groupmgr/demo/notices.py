"""What a notice says: the words of the title, the form, the place, the agenda."""

import datetime as dt

from groupmgr.demo.words import meetings as words
from groupmgr.demo.words import sessions
from groupmgr.demo.world import World
from groupmgr.groups.models import Body
from groupmgr.kernel.text import chinese
from groupmgr.meetings.labels import MeetingForm, MeetingKind
from groupmgr.meetings.models import AgendaItem
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Unit

Slots = dict[str, object]

_K = MeetingKind
_PLACES = ("图文中心报告厅", "第一会议室", "产教融合中心102会议室", "综合楼三层会议室")
# What is held at a member enterprise, another one each time.
_TRAVELLING = (_K.EXCHANGE, _K.PUSH_FORWARD, _K.PROGRAMME_COMMITTEE, _K.SEMINAR)


def slots(body: Body | None, day: dt.date, number: int) -> Slots:
    """Return what titles and agendas are filled with."""
    return {
        "year": day.year,
        "next": day.year + 1,
        "quarter": f"{day.year}年第{chinese((day.month + 2) // 3)}季度",
        "half": f"{day.year}年{'上' if day.month < 7 else '下'}半年",
        "season": "春季" if day.month < 7 else "秋季",
        "nth": chinese(number),
        "nth_of_year": chinese(1 + (day.month > 6) + (day.month > 11)),
        "body": body.name if body else "",
        "topic": sessions.TOPICS[number % len(sessions.TOPICS)],
    }


def form(kind: MeetingKind, number: int) -> MeetingForm:
    """Return how people come together."""
    if kind in (_K.SECRETARIAT, _K.TEACHING_COMMITTEE) and number % 3 == 0:
        return MeetingForm.ONLINE
    return MeetingForm.MIXED if kind is _K.DEPLOYMENT else MeetingForm.ON_SITE


def place(kind: MeetingKind, how: MeetingForm, seat: Unit, guests: list[Unit], number: int) -> str:
    """Return where; some meetings travel from enterprise to enterprise."""
    if how is MeetingForm.ONLINE:
        return "线上会议室"
    firms = [unit for unit in guests if unit.kind is UnitKind.ENTERPRISE]
    if kind in _TRAVELLING and firms:
        return f"{firms[number % len(firms)].name}会议中心"
    return f"{seat.name}{_PLACES[number % len(_PLACES)]}"


def agenda(world: World, kind: MeetingKind, filled: Slots, number: int) -> list[AgendaItem]:
    """Return the agenda, another one of the kind each time."""
    agendas = words.AGENDAS[kind]
    return [
        AgendaItem(
            position=position,
            kind=item_kind,
            title=title.format(**filled),
            presenter=world.pick(("秘书处", "秘书处", "牵头单位", "提案单位")),
            minutes=world.pick((10, 15, 20, 30)),
            votes=[],
        )
        for position, (item_kind, title) in enumerate(agendas[number % len(agendas)], start=1)
    ]
