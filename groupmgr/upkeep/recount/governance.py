"""The figures about members, ties and meetings, recounted."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from groupmgr.groups.models import Tie
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.statistics import SchoolYear
from groupmgr.upkeep.recount.base import Recount
from groupmgr.upkeep.recount.things import Share, Thing

HELD = {"held", "minutes-drafted", "minutes-circulated", "archived"}
CAME = {"present", "proxy", "in-attendance"}


class Governance(Recount):
    """Members, ties and meetings."""

    def g01(self) -> list[Thing]:
        return [
            Thing(m.id, 1, {m.unit_id})
            for m in self.memberships
            if m.joined_on
            and m.joined_on <= self.end
            and (m.ended_on is None or m.ended_on > self.end)
        ]

    def enterprises(self) -> list[Thing]:
        keys = {m.id for m in self.memberships if self.units[m.unit_id].kind == "enterprise"}
        return [found for found in self.g01() if found.key in keys]

    def g03(self) -> Share:
        return Share(self.enterprises(), self.g01())

    def g04(self) -> list[Thing]:
        return [Thing(m.id, 1, {m.unit_id}) for m in self.memberships if self.within(m.joined_on)]

    def g04b(self) -> list[Thing]:
        return [Thing(m.id, 1, {m.unit_id}) for m in self.memberships if self.within(m.ended_on)]

    def each_school(self) -> list[Thing]:
        return [Thing(key, 1, {key}) for key in self.schools()]

    def students(self) -> list[Thing]:
        began = self.school_year()
        said = {row.unit_id: row.students for row in self.all(SchoolYear) if row.began == began}
        return [Thing(key, said.get(key), {key}) for key in self.schools()]

    # --- ties

    def ties(self, kinds: Collection[str], ties: Collection[str]) -> list[Thing]:
        return [
            Thing(tie.id, 1, set())
            for tie in self.all(Tie)
            if tie.group_id == self.group_id and tie.kind in kinds and tie.tie in ties
            if tie.since <= self.end and not (tie.until and tie.until < self.end)
        ]

    def q09(self) -> list[Thing]:
        return self.ties({"sector-community"}, {"leads", "takes-part"})

    def q09b(self) -> list[Thing]:
        return self.ties({"city-consortium"}, {"leads", "takes-part"})

    def q10(self) -> list[Thing]:
        return self.ties({"sector", "regional"}, {"guides"})

    # --- meetings

    def held(self, start: dt.date | None = None) -> Iterator[tuple[Any, dt.date]]:
        for meeting in self.all(Meeting):
            day = meeting.starts_at.date()
            ours = meeting.group_id == self.group_id and meeting.state in HELD
            if ours and (start or self.start) <= day <= self.end:
                yield meeting, day

    def meetings(self, kind: str) -> list[Thing]:
        seats = self.under(Attendance, "meeting_id")
        found = []
        for meeting, day in self.held():
            if meeting.kind == kind:
                there = {s.unit_id for s in seats[meeting.id] if s.presence in CAME}
                found.append(Thing(meeting.id, 1, self.members(there, day)))
        return found

    def g07(self) -> list[Thing]:
        return self.meetings("joint-conference")

    def g08(self) -> list[Thing]:
        return self.meetings("exchange")

    def g09(self) -> list[Thing]:
        return self.meetings("push-forward")

    def g10(self) -> list[Thing]:
        return self.meetings("council")

    def g11(self) -> list[Thing]:
        return self.meetings("standing-council")

    def seats(self, presences: Collection[str]) -> list[Thing]:
        seats = self.under(Attendance, "meeting_id")
        return [
            Thing(seat.id, 1, self.members({seat.unit_id}, day))
            for meeting, day in self.held()
            for seat in seats[meeting.id]
            if seat.presence in presences
        ]

    def g13(self) -> Share:
        due = self.seats({"present", "proxy", "invited", "excused", "absent"})
        return Share(self.seats({"present", "proxy"}), due)

    def follow_ups(self, *, done: bool) -> Iterator[Thing]:
        meetings = {m.id for m in self.all(Meeting) if m.group_id == self.group_id}
        held = {m.id for m in self.all(Meeting) if m.state in HELD} & meetings
        duties = self.under(FollowUpUnit, "follow_up_id")
        for one in self.all(FollowUp):
            in_time = one.state == "done" and one.done_on and one.done_on <= one.due_on
            if one.meeting_id in held and self.within(one.due_on) and (in_time or not done):
                keys = {duty.unit_id for duty in duties[one.id]}
                yield Thing(one.id, 1, self.members(keys, one.due_on))

    def g14(self) -> Share:
        return Share(list(self.follow_ups(done=True)), list(self.follow_ups(done=False)))
