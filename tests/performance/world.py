"""A random small world in which every indicator has something to count, and something not to."""

import datetime as dt
from decimal import Decimal

from groupmgr.activities.detail_labels import Engagement, Fit, TeacherKind
from groupmgr.activities.details import Seconded, Training
from groupmgr.activities.labels import (
    ActivityState,
    Audience,
    Category,
    Confirmation,
    Direction,
    EvidenceKind,
    Measure,
    PartyRole,
)
from groupmgr.activities.models import (
    Activity,
    AudienceOf,
    Credit,
    Evidence,
    MediaReport,
    Party,
    Stated,
)
from groupmgr.files.models import StoredFile
from groupmgr.groups.labels import GroupKind, RuleKind, TieKind
from groupmgr.groups.models import Group, Rule, Tie
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.meetings.labels import FollowUpState, MeetingKind, MeetingState, Presence
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.labels import MembershipState, NameChange, Rank, UnitKind
from groupmgr.members.models import FormerName, Membership, Unit
from groupmgr.members.statistics import SchoolYear
from tests.performance.world_registers import Registers

KINDS = ("college", "college", "secondary", "university", "enterprise", "enterprise", "association")
CATEGORIES = (
    *(Category.TRAINING, Category.STAFF_TRAINING, Category.LECTURE),
    *(Category.SECONDMENT, Category.TEACHER_PRACTICE, Category.TEACHER_PRACTICE),
)
# Days on which somebody might count one too many or one too few.
EDGES = ("2023-12-31", "2024-01-01", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01")
START = dt.date(2023, 9, 1)
DECISIONS = (Decision.APPROVED,) * 12 + (Decision.WAITING, Decision.RETURNED, Decision.EXCLUDED)


class World(Registers):
    """Draws records and adds them to a session."""

    def __init__(self, session, chance):
        self.session, self.chance, self.files = session, chance, 0
        self.groups = [self.add(self._group(n)) for n in range(2)]
        self.units = [self.add(self._unit(n, kind)) for n, kind in enumerate(KINDS)]
        self._memberships()

    def add(self, record):
        self.session.add(record)
        self.session.flush()
        return record

    def pick(self, *among):
        return self.chance.choice(among)

    def one_in(self, n):
        return self.chance.randrange(n) == 0

    def day(self):
        if self.one_in(3):
            return dt.date.fromisoformat(self.pick(*EDGES))
        return START + dt.timedelta(days=self.chance.randrange(600))

    def later(self, day):
        return day + dt.timedelta(days=self.chance.randrange(500))

    def some_units(self, least=1):
        return self.chance.sample(self.units, self.chance.randrange(least, 4))

    def maybe(self, value):
        return None if self.one_in(4) else value

    def maybe_after(self, day):
        return self.later(max(day, START)) if self.one_in(3) else None

    def number(self):
        return self.maybe(self.chance.randrange(0, 300))

    def money(self):
        return self.maybe(Decimal(self.chance.randrange(1, 10**8)) / 100)

    def credits(self, kind):
        offered = self.groups[: self.pick(1, 1, 1, 2)] if not self.one_in(9) else []
        return [kind(group_id=group.id, decision=self.pick(*DECISIONS)) for group in offered]

    def _group(self, n):
        names = {"code": f"g{n}", "name": f"集团{n}", "short_name": f"集团{n}"}
        return Group(kind=GroupKind.SECTOR, **names)

    def _unit(self, n, kind):
        return Unit(name=f"单位{n}", kind=UnitKind(kind), no_uscc_reason="测试")

    def _memberships(self):
        for unit in self.units:
            for group in self.groups:
                if group is self.groups[0] or self.one_in(2):
                    self._membership(group, unit)
            if self.one_in(2):
                change = {"change": NameChange.RENAMED, "until": self.day()}
                self.add(FormerName(unit_id=unit.id, name=f"旧{unit.name}", **change))

    def _membership(self, group, unit):
        joined = self.day() if self.one_in(3) else dt.date(2020, 1, 1)
        ended = self.maybe_after(joined)
        facts = {"rank": Rank.MEMBER, "state": MembershipState.FULL}
        place = {"group_id": group.id, "unit_id": unit.id}
        self.add(Membership(joined_on=joined, ended_on=ended, **place, **facts))
        if ended is not None and self.one_in(2):
            self.add(Membership(joined_on=self.later(ended), **place, **facts))

    def fill(self):
        """Add some records of every kind."""
        for make, most in (
            (self.activity, 24),
            (self.base, 10),
            (self.studio, 4),
            (self.project, 20),
            (self.agreement, 4),
            (self.meeting, 12),
            (self.tie, 6),
            (self.rule, 6),
        ):
            for _ in range(self.pick(0, most // 2, most, most)):
                make()
        for unit in self.units[:4]:
            if not self.one_in(3):
                began = self.pick(2022, 2023)
                told = {"students": self.number(), "teachers": self.number()}
                told["programme_teachers"] = self.number()
                self.add(SchoolYear(unit_id=unit.id, began=began, **told))
        self.session.expire_all()

    def activity(self):
        ends, version = self.day(), self.pick(1, 2)
        units = self.some_units()
        activity = Activity(
            title="活动",
            category=self.pick(*CATEGORIES),
            owner_unit_id=units[0].id,
            starts_on=ends,
            ends_on=ends,
            state=self.pick(*(ActivityState.SUBMITTED,) * 4, *ActivityState),
            version=version,
            submitted_on=self.maybe(ends + dt.timedelta(days=self.chance.randrange(20))),
        )
        activity.parties = [self._party(unit, version) for unit in units]
        chosen = self.chance.sample(list(Audience), self.chance.randrange(3))
        activity.audiences = [AudienceOf(audience=one) for one in chosen]
        activity.credits = self.credits(Credit)
        for credit in activity.credits:
            credit.decided_version = self.pick(version, version, 1)
        self._state(activity)
        activity.media = [self._story() for _ in range(self.chance.randrange(3))]
        activity.people = [self._seconded() for _ in range(self.chance.randrange(4))]
        activity.training = self.maybe(Training(fit=self.maybe(self.pick(*Fit))))
        self.add(activity)

    def _party(self, unit, version):
        said = {
            "confirmation": self.pick(*Confirmation, Confirmation.CONFIRMED),
            "confirmed_version": self.maybe(self.pick(version, 1)),
        }
        return Party(unit_id=unit.id, role=PartyRole.PARTICIPANT, **said)

    def _state(self, activity):
        measures = (Measure.PERSON_TIMES, Measure.PERSON_DAYS, Measure.INCOME)
        stated = [one for one in measures if not self.one_in(3)]
        activity.figures = [
            Stated(measure=one, value=Decimal(self.chance.randrange(10**6)) / 100) for one in stated
        ]
        if self.one_in(3):
            own = {"measure": Measure.FUNDS, "party": activity.parties[0]}
            activity.figures.append(Stated(value=Decimal(5), **own))
        proved = self.chance.sample([None, *measures, Measure.FUNDS], self.chance.randrange(6))
        activity.evidence = [
            Evidence(measure=one, name="佐证", kind=self._kind(), **self._file_or_link())
            for one in proved
        ]

    def _file_or_link(self):
        if self.one_in(4):
            return {"url": "https://example.com"}
        self.files += 1
        content = {"sha256": f"{self.files:064}", "size": 1, "media_type": "image/jpeg"}
        return {"file": StoredFile(**content)}

    def _kind(self):
        return self.pick(EvidenceKind.VOUCHER, EvidenceKind.PHOTO)

    def _story(self):
        facts = {"title": self.pick("甲", "乙"), "outlet": "日报", "on": self.day()}
        return MediaReport(level=self.pick(*Level), url=self.maybe("https://x.cn"), **facts)

    def _seconded(self):
        since, from_unit = self.day(), self.pick(*self.units[:3])
        days = dt.timedelta(days=self.pick(0, 1, 29, 30, self.chance.randrange(500)))
        return Seconded(
            name=self.pick("张三", "李四"),
            from_unit_id=from_unit.id,
            to_unit_id=self.pick(*self.units).id,
            direction=self.pick(*Direction),
            engagement=self.pick(None, Engagement.PART_TIME_TEACHER, Engagement.POST),
            teacher_kind=self.maybe(self.pick(*TeacherKind)),
            since=since,
            until=since + days if not self.one_in(9) else None,
            consented=not self.one_in(4),
        )

    def meeting(self):
        kinds = (
            *(MeetingKind.JOINT_CONFERENCE, MeetingKind.EXCHANGE, MeetingKind.PUSH_FORWARD),
            *(MeetingKind.COUNCIL, MeetingKind.STANDING_COUNCIL, MeetingKind.OTHER),
        )
        at = dt.datetime.combine(self.day(), self.pick(dt.time(0), dt.time(9), dt.time(23, 59)))
        meeting = Meeting(
            group_id=self.groups[self.pick(0, 0, 1)].id,
            title="会议",
            kind=self.pick(*kinds),
            state=self.pick(*(MeetingState.HELD,) * 9, *MeetingState),
            starts_at=at,
            ends_at=at,
        )
        meeting.attendance = [
            Attendance(unit_id=unit.id, presence=self.pick(*Presence)) for unit in self.some_units()
        ]
        meeting.follow_ups = [self._follow_up() for _ in range(self.chance.randrange(3))]
        self.add(meeting)

    def _follow_up(self):
        due = self.day()
        return FollowUp(
            text="事项",
            due_on=due,
            state=self.pick(FollowUpState.DONE, *FollowUpState),
            done_on=self.maybe(due + dt.timedelta(days=self.pick(-3, 0, 1))),
            units=[FollowUpUnit(unit_id=unit.id) for unit in self.some_units()],
        )

    def tie(self):
        kinds = (
            *(GroupKind.SECTOR_COMMUNITY, GroupKind.CITY_CONSORTIUM),
            *(GroupKind.SECTOR, GroupKind.REGIONAL),
        )
        since = self.day()
        span = {"since": since, "until": self.maybe(self.later(since))}
        what = {"kind": self.pick(*kinds), "tie": self.pick(*TieKind)}
        self.add(Tie(group_id=self.pick(*self.groups).id, name="联合体", **what, **span))

    def rule(self):
        since = self.day()
        said = {"reporting": "activity", "practice": self.pick("year", "five-years")}
        kind = self.pick(RuleKind.REPORTING, RuleKind.PRACTICE, RuleKind.PRACTICE)
        facts = {"kind": kind, "subject": said[kind], "source": "章程"}
        span = {"valid_from": since, "valid_until": self.maybe(self.later(since))}
        group_id, amount = self.pick(*self.groups).id, self.pick(3, 8, 30)
        self.add(Rule(group_id=group_id, amount=amount, **facts, **span))
