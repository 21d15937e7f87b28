"""A year in which everything is recorded that counts, and everything that can be done to it."""

import datetime as dt
import io

import sqlalchemy as sa
from PIL import Image

from groupmgr.activities.detail_labels import Engagement, Pay
from groupmgr.activities.labels import Category, Confirmation, EvidenceKind, Measure
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service import confirming, deciding, drafting, submitting
from groupmgr.activities.service.loading import WHOLE
from groupmgr.bases.statistics import BaseYear
from groupmgr.catalogue import CATALOGUE
from groupmgr.confirming import answering, inviting
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.files.store import Store
from groupmgr.groups import closing
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Closing, Rule
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.meetings.labels import MeetingKind, MeetingState, Presence
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.labels import UnitKind
from groupmgr.members.models import Membership
from groupmgr.members.statistics import SchoolYear
from groupmgr.merging.models import JoinRequest
from groupmgr.policy import Role
from groupmgr.projects.agreements import Agreement, AgreementCredit, AgreementParty
from groupmgr.projects.labels import (
    AgreementKind,
    AgreementState,
    OutputKind,
    ProjectKind,
    ProjectRole,
    ProjectState,
)
from groupmgr.projects.models import Output, Project, ProjectCredit, ProjectParty, Receipt
from groupmgr.studios.labels import StudioKind, StudioState
from groupmgr.studios.models import Apprentice, Studio, StudioCredit, StudioStage
from tests.activities.makers import DAY, party
from tests.bases.makers import make_base
from tests.confirming.makers import SITE
from tests.merging.makers import Doubles

YEAR = DAY.year
LATER = DAY.replace(year=YEAR + 1)
TIMES = (Measure.PERSON_TIMES, None)
MORNING = dt.datetime.combine(DAY, dt.time(9))
STORY = {"title": "研修班开班", "outlet": "日报", "level": Level.CITY, "url": None, "on": DAY}


class Year(Doubles):
    """A group with a school and a firm, and what they did in 2024."""

    def __init__(self, make, home):
        super().__init__(make)
        self.store = Store.under(home)
        self.chief = self.person(Role.SECRETARIAT)
        self.third, self.fourth = self.unit(), self.unit()
        self.second = make.group()
        make.membership(self.second, self.school)
        self.firm.kind = UnitKind.ENTERPRISE
        self.clerk, self.partner = (self.clerk_of[one.id] for one in (self.school, self.firm))
        self._activities()
        self._meeting()
        self._registers()
        self.session.commit()

    def tables(self):
        """Every figure of the year, in the three readings."""
        found = {}
        for reading in Reading:
            scope = Scope(self.group.id, Period.year(YEAR), None, reading)
            found[reading] = dict(CATALOGUE.read(self.session, scope))
        return found

    def close(self):
        closing.close(self.session, self.chief, YEAR)
        self.session.commit()

    def activity(self, name):
        """One of the activities as the next request reads it."""
        query = sa.select(Activity).where(Activity.id == self.keys[name]).options(*WHOLE)
        return self.session.scalars(query, execution_options={"populate_existing": True}).one()

    def part(self, name):
        """What the firm is in an activity."""
        self.held = self.activity(name)
        return next(one for one in self.held.parties if one.unit_id == self.firm.id)

    def one(self, table, *options):
        """The record of a table of which there is one."""
        return self.session.scalars(sa.select(table).options(*options).limit(1)).one()

    def membership(self):
        mine = Membership.unit_id == self.third.id
        return self.session.scalars(sa.select(Membership).where(mine)).one()

    def file(self):
        """A photo as it is uploaded."""
        content = io.BytesIO()
        Image.new("RGB", (8, 8)).save(content, "PNG")
        content.seek(0)
        return content

    def lecturer(self, **facts):
        """A person of the firm who taught at the school from 2024 to 2025."""
        return {
            "name": "韩卫东",
            "from_unit_id": self.firm.id,
            "to_unit_id": self.school.id,
            "engagement": Engagement.INDUSTRY_TUTOR,
            "pay": Pay.PAID,
            "since": DAY,
            "until": LATER,
            "consented": True,
        } | facts

    def _activities(self):
        figures = {TIMES: 302, (Measure.FUNDS, self.firm.id): 5_000}
        facts = {"parties": [party(self.firm)], "figures": figures, "media": [STORY]}
        made = {
            name: self.submitted(self.clerk, title=f"研修班{name}", **facts)
            for name in ("counted", "waiting", "returned", "void", "corrected", "double")
        }
        made["sent"] = self._sent()
        made["later"] = self.submitted(self.clerk, starts_on=LATER, ends_on=LATER)
        made["ready"] = self.ready(self.clerk, title="另一期研修班")
        self.keys = {name: activity.id for name, activity in made.items()}
        for name in ("counted", "void", "corrected", "double", "sent"):
            self._decide(name, Decision.APPROVED)
        self._decide("returned", Decision.RETURNED, "缺签到表")
        submitting.void(self.session, self.clerk, self.activity("void"), "重复填报")
        confirming.confirm(self.session, self.partner, self.part("counted"), version=1)
        inviting.invite(self.session, self.clerk, self.part("waiting"), SITE)
        self._correct(self.part("corrected"))

    def _sent(self):
        """A secondment that ended in 2025; the person was sent in 2024 already."""
        activity = self.ready(
            self.clerk,
            category=Category.SECONDMENT,
            parties=[party(self.firm)],
            starts_on=LATER,
            ends_on=LATER,
        )
        drafting.save(self.session, self.clerk, activity, {"people": [self.lecturer()]})
        activity = self.prove(activity, kind=EvidenceKind.APPOINTMENT)
        submitting.submit(self.session, self.clerk, activity)
        return activity

    def _decide(self, name, decision, reason=""):
        activity = self.activity(name)
        version = activity.version
        deciding.decide(
            self.session, self.office, activity, decision, version=version, reason=reason
        )

    def _correct(self, part: Party):
        answering.answer(
            self.session,
            self.partner,
            part,
            said=Confirmation.CORRECTED,
            version=1,
            figures={Measure.FUNDS: 8_000},
            remark="",
            name="沈知远",
            post="",
        )

    def link(self):
        return answering.find(self.session, SITE.secret(self.one(Invitation).salt))

    def answer(self):
        return self.one(Answer)

    def joining(self):
        return self.one(JoinRequest)

    def closing(self):
        return self.one(Closing)

    def _meeting(self):
        times = {"starts_at": MORNING, "ends_at": MORNING + dt.timedelta(hours=2)}
        about = {"group_id": self.group.id, "kind": MeetingKind.COUNCIL, **times}
        held = Meeting(title="理事会会议", state=MeetingState.HELD, **about)
        self.session.add(held)
        self.session.flush()
        self.session.add_all(
            Attendance(meeting_id=held.id, unit_id=unit.id, presence=Presence.PRESENT)
            for unit in (self.school, self.firm)
        )
        self.session.add(Attendance(meeting_id=held.id, unit_id=self.third.id))
        duty = [FollowUpUnit(unit_id=self.school.id)]
        self.session.add(FollowUp(meeting_id=held.id, text="印发纪要", due_on=DAY, units=duty))
        self.planned = Meeting(title="常务理事会会议", state=MeetingState.NOTIFIED, **about)
        self.session.add(self.planned)
        self.session.flush()
        seat = {"unit_id": self.school.id, "presence": Presence.PRESENT}
        self.session.add(Attendance(meeting_id=self.planned.id, **seat))

    def _registers(self):
        own, group = self.school.id, self.group.id
        self.base = make_base(self.make, self.school, self.group)
        approved = {"group_id": group, "decision": Decision.APPROVED}
        project = Project(
            name="联合攻关",
            kind=ProjectKind.TECHNICAL_SERVICE,
            level=Level.GROUP,
            state=ProjectState.RUNNING,
            owner_unit_id=own,
            starts_on=DAY,
            credits=[ProjectCredit(**approved)],
            parties=[
                ProjectParty(unit_id=one.id, role=ProjectRole.LEAD)
                for one in (self.school, self.firm)
            ],
            outputs=[Output(kind=OutputKind.PATENT, title="夹具", on=DAY)],
            receipts=[Receipt(amount=1_000, voucher_on=DAY, voucher_number="0001")],
        )
        studio = Studio(
            name="技能大师工作室",
            kind=StudioKind.SKILL_MASTER,
            level=Level.GROUP,
            stages=[StudioStage(state=StudioState.NAMED, on=DAY)],
            area=60,
            owner_unit_id=own,
            leader="陆怀民",
            leader_unit_id=own,
            field="数控加工",
            credits=[StudioCredit(**approved)],
            apprentices=[Apprentice(name="何平", unit_id=self.firm.id, since=DAY)],
        )
        rule = {"kind": RuleKind.REPORTING, "subject": "", "amount": 20, "source": "章程"}
        signed = [AgreementParty(unit_id=one.id) for one in (self.school, self.firm)]
        agreement = Agreement(
            name="校企合作协议",
            kind=AgreementKind.COOPERATION,
            state=AgreementState.SIGNED,
            owner_unit_id=own,
            signed_on=DAY,
            parties=signed,
            credits=[AgreementCredit(**approved)],
        )
        self.session.add_all(
            (
                project,
                agreement,
                studio,
                SchoolYear(unit_id=own, began=YEAR - 1, students=8_000),
                BaseYear(base_id=self.base.id, began=YEAR - 1, workstations=40),
                Rule(group_id=group, valid_from=dt.date(2020, 1, 1), **rule),
            )
        )
