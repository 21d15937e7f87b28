"""The figures about people whom schools and enterprises lent each other, recounted."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from groupmgr.activities.details import Seconded
from groupmgr.groups.models import Rule
from groupmgr.members.statistics import SchoolYear
from groupmgr.upkeep.recount.activities import Activities
from groupmgr.upkeep.recount.things import Share, Thing

OF_PROGRAMMES = ("programme", "tutor")
EVERY = (*OF_PROGRAMMES, "general", "new")
A_DAY = dt.timedelta(days=1)

Days = dict[tuple[str, int], set[dt.date]]


class People(Activities):
    """Secondments, and the practice of teachers day by day."""

    def sent(self, category: str, start: dt.date) -> Iterator[Any]:
        for one in self.all(Seconded):
            activity = self.approved.get(one.activity_id)
            if activity is None or activity.category != category or not one.since or not one.until:
                continue
            if one.since <= self.end and one.until >= start:
                yield one

    # --- secondments

    def lent(self, among: Iterable[Any]) -> list[Thing]:
        people: dict[tuple[str, int], Thing] = {}
        for one in among:
            if one.consented:
                thing = people.setdefault((one.name, one.from_unit_id), Thing(one.id, 1, set()))
                day = min(one.until, self.end)
                thing.units.update(self.members({one.from_unit_id, one.to_unit_id}, day))
        return list(people.values())

    def t01(self) -> list[Thing]:
        return self.lent(self.sent("secondment", self.start))

    def t08(self) -> list[Thing]:
        return self.lent(
            one
            for one in self.sent("secondment", self.start)
            if one.direction == "to-school" and one.engagement == "part-time-teacher"
        )

    # --- practice

    def practised(self, kinds: Iterable[str], start: dt.date) -> list[Thing]:
        """Return every teacher with the number of different days, credited to the school."""
        days: Days = defaultdict(set)
        first: dict[tuple[str, int], int] = {}
        for one in self.sent("teacher-practice", start):
            if one.teacher_kind in kinds:
                person = one.name, one.from_unit_id
                first.setdefault(person, one.id)
                day = one.since
                while day <= one.until:
                    if start <= day <= self.end:
                        days[person].add(day)
                    day += A_DAY
        return [
            Thing(first[person], len(on), self.members({person[1]}, max(on)))
            for person, on in days.items()
        ]

    def since_five_years(self) -> dt.date:
        year = self.end.year - 5
        if (self.end.month, self.end.day) == (2, 29):
            return dt.date(year, 3, 1)
        return self.end.replace(year=year) + A_DAY

    def days_asked(self, subject: str) -> int | None:
        rules = [
            rule
            for rule in self.all(Rule)
            if (rule.group_id, rule.kind, rule.subject) == (self.group_id, "practice", subject)
            if rule.valid_from <= self.end
            if rule.valid_until is None or rule.valid_until >= self.end
        ]
        rules.sort(key=lambda rule: (rule.valid_from, rule.id))
        return rules[-1].amount if rules else None

    def reached(self, things: list[Thing], subject: str, teachers: list[Thing]) -> Share:
        asked = self.days_asked(subject)
        if asked is None:
            return Share([], [])
        return Share([thing._replace(adds=1) for thing in things if thing.adds >= asked], teachers)

    def teachers(self, column: str) -> list[Thing]:
        began = self.school_year()
        rows = [row for row in self.all(SchoolYear) if row.began == began]
        said = {row.unit_id: getattr(row, column) for row in rows}
        return [Thing(key, said.get(key), {key}) for key in self.schools()]

    def t02(self) -> Share:
        things = self.practised(OF_PROGRAMMES, self.since_five_years())
        return self.reached(things, "five-years", self.teachers("programme_teachers"))

    def t03(self) -> Share:
        return self.reached(self.t03c(), "year", self.teachers("teachers"))

    def t03b(self) -> list[Thing]:
        return [thing._replace(adds=1) for thing in self.t03c()]

    def t03c(self) -> list[Thing]:
        return self.practised(EVERY, self.start)

    def t05(self) -> Share:
        days = self.practised(OF_PROGRAMMES, self.start)
        return Share(days, self.teachers("programme_teachers"), 1, 1, summed=True)
