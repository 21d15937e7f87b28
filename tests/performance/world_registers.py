"""Random bases, studios, projects and agreements."""

import datetime as dt
from decimal import Decimal

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode
from groupmgr.bases.models import (
    BaseCredit,
    BaseParty,
    BaseStage,
    BaseStanding,
    KindOfBase,
    Plaque,
    TrainingBase,
)
from groupmgr.bases.statistics import BaseYear
from groupmgr.kernel.levels import Level, Standing
from groupmgr.projects.agreements import (
    Agreement,
    AgreementCredit,
    AgreementParty,
    Amendment,
)
from groupmgr.projects.labels import (
    AgreementKind,
    AgreementState,
    OutputKind,
    ProjectKind,
    ProjectRole,
    ProjectState,
)
from groupmgr.projects.models import (
    Output,
    Project,
    ProjectCredit,
    ProjectParty,
    ProjectStanding,
    Receipt,
)
from groupmgr.studios.labels import SkillGrade, StudioKind, StudioState
from groupmgr.studios.models import Apprentice, Studio, StudioCredit, StudioParty, StudioStage


class Registers:
    """Draws records of the registers; a part of `World`."""

    def base(self):
        units = self.some_units()
        kinds = (
            *(BaseKind.ON_CAMPUS, BaseKind.OFF_CAMPUS),
            *(BaseKind.PRODUCTIVE, BaseKind.PRACTICE_CENTRE),
        )
        modes = (BuildMode.FACTORY_IN_SCHOOL, BuildMode.SCHOOL_IN_FACTORY, BuildMode.CO_BUILT)
        base = TrainingBase(
            name="基地",
            owner_unit_id=units[0].id,
            build_mode=self.pick(*modes),
            level=self.pick(*Level),
            floor_area=self.money(),
        )
        base.stages = self._stages(BaseStage, (BaseState.OPERATING,) * 9, BaseState)
        base.kinds = [KindOfBase(kind=k) for k in self.chance.sample(kinds, 2)]
        base.parties = [BaseParty(unit_id=unit.id) for unit in units[1:] + units[:1]]
        base.credits = self.credits(BaseCredit)
        base.plaques = [self._plaque() for _ in range(self.chance.randrange(3))]
        base.standings = [self._standing(BaseStanding) for _ in range(self.chance.randrange(4))]
        self.add(base)
        for began in (2022, 2023):
            if not self.one_in(3):
                self.add(self._base_year(base, began))

    def _stages(self, stage, often, seldom):
        days = {self.pick(dt.date(2020, 1, 1), self.day()) for _ in range(self.chance.randrange(4))}
        return [stage(state=self.pick(*often, *seldom), on=on) for on in days]

    def _plaque(self):
        hung = self.day()
        removed = self.later(hung) if self.one_in(3) else None
        return Plaque(title="牌匾", giver="教育厅", hung_on=hung, removed_on=removed)

    def _standing(self, kind):
        facts = {"title": self.pick("国家名单", "省名单"), "level": Level.NATIONAL}
        return kind(standing=self.pick(*Standing), on=self.day(), **facts)

    def _base_year(self, base, began):
        value = self.money()
        return BaseYear(
            base_id=base.id,
            began=began,
            equipment_value=value,
            new_equipment_value=value and self.maybe(value),
            donated_value=self.money(),
            quasi_donated_value=self.money(),
            workstations=self.number(),
            person_hours_inside=self.number(),
            person_hours_outside=self.number(),
        )

    def studio(self):
        units, starts = self.some_units(), self.day()
        studio = Studio(
            name="工作室",
            kind=StudioKind.MASTER,
            level=Level.CITY,
            owner_unit_id=units[0].id,
            leader="王师傅",
            leader_unit_id=units[0].id,
            field="焊接",
            approved_on=self.maybe(starts),
            starts_on=starts,
            ends_on=self.maybe(self.later(starts)),
        )
        studio.stages = self._stages(StudioStage, (StudioState.NAMED,) * 2, StudioState)
        studio.parties = [StudioParty(unit_id=unit.id) for unit in units]
        studio.credits = self.credits(StudioCredit)
        studio.apprentices = [self._apprentice() for _ in range(self.chance.randrange(4))]
        self.add(studio)

    def _apprentice(self):
        since = self.day()
        return Apprentice(
            unit_id=self.pick(*self.units[:2]).id,
            name=self.pick("张三", "李四"),
            since=since,
            until=self.maybe(self.later(since)),
            grade=self.maybe(self.pick(SkillGrade.INTERMEDIATE, SkillGrade.SENIOR)),
        )

    def project(self):
        starts, units = self.pick(dt.date(2022, 9, 1), self.day()), self.some_units()
        kinds = (
            *(ProjectKind.ORDER_CLASS, ProjectKind.APPRENTICESHIP, ProjectKind.INDUSTRY_COLLEGE),
            *(ProjectKind.PRODUCTION_PRACTICE, ProjectKind.TECHNICAL_SERVICE, ProjectKind.RESEARCH),
        )
        project = Project(
            name="项目",
            kind=self.pick(*kinds),
            level=self.pick(*Level),
            state=self.pick(*(ProjectState.RUNNING,) * 12, *ProjectState),
            owner_unit_id=units[0].id,
            starts_on=starts,
            ends_on=self.maybe_after(starts),
            students=self.number(),
        )
        project.parties = [ProjectParty(unit_id=u.id, role=ProjectRole.PARTNER) for u in units]
        project.credits = self.credits(ProjectCredit)
        project.standings = [self._standing(ProjectStanding) for _ in range(self.pick(0, 2))]
        project.outputs = [self._output() for _ in range(self.chance.randrange(4))]
        project.receipts = [self._receipt() for _ in range(self.chance.randrange(3))]
        self.add(project)

    def _output(self):
        kinds = (
            *(OutputKind.COURSE, OutputKind.TEXTBOOK, OutputKind.WORKBOOK_TEXTBOOK),
            *(OutputKind.PATENT, OutputKind.TECHNICAL_STANDARD, OutputKind.TRANSFER),
        )
        return Output(kind=self.pick(*kinds), title="成果", on=self.day(), amount=self.money())

    def _receipt(self):
        amount = Decimal(self.chance.randrange(1, 10**7)) / 100
        return Receipt(amount=amount, voucher_on=self.day(), voucher_number="凭1")

    def _amendment(self, signed):
        on = self.later(signed) if signed else self.day()
        return Amendment(name="补充协议", signed_on=on, ends_on=self.maybe(self.later(on)))

    def agreement(self):
        signed = self.maybe(self.day())
        agreement = Agreement(
            name="协议",
            kind=AgreementKind.COOPERATION,
            state=self.pick(AgreementState.SIGNED, AgreementState.SIGNED, *AgreementState),
            owner_unit_id=self.pick(*self.units).id,
            signed_on=signed,
            ends_on=self.maybe(self.later(signed)) if signed else None,
            terminated_on=self.maybe(self.later(signed)) if signed else None,
        )
        agreement.amendments = [self._amendment(signed) for _ in range(self.chance.randrange(3))]
        agreement.parties = [AgreementParty(unit_id=unit.id) for unit in self.some_units()]
        agreement.credits = self.credits(AgreementCredit)
        self.add(agreement)
