"""A meeting as its page shows it: the rules of its day, the seats, the votes, what comes next."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from groupmgr.meetings.charter import Charter, charter_of
from groupmgr.meetings.labels import HELD_STATES, OVER_STATES, VOTED_KINDS, MeetingState
from groupmgr.meetings.models import AgendaItem, Attendance, FollowUp, Meeting
from groupmgr.meetings.papers import AgendaPaper
from groupmgr.meetings.service import carrying, papers, progress, voting
from groupmgr.meetings.service.voting import Result
from groupmgr.meetings.turnout import Turnout


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting, loaded whole, with everything that is reckoned from it on a day."""

    meeting: Meeting
    charter: Charter
    seats: Turnout
    results: dict[int, Result]
    papers: Mapping[int, Sequence[AgendaPaper]]
    told: Mapping[int, Sequence[FollowUp]]
    today: dt.date

    @property
    def begun(self) -> bool:
        """Whether the meeting was opened."""
        return self.meeting.state in HELD_STATES

    @property
    def over(self) -> bool:
        """Whether nothing can be changed any more."""
        return self.meeting.state in OVER_STATES

    @property
    def due_today(self) -> bool:
        """Whether notice was given and the day has come, so that it can be opened."""
        return self.meeting.state is MeetingState.NOTIFIED and self.meeting.day <= self.today

    @property
    def live(self) -> bool:
        """Whether units sign in and vote at this time, so that the page follows."""
        states = (MeetingState.NOTIFIED, MeetingState.HELD)
        return self.meeting.state in states and self.meeting.day == self.today

    @property
    def late_notice(self) -> str:
        """The warning that the notice is or would be too late."""
        if self.meeting.notice_on is None and self.meeting.state is not MeetingState.PLANNED:
            return ""
        return progress.late_notice(self.charter, self.meeting, self.today)

    @property
    def roll(self) -> list[Attendance]:
        """The invited units in the order of their names."""
        return sorted(self.meeting.attendance, key=lambda row: (row.unit.pinyin, row.unit_id))

    @property
    def answered(self) -> int:
        """How many units answered to the notice."""
        return sum(row.reply is not None for row in self.meeting.attendance)

    @property
    def carried(self) -> list[FollowUp]:
        """What was told before and is spoken of, whichever item of the agenda does."""
        return [one for told in self.told.values() for one in told]

    @property
    def times(self) -> dict[int, str]:
        """When each item of the agenda begins and ends, as far as they say how long they take."""
        at, found = self.meeting.starts_at, {}
        for item in self.meeting.agenda:
            if not item.minutes:
                break
            until = at + dt.timedelta(minutes=item.minutes)
            found[item.id] = f"{at:%H:%M}—{until:%H:%M}"
            at = until
        return found

    def standing(self, item: AgendaItem) -> str:
        """Return how far an agenda item is."""
        result = self.results.get(item.id)
        if result is not None:
            return "已通过" if result.passed else "未通过"
        if not self.begun:
            return "未开始"
        if item.kind in VOTED_KINDS and self.meeting.state is MeetingState.HELD:
            return "待表决"
        return "已完成"


def sitting(session: Session, meeting: Meeting, today: dt.date) -> Sitting:
    """Reckon everything for a meeting that was loaded whole."""
    charter = charter_of(session, meeting)
    found = {item.id: voting.result(item) for item in meeting.agenda}
    return Sitting(
        meeting=meeting,
        charter=charter,
        seats=Turnout.of(meeting.attendance, charter.quorum, charter.proxies),
        results={key: result for key, result in found.items() if result},
        papers=papers.papers(session, meeting),
        told=carrying.told(session, meeting),
        today=today,
    )
