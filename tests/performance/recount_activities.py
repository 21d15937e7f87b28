"""The figures about activities, recounted."""

import datetime as dt

from groupmgr.activities.models import (
    Activity,
    AudienceOf,
    Credit,
    Evidence,
    MediaReport,
    Party,
    Seconded,
    Stated,
)
from groupmgr.meetings.models import Attendance
from tests.performance.recount import Recount

LEVELS = ["national", "provincial", "city", "county", "group", "school"]


class Activities(Recount):
    def __init__(self, *scope):
        super().__init__(*scope)
        self.parties = self.under(Party, "activity_id")
        self.figures = self.under(Stated, "activity_id")
        self.proofs = self.under(Evidence, "activity_id")
        self.audiences = self.under(AudienceOf, "activity_id")
        self.offers = self.under(Credit, "activity_id")
        self.approved = {a.id: a for a in self.all(Activity) if self.counts(a)}
        self.ended = [a for a in self.approved.values() if self.within(a.ends_on)]

    def counts(self, activity):
        if activity.state != "submitted":
            return False
        for credit in self.offers[activity.id]:
            ours = credit.group_id == self.group_id and credit.decision == "approved"
            if ours and credit.decided_version == activity.version:
                return self.is_proved(activity)
        return False

    def is_proved(self, activity):
        if self.reading == "confirmed":
            others = [p for p in self.parties[activity.id] if p.unit_id != activity.owner_unit_id]
            return all(
                p.confirmation == "not-needed"
                or (p.confirmation == "confirmed" and p.confirmed_version == activity.version)
                for p in others
            )
        if self.reading == "evidenced":
            proved = {one.measure for one in self.proofs[activity.id]}
            return bool(proved) and all(f.measure in proved for f in self.figures[activity.id])
        return True

    def credited(self, activity, day=None):
        keys = {party.unit_id for party in self.parties[activity.id]}
        return self.members(keys, day or activity.ends_on)

    def stated(self, activity, measure):
        for figure in self.figures[activity.id]:
            if figure.measure == measure and figure.party_id is None:
                return figure.value
        return None

    def heard(self, activity):
        return {one.audience.value for one in self.audiences[activity.id]}

    def society(self, measure):
        for activity in self.ended:
            trains = activity.category in ("training", "staff-training")
            if trains and self.heard(activity) != {"students"}:
                yield activity.id, self.stated(activity, measure), self.credited(activity)

    def staff(self):
        for activity in self.ended:
            addressed = activity.category == "training" and "staff" in self.heard(activity)
            if activity.category == "staff-training" or addressed:
                yield activity

    def s01(self):
        return list(self.society("person-times"))

    def s02(self):
        return self.ratio(self.s01(), self.students(), 1, 2, summed=True)

    def s03(self):
        return list(self.society("person-days"))

    def s04(self):
        return [(a.id, self.stated(a, "person-times"), self.credited(a)) for a in self.staff()]

    def s04b(self):
        served = {}
        for activity in self.staff():
            for party in self.parties[activity.id]:
                if self.units[party.unit_id].kind == "enterprise":
                    served.setdefault(party.unit_id, set()).update(self.credited(activity))
        return [(key, 1, units) for key, units in served.items()]

    def s05(self):
        found = []
        for activity in self.ended:
            paid = self.stated(activity, "income")
            voucher = any(one.kind == "voucher" for one in self.proofs[activity.id])
            if activity.category in ("training", "staff-training") and voucher and paid is not None:
                found.append((activity.id, paid, self.credited(activity)))
        return found

    def every(self):
        return [(a.id, 1, self.credited(a)) for a in self.ended]

    def g17(self):
        in_time = [
            (a.id, 1, self.credited(a))
            for a in self.ended
            if a.submitted_on and (a.submitted_on - a.ends_on).days <= self.allowed_days(a.ends_on)
        ]
        return self.ratio(in_time, self.every(), 100, 1)

    def k07(self):
        proved = [(a.id, 1, self.credited(a)) for a in self.ended if self.proofs[a.id]]
        return self.ratio(proved, self.every(), 100, 1)

    def g16(self):
        since = self.end + dt.timedelta(days=1)
        since = since.replace(year=since.year - 1)
        active = set()
        for activity in self.approved.values():
            if since <= activity.ends_on <= self.end:
                active |= {party.unit_id for party in self.parties[activity.id]}
        seats = self.under(Attendance, "meeting_id")
        for meeting, _ in self.held(since):
            came = ("present", "proxy", "in-attendance")
            active |= {s.unit_id for s in seats[meeting.id] if s.presence in came}
        mine = [found for found in self.g01() if found[2] & active]
        return self.ratio(mine, self.g01(), 100, 1)

    def t01(self):
        people = {}
        for one in self.all(Seconded):
            activity = self.approved.get(one.activity_id)
            touches = one.since <= self.end and one.until >= self.start
            if activity and activity.category == "secondment" and touches and one.consented:
                units = people.setdefault((one.name, one.from_unit_id), set())
                day = min(one.until, self.end)
                units |= self.members({one.from_unit_id, one.to_unit_id}, day)
        return [(key, 1, units) for key, units in people.items()]

    def c04(self):
        stories = {}
        for report in self.all(MediaReport):
            activity = self.approved.get(report.activity_id)
            if activity and self.within(report.on):
                key = (report.title, report.url or "")
                units, levels = stories.setdefault(key, (set(), []))
                units |= self.credited(activity, report.on)
                levels.append(LEVELS.index(report.level))
        return [(key, 1, units) for key, (units, _) in stories.items()]
