"""Who was at a meeting, called as on its day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.meetings.labels import Presence
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service import attendance
from groupmgr.members.models import Unit
from groupmgr.members.roll import name_on


@dataclass(frozen=True, slots=True)
class Seats:
    """The invited units of a meeting with their names of that day."""

    rows: Sequence[Attendance]
    names: Mapping[int, str]

    def name(self, row: Attendance) -> str:
        """Return what a unit was called."""
        return self.names[row.unit_id]

    def of(self, *presences: Presence) -> list[Attendance]:
        """Return those of which one of these is known."""
        return [row for row in self.rows if row.presence in presences]

    def people(self, presence: Presence) -> str:
        """Return units with their people: 云岭重工 韩卫东；澜山职院 顾清和."""
        return "；".join(f"{self.name(row)} {row.person}".strip() for row in self.of(presence))


def seats_of(session: Session, meeting: Meeting) -> Seats:
    """Return the list of a meeting."""
    rows = attendance.roll(session, meeting)
    keys = [row.unit_id for row in rows]
    query = sa.select(Unit.id, name_on(Unit, meeting.day)).where(Unit.id.in_(keys))
    return Seats(rows, dict(session.execute(query).all()))
