"""The figures about activities, recounted."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from groupmgr.activities.details import Training
from groupmgr.activities.models import (
    Activity,
    AudienceOf,
    Credit,
    Evidence,
    MediaReport,
    Party,
    Stated,
)
from groupmgr.groups.models import Rule
from groupmgr.meetings.models import Attendance
from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.governance import CAME, Governance
from groupmgr.upkeep.recount.things import Share, Thing

LEVELS = ["national", "provincial", "city", "county", "group", "school"]


class Activities(Governance):
    """Activities that the group approved as they stand, as the reading asks."""

    def __init__(self, tables: Tables, *scope: Any) -> None:
        super().__init__(tables, *scope)
        self.parties = self.under(Party, "activity_id")
        self.figures = self.under(Stated, "activity_id")
        self.proofs = self.under(Evidence, "activity_id")
        self.audiences = self.under(AudienceOf, "activity_id")
        self.offers = self.under(Credit, "activity_id")
        self.approved = {a.id: a for a in self.all(Activity) if self.counts(a)}
        self.ended = [a for a in self.approved.values() if self.within(a.ends_on)]

    def counts(self, activity: Any) -> bool:
        if activity.state != "submitted":
            return False
        for credit in self.offers[activity.id]:
            ours = credit.group_id == self.group_id and credit.decision == "approved"
            if ours and credit.decided_version == activity.version:
                return self.is_proved(activity)
        return False

    def is_proved(self, activity: Any) -> bool:
        if self.reading == "confirmed":
            others = [p for p in self.parties[activity.id] if p.unit_id != activity.owner_unit_id]
            return all(
                p.confirmation == "not-needed"
                or (p.confirmation == "confirmed" and p.confirmed_version == activity.version)
                for p in others
            )
        if self.reading == "evidenced":
            proved = {one.measure for one in self.proofs[activity.id] if one.file_id is not None}
            return bool(proved) and all(f.measure in proved for f in self.figures[activity.id])
        return True

    def credited(self, activity: Any, day: dt.date | None = None) -> set[int]:
        keys = {party.unit_id for party in self.parties[activity.id]}
        return self.members(keys, day or activity.ends_on)

    def one(self, activity: Any, adds: Decimal | int | None = 1) -> Thing:
        return Thing(activity.id, adds, self.credited(activity))

    def stated(self, activity: Any, measure: str) -> Decimal | None:
        for figure in self.figures[activity.id]:
            if figure.measure == measure and figure.party_id is None:
                value: Decimal = figure.value
                return value
        return None

    def heard(self, activity: Any) -> set[str]:
        return {one.audience.value for one in self.audiences[activity.id]}

    def society(self, measure: str) -> Iterator[Thing]:
        for activity in self.ended:
            trains = activity.category in ("training", "staff-training")
            if trains and self.heard(activity) != {"students"}:
                yield self.one(activity, self.stated(activity, measure))

    def staff(self) -> Iterator[Any]:
        for activity in self.ended:
            addressed = activity.category == "training" and "staff" in self.heard(activity)
            if activity.category == "staff-training" or addressed:
                yield activity

    def s01(self) -> list[Thing]:
        return list(self.society("person-times"))

    def s02(self) -> Share:
        return Share(self.s01(), self.students(), 1, 2, summed=True)

    def s01b(self) -> list[Thing]:
        fit = {row.activity_id for row in self.all(Training) if row.fit == "matched"}
        return [thing for thing in self.s01() if thing.key in fit]

    def s03(self) -> list[Thing]:
        return list(self.society("person-days"))

    def s04(self) -> list[Thing]:
        return [self.one(a, self.stated(a, "person-times")) for a in self.staff()]

    def s04b(self) -> list[Thing]:
        served: dict[int, set[int]] = {}
        for activity in self.staff():
            for party in self.parties[activity.id]:
                if self.units[party.unit_id].kind == "enterprise":
                    served.setdefault(party.unit_id, set()).update(self.credited(activity))
        return [Thing(key, 1, units) for key, units in served.items()]

    def s05(self) -> list[Thing]:
        found = []
        for activity in self.ended:
            paid = self.stated(activity, "income")
            voucher = any(one.kind == "voucher" for one in self.proofs[activity.id])
            if activity.category in ("training", "staff-training") and voucher and paid is not None:
                found.append(self.one(activity, paid))
        return found

    def every(self) -> list[Thing]:
        return [self.one(a) for a in self.ended]

    def g17(self) -> Share:
        in_time = [
            self.one(a)
            for a in self.ended
            if a.submitted_on and (a.submitted_on - a.ends_on).days <= self.allowed_days(a.ends_on)
        ]
        return Share(in_time, self.every())

    def allowed_days(self, day: dt.date) -> int:
        rules = [
            rule
            for rule in self.all(Rule)
            if rule.group_id == self.group_id and rule.kind == "reporting"
            if rule.valid_from <= day and not (rule.valid_until and rule.valid_until < day)
        ]
        rules.sort(key=lambda rule: (rule.valid_from, rule.id))
        return rules[-1].amount if rules else 15

    def k07(self) -> Share:
        return Share([self.one(a) for a in self.ended if self.proofs[a.id]], self.every())

    def g16(self) -> Share:
        since = self.end + dt.timedelta(days=1)
        since = since.replace(year=since.year - 1)
        active = set()
        for activity in self.approved.values():
            if since <= activity.ends_on <= self.end:
                active |= {party.unit_id for party in self.parties[activity.id]}
        seats = self.under(Attendance, "meeting_id")
        for meeting, _ in self.held(since):
            active |= {s.unit_id for s in seats[meeting.id] if s.presence in CAME}
        mine = [found for found in self.g01() if found.units & active]
        return Share(mine, self.g01())

    def c04(self) -> list[Thing]:
        stories: dict[tuple[str, str], tuple[list[tuple[int, int]], set[int]]] = {}
        for report in self.all(MediaReport):
            activity = self.approved.get(report.activity_id)
            if activity and self.within(report.on):
                key = (report.title, report.url or "")
                entries, units = stories.setdefault(key, ([], set()))
                entries.append((LEVELS.index(report.level), report.id))
                units |= self.credited(activity, report.on)
        return [Thing(min(entries)[1], 1, units) for entries, units in stories.values()]
