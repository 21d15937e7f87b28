"""A group with a year of records that count in it."""

import datetime as dt
from decimal import Decimal

from groupmgr.activities.labels import ActivityState, Audience, Category, Measure, PartyRole
from groupmgr.activities.models import Activity, AudienceOf, Credit, Party, Stated
from groupmgr.bases.labels import BaseKind, BaseState, BuildMode
from groupmgr.bases.models import BaseCredit, BaseParty, BaseStage, KindOfBase, TrainingBase
from groupmgr.groups.labels import PeriodUnit, PlanSection, RuleKind
from groupmgr.groups.models import Plan, Rule
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.meetings.labels import Duty, FollowUpState, MeetingKind, MeetingState, Presence
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting, Resolution
from groupmgr.projects.labels import ProjectKind, ProjectRole, ProjectState
from groupmgr.projects.models import Project, ProjectCredit, ProjectParty
from tests.makers import Maker


class YearMaker(Maker):
    """Adds what a report is made of."""

    def activity(self, group, *units, people=None, approved=True, **facts):
        """A training of some units, its first one the host."""
        n = self.next()
        defaults = {
            "title": f"第{n}期数控技能培训",
            "category": Category.TRAINING,
            "starts_on": dt.date(2024, 5, 6),
            "ends_on": dt.date(2024, 5, 8),
            "state": ActivityState.SUBMITTED,
            "submitted_on": dt.date(2024, 5, 10),
            "summary": "参训人员完成了理论学习和实操考核。",
        }
        roles = [PartyRole.HOST, *[PartyRole.PARTICIPANT] * len(units)]
        decision = Decision.APPROVED if approved else Decision.WAITING
        activity = Activity(owner_unit_id=units[0].id, **defaults | facts)
        activity.parties = [Party(unit_id=u.id, role=r) for u, r in zip(units, roles, strict=False)]
        activity.audiences = [AudienceOf(audience=Audience.STAFF)]
        activity.credits = [
            Credit(group_id=group.id, decision=decision, decided_version=1 if approved else None)
        ]
        if people is not None:
            activity.figures = [Stated(measure=Measure.PERSON_TIMES, value=Decimal(people))]
        return self.add(activity)

    def meeting(self, group, *units, **facts):
        """A council to which all units came but the last."""
        defaults = {
            "title": "第二届理事会第三次会议",
            "kind": MeetingKind.COUNCIL,
            "state": MeetingState.ARCHIVED,
            "starts_at": dt.datetime(2024, 3, 20, 9),  # noqa: DTZ001
            "ends_at": dt.datetime(2024, 3, 20, 11),  # noqa: DTZ001
        }
        meeting = Meeting(group_id=group.id, **defaults | facts)
        presences = [*[Presence.PRESENT] * (len(units) - 1), Presence.EXCUSED]
        meeting.attendance = [
            Attendance(unit_id=unit.id, presence=presence)
            for unit, presence in zip(units, presences, strict=True)
        ]
        meeting.resolutions = [Resolution(number="2024-1", text="审议通过年度工作要点")]
        lead = FollowUpUnit(unit_id=units[0].id, duty=Duty.LEAD)
        meeting.follow_ups = [
            FollowUp(
                text="完成共享实训目录编制",
                due_on=dt.date(2025, 3, 31),
                state=FollowUpState.RUNNING,
                units=[lead],
            )
        ]
        return self.add(meeting)

    def base(self, group, host, partner):
        base = TrainingBase(
            name="智能制造实训基地",
            owner_unit_id=host.id,
            build_mode=BuildMode.CO_BUILT,
            level=Level.PROVINCIAL,
            stages=[BaseStage(state=BaseState.OPERATING, on=dt.date(2021, 9, 1))],
            built_on=dt.date(2021, 9, 1),
            floor_area=Decimal("1200.5"),
        )
        base.kinds = [KindOfBase(kind=BaseKind.ON_CAMPUS)]
        base.parties = [BaseParty(unit_id=partner.id)]
        base.credits = [BaseCredit(group_id=group.id, decision=Decision.APPROVED)]
        return self.add(base)

    def project(self, group, school, enterprise):
        project = Project(
            name="数控订单班",
            kind=ProjectKind.ORDER_CLASS,
            level=Level.SCHOOL,
            state=ProjectState.RUNNING,
            owner_unit_id=school.id,
            starts_on=dt.date(2024, 9, 1),
            ends_on=dt.date(2026, 7, 1),
            students=40,
            next_steps="组织第二学年岗位实习",
        )
        project.parties = [
            ProjectParty(unit_id=school.id, role=ProjectRole.LEAD),
            ProjectParty(unit_id=enterprise.id, role=ProjectRole.PARTNER),
        ]
        project.credits = [ProjectCredit(group_id=group.id, decision=Decision.APPROVED)]
        return self.add(project)

    def rule(self, group):
        return self.add(
            Rule(
                group_id=group.id,
                kind=RuleKind.CADENCE,
                subject=MeetingKind.EXCHANGE,
                amount=1,
                per=PeriodUnit.QUARTER,
                source="集团章程第九条",
                valid_from=dt.date(2020, 1, 1),
            )
        )

    def plan(self, group, year=2025, section=PlanSection.SCHOOLS, **facts):
        defaults = {"position": 1, "title": "协同优化专业设置", "text": "形成专业设置调整清单。"}
        return self.add(Plan(group_id=group.id, year=year, section=section, **defaults | facts))
