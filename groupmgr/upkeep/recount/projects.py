"""The figures about projects and agreements, recounted."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from groupmgr.projects.agreements import (
    Agreement,
    AgreementCredit,
    AgreementParty,
    Amendment,
    FormerAgreementParty,
)
from groupmgr.projects.models import (
    FormerProjectParty,
    Output,
    Project,
    ProjectCredit,
    ProjectParty,
    ProjectStanding,
    Receipt,
)
from groupmgr.upkeep.recount.base import SCHOOLS
from groupmgr.upkeep.recount.bases import Registers
from groupmgr.upkeep.recount.things import Share, Thing

CARRIED_OUT = ("established", "running", "midterm", "acceptance", "extended", "closed")


class Projects(Registers):
    """Projects and agreements."""

    def projects(self) -> list[Any]:
        return self.counting(Project, ProjectCredit, "project_id")

    def partners(self, project: Any) -> set[int]:
        return self.those_in(project, ProjectParty, FormerProjectParty, "project_id")

    def of_project(self, project: Any, amount: Any = 1, key: int | None = None) -> Thing:
        units = self.members(self.partners(project), self.end)
        return Thing(key or project.id, amount, units)

    def under_way(self, start: dt.date, kinds: Collection[str] = ()) -> Iterator[Any]:
        for project in self.projects():
            if kinds and project.kind not in kinds:
                continue
            if project.state not in CARRIED_OUT or project.starts_on > self.end:
                continue
            if project.ends_on is None and project.state == "closed":
                continue
            if project.ends_on is None or project.ends_on >= start:
                yield project

    def p01(self) -> list[Thing]:
        return [self.of_project(project) for project in self.under_way(self.end)]

    def p05(self) -> list[Thing]:
        found = self.under_way(self.start, ("order-class",))
        return [self.of_project(project, project.students) for project in found]

    def p07(self) -> Share:
        reached = set()
        for project in self.under_way(self.end, ("apprenticeship",)):
            reached |= self.partners(project)
        mine = [found for found in self.each_school() if found.key in reached]
        return Share(mine, self.each_school())

    def p14(self) -> list[Thing]:
        found = self.under_way(self.end, ("industry-college",))
        return [self.of_project(project) for project in found]

    def practice(self, standing: str) -> list[Thing]:
        standings = self.under(ProjectStanding, "project_id")
        return [
            self.of_project(project)
            for project in self.projects()
            if project.kind == "production-practice" and project.state != "abandoned"
            if self.stands(standings[project.id], standing)
        ]

    def p16(self) -> list[Thing]:
        return self.practice("recommended")

    def p16b(self) -> list[Thing]:
        return self.practice("selected")

    def outputs(
        self, kinds: Collection[str], *, amount: bool = False, joint: bool = False
    ) -> list[Thing]:
        found = []
        for project in self.projects():
            here = {self.units[key].kind.value for key in self.partners(project)}
            if joint and not (here & SCHOOLS and "enterprise" in here):
                continue
            for one in self.under(Output, "project_id")[project.id]:
                if one.kind in kinds and self.within(one.on):
                    found.append(self.of_project(project, one.amount if amount else 1, one.id))
        return found

    def p09(self) -> list[Thing]:
        return self.outputs(("course",), joint=True)

    def p09b(self) -> list[Thing]:
        kinds = ("textbook", "loose-leaf-textbook", "workbook-textbook", "media-textbook")
        return self.outputs(kinds, joint=True)

    def r03(self) -> list[Thing]:
        return self.outputs(("patent",))

    def r04(self) -> list[Thing]:
        return self.outputs(("technical-standard",))

    def r05(self) -> list[Thing]:
        return self.outputs(("transfer",))

    def r05b(self) -> list[Thing]:
        return self.outputs(("transfer",), amount=True)

    def paid(self) -> Iterator[tuple[Any, Any]]:
        for project in self.projects():
            for one in self.under(Receipt, "project_id")[project.id]:
                if project.kind == "technical-service" and self.within(one.voucher_on):
                    yield project, one

    def r01(self) -> list[Thing]:
        keys = {project.id for project, _ in self.paid()}
        return [self.of_project(project) for project in self.projects() if project.id in keys]

    def r01b(self) -> list[Thing]:
        return [self.of_project(project, one.amount, one.id) for project, one in self.paid()]

    def r02(self) -> list[Thing]:
        found = self.under_way(self.start, ("research",))
        return [self.of_project(project) for project in found]

    # --- agreements

    def holds(self, one: Any) -> bool:
        kept = one.state in ("signed", "expired", "renewed")
        if one.state == "terminated" and one.terminated_on is not None:
            kept = one.terminated_on > self.end
        ends = one.ends_on
        found = self.under(Amendment, "agreement_id")[one.id]
        for amendment in sorted(found, key=lambda each: (each.signed_on, each.id)):
            if amendment.ends_on is not None and amendment.signed_on <= self.end:
                ends = amendment.ends_on
        begun = one.signed_on is not None and one.signed_on <= self.end
        return kept and begun and (ends is None or ends >= self.end)

    def p02(self) -> list[Thing]:
        firms: dict[int, set[int]] = {}
        for one in self.counting(Agreement, AgreementCredit, "agreement_id"):
            if not self.holds(one):
                continue
            keys = self.those_in(one, AgreementParty, FormerAgreementParty, "agreement_id")
            if not any(self.units[key].kind.value in SCHOOLS for key in keys):
                continue
            for key in keys:
                if self.units[key].kind == "enterprise":
                    firms.setdefault(key, set()).update(self.members(keys, self.end))
        return [Thing(key, 1, units) for key, units in firms.items()]
