"""会议大事记: the meetings of a year, with what each of them led to."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr.kernel.period import Period
from groupmgr.kernel.written import day_words
from groupmgr.meetings.labels import HELD_STATES
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.turnout import Turnout
from groupmgr.policy import Action, Actor, visible
from groupmgr.proceedings.paper import Line, Paper


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting that was held."""

    meeting: Meeting
    seats: Turnout

    @property
    def words(self) -> str:
        """What happened, in a sentence."""
        meeting = self.meeting
        place = f"在{meeting.place}" if meeting.place else f"以{meeting.form.label}方式"
        came = f"，应到{self.seats.due}家，实到{self.seats.came}家" if self.seats.due else ""
        return f"{day_words(meeting.day)}，{meeting.title}{place}召开{came}。"

    @property
    def resolutions(self) -> list[str]:
        """What was resolved, with its number."""
        return [f"{one.number}：{one.text}" for one in self.meeting.resolutions]


def chronicle(session: Session, actor: Actor, year: int) -> Sequence[Event]:
    """Return the meetings that the group held in a year, in the order of their days."""
    span = Period.year(year)
    query = (
        sa.select(Meeting)
        .where(
            visible(actor, Action.MEETING_VIEW, Meeting),
            Meeting.state.in_(HELD_STATES),
            Meeting.starts_at >= span.start_time,
            Meeting.starts_at < span.end_time,
        )
        .options(selectinload(Meeting.attendance), selectinload(Meeting.resolutions))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [Event(one, Turnout.of(one.attendance, None)) for one in session.scalars(query)]


def years(session: Session, actor: Actor) -> list[int]:
    """Return the years in which meetings were held, the latest first."""
    query = sa.select(sa.func.min(Meeting.starts_at), sa.func.max(Meeting.starts_at)).where(
        visible(actor, Action.MEETING_VIEW, Meeting), Meeting.state.in_(HELD_STATES)
    )
    first, last = session.execute(query).one()
    return list(range(last.year, first.year - 1, -1)) if first else []


def paper(name: str, year: int, events: Sequence[Event]) -> Paper:
    """Return the chronicle as a paper, month by month."""
    return Paper(subject=f"{name}\n{year}年会议大事记", lines=tuple(_lines(events)))


def _lines(events: Sequence[Event]) -> list[Line]:
    found, month = [], 0
    for event in events:
        if event.meeting.starts_at.month != month:
            month = event.meeting.starts_at.month
            found.append(Line(f"{month}月", 1))
        found.append(Line(event.words))
        found += [Line(words) for words in event.resolutions]
    return found
