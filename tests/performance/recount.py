"""Every indicator once more, slowly: all rows are loaded and looped over in plain Python.

Nothing here is shared with the indicators. Each method named after a code
returns the things that count as triples: what it is, what it adds (None where
nobody reported it), and the units it is credited to.
"""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import sqlalchemy as sa

from groupmgr.groups.models import Rule, Tie
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.models import Membership, Unit
from groupmgr.members.statistics import SchoolYear

SCHOOLS = {"secondary", "technician", "college", "vocational-university", "university"}
VOCATIONAL = SCHOOLS - {"university"}
HELD = {"held", "minutes-drafted", "minutes-circulated", "archived"}


class Recount:
    """The things that count for a group in a span of days, under a reading."""

    def __init__(self, session, group_id, start, end, reading="approved"):
        self.session, self.group_id = session, group_id
        self.start, self.end, self.reading = start, end, reading
        self.loaded = {}
        self.units = {unit.id: unit for unit in self.all(Unit)}
        self.memberships = [m for m in self.all(Membership) if m.group_id == group_id]

    def all(self, model):
        if model not in self.loaded:
            self.loaded[model] = self.session.scalars(sa.select(model).order_by(model.id)).all()
        return self.loaded[model]

    def under(self, model, key):
        if (model, key) not in self.loaded:
            found = self.loaded[model, key] = defaultdict(list)
            for row in self.all(model):
                found[getattr(row, key)].append(row)
        return self.loaded[model, key]

    def within(self, day):
        return day is not None and self.start <= day <= self.end

    def member(self, unit_id, day):
        for one in self.memberships:
            here = one.unit_id == unit_id and one.joined_on <= day
            if here and (one.ended_on is None or day < one.ended_on):
                return True
        return False

    def members(self, unit_ids, day):
        return {unit_id for unit_id in unit_ids if self.member(unit_id, day)}

    def schools(self):
        found = [u for u in self.units.values() if u.kind.value in VOCATIONAL]
        return [u.id for u in found if self.member(u.id, self.end)]

    # --- members

    def g01(self):
        return [
            (m.id, 1, {m.unit_id})
            for m in self.memberships
            if m.joined_on <= self.end and (m.ended_on is None or m.ended_on > self.end)
        ]

    def enterprises(self):
        keys = {m.id for m in self.memberships if self.units[m.unit_id].kind == "enterprise"}
        return [found for found in self.g01() if found[0] in keys]

    def g03(self):
        return self.ratio(self.enterprises(), self.g01(), 100, 1)

    def g04(self):
        return [(m.id, 1, {m.unit_id}) for m in self.memberships if self.within(m.joined_on)]

    def g04b(self):
        return [(m.id, 1, {m.unit_id}) for m in self.memberships if self.within(m.ended_on)]

    def each_school(self):
        return [(key, 1, {key}) for key in self.schools()]

    def students(self):
        ended_in = self.end.year if (self.end.month, self.end.day) >= (8, 31) else self.end.year - 1
        said = {
            row.unit_id: row.students for row in self.all(SchoolYear) if row.began == ended_in - 1
        }
        return [(key, said.get(key), {key}) for key in self.schools()]

    # --- ties

    def ties(self, kinds, ties):
        return [
            (tie.id, 1, set())
            for tie in self.all(Tie)
            if tie.group_id == self.group_id and tie.kind in kinds and tie.tie in ties
            if tie.since <= self.end and not (tie.until and tie.until < self.end)
        ]

    def q09(self):
        return self.ties({"sector-community"}, {"leads", "takes-part"})

    def q09b(self):
        return self.ties({"city-consortium"}, {"leads", "takes-part"})

    def q10(self):
        return self.ties({"sector", "regional"}, {"guides"})

    # --- meetings

    def held(self, start=None):
        for meeting in self.all(Meeting):
            day = meeting.starts_at.date()
            ours = meeting.group_id == self.group_id and meeting.state in HELD
            if ours and (start or self.start) <= day <= self.end:
                yield meeting, day

    def meetings(self, kind):
        seats = self.under(Attendance, "meeting_id")
        came = {"present", "proxy", "in-attendance"}
        for meeting, day in self.held():
            if meeting.kind == kind:
                there = {s.unit_id for s in seats[meeting.id] if s.presence in came}
                yield meeting.id, 1, self.members(there, day)

    def g07(self):
        return list(self.meetings("joint-conference"))

    def g08(self):
        return list(self.meetings("exchange"))

    def g09(self):
        return list(self.meetings("push-forward"))

    def g10(self):
        return list(self.meetings("council"))

    def g11(self):
        return list(self.meetings("standing-council"))

    def seats(self, presences):
        seats = self.under(Attendance, "meeting_id")
        return [
            (seat.id, 1, self.members({seat.unit_id}, day))
            for meeting, day in self.held()
            for seat in seats[meeting.id]
            if seat.presence in presences
        ]

    def g13(self):
        due = self.seats({"present", "proxy", "invited", "excused", "absent"})
        return self.ratio(self.seats({"present", "proxy"}), due, 100, 1)

    def follow_ups(self, *, done):
        meetings = {m.id for m in self.all(Meeting) if m.group_id == self.group_id}
        held = {m.id for m in self.all(Meeting) if m.state in HELD} & meetings
        duties = self.under(FollowUpUnit, "follow_up_id")
        for one in self.all(FollowUp):
            in_time = one.state == "done" and one.done_on and one.done_on <= one.due_on
            if one.meeting_id in held and self.within(one.due_on) and (in_time or not done):
                keys = {duty.unit_id for duty in duties[one.id]}
                yield one.id, 1, self.members(keys, one.due_on)

    def g14(self):
        due = list(self.follow_ups(done=False))
        return self.ratio(list(self.follow_ups(done=True)), due, 100, 1)

    # --- reckoning

    def ratio(self, over, under, factor, places, *, summed=False):
        return over, under, factor, places, summed

    def allowed_days(self, day):
        rules = [
            rule
            for rule in self.all(Rule)
            if rule.group_id == self.group_id and rule.kind == "reporting"
            if rule.valid_from <= day and not (rule.valid_until and rule.valid_until < day)
        ]
        rules.sort(key=lambda rule: (rule.valid_from, rule.id))
        return rules[-1].amount if rules else 15


def value(things, unit_id=None, *, per=1, summed=False):
    """What things add up to, as (value, how many reported, how many were to report)."""
    if isinstance(things, tuple):
        return _share(*things, unit_id)
    mine = [amount for _, amount, units in things if unit_id is None or unit_id in units]
    known = [amount for amount in mine if amount is not None]
    if not known and summed:
        return None, 0, len(mine)
    return sum(known, Decimal(0)) / per, len(known), len(mine)


def _share(over, under, factor, places, summed, unit_id):
    above, *_ = value(over, unit_id, summed=summed)
    below, reported, expected = value(under, unit_id, summed=summed)
    if above is None or not below:
        return None, reported, expected
    exact = Decimal(1).scaleb(-places)
    return (above * factor / below).quantize(exact, ROUND_HALF_UP), reported, expected
