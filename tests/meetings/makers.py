"""Meetings of a council, and what comes with them."""

import datetime as dt

import sqlalchemy as sa

from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.clock import now
from groupmgr.meetings.labels import AgendaKind, MeetingKind, MeetingState, Presence
from groupmgr.meetings.models import AgendaItem, Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.labels import NameChange
from groupmgr.members.models import FormerName, Membership
from groupmgr.members.people import Liaison, Person
from tests.makers import Maker

LONG_AGO = dt.date(2020, 1, 1)
YESTERDAY = now().replace(hour=14, minute=0, second=0) - dt.timedelta(days=1)


class MeetingMaker(Maker):
    """Adds meetings to a session; without a group it makes one."""

    def rule(self, group, kind, **facts):
        defaults = {
            "subject": MeetingKind.COUNCIL,
            "source": "章程第十九条",
            "valid_from": dt.date(2020, 1, 1),
        }
        return self.add(Rule(group_id=group.id, kind=kind, **defaults | facts))

    def charter(self, group, **facts):
        """Quorum and majority of two thirds, as most charters have it."""
        share = {"numerator": 2, "denominator": 3} | facts
        self.rule(group, RuleKind.QUORUM, **share)
        self.rule(group, RuleKind.MAJORITY, **share)

    def meeting(self, group=None, *, came=0, invited=0, **facts):
        """A council of yesterday; `came` units are present, `invited` more did not sign."""
        group = group or self.group()
        defaults = {
            "title": f"第二届理事会第{self.next()}次会议",
            "kind": MeetingKind.COUNCIL,
            "state": MeetingState.HELD,
            "starts_at": YESTERDAY,
            "ends_at": YESTERDAY + dt.timedelta(hours=2),
            "place": "图文中心报告厅",
        }
        meeting = self.add(Meeting(group_id=group.id, **defaults | facts))
        for presence in [Presence.PRESENT] * came + [Presence.INVITED] * invited:
            self.seat(meeting, self.unit(group), presence)
        return meeting

    def seat(self, meeting, unit, presence=Presence.INVITED, **facts):
        return self.add(
            Attendance(meeting_id=meeting.id, unit_id=unit.id, presence=presence, **facts)
        )

    def item(self, meeting, **facts):
        defaults = {"title": "审议年度工作报告", "kind": AgendaKind.DECIDE}
        return self.add(AgendaItem(meeting_id=meeting.id, position=self.next(), **defaults | facts))

    def follow_up(self, meeting, *units, **facts):
        defaults = {"text": "按审议意见修改并印发", "due_on": YESTERDAY.date()}
        duties = [FollowUpUnit(unit_id=unit.id) for unit in units]
        return self.add(FollowUp(meeting_id=meeting.id, units=duties, **defaults | facts))

    def liaison(self, group_id, unit, **facts):
        """The contact of a unit that is a member of the group."""
        person = self.add(Person(unit_id=unit.id, name="周敏", **facts))
        query = sa.select(Membership).filter_by(group_id=group_id, unit_id=unit.id)
        membership = self.session.scalars(query).one()
        liaison = Liaison(membership_id=membership.id, person_id=person.id, started_on=LONG_AGO)
        return self.add(liaison)

    def former_name(self, unit, name, until):
        """What a unit was called up to a day."""
        return self.add(
            FormerName(unit_id=unit.id, name=name, until=until, change=NameChange.RENAMED)
        )
