"""The figures about bases, studios, projects and agreements, recounted."""

from groupmgr.bases.models import (
    BaseCredit,
    BaseParty,
    BaseStanding,
    KindOfBase,
    Plaque,
    TrainingBase,
)
from groupmgr.bases.statistics import BaseYear
from groupmgr.projects.agreements import Agreement, AgreementCredit, AgreementParty
from groupmgr.projects.models import (
    Output,
    Project,
    ProjectCredit,
    ProjectParty,
    ProjectStanding,
    Receipt,
)
from groupmgr.studios.models import Apprentice, Studio, StudioCredit, StudioParty
from tests.performance.recount import SCHOOLS, VOCATIONAL, Recount

CARRIED_OUT = ("established", "running", "midterm", "acceptance", "extended", "closed")
SKILLED = (
    *("senior", "technician", "senior-technician"),
    *("special-technician", "chief-technician"),
)


class Registers(Recount):
    def counting(self, model, credit, key):
        approved = {
            getattr(one, key)
            for one in self.all(credit)
            if one.group_id == self.group_id and one.decision == "approved"
        }
        return [record for record in self.all(model) if record.id in approved]

    def stands(self, standings, standing):
        last = {}
        for one in sorted(standings, key=lambda one: (one.on, one.id)):
            if one.on <= self.end:
                last[one.title] = one.standing
        return standing in last.values()

    # --- bases

    def bases(self):
        return self.counting(TrainingBase, BaseCredit, "base_id")

    def running(self):
        for base in self.bases():
            if base.built_on is None or base.built_on > self.end:
                continue
            still = base.state == "operating"
            if base.delisted_on > self.end if base.delisted_on else still:
                yield base

    def builders(self, base):
        return {p.unit_id for p in self.under(BaseParty, "base_id")[base.id]} | {base.owner_unit_id}

    def of_base(self, base, amount=1):
        return base.id, amount, self.members(self.builders(base), self.end)

    def kinds(self, base):
        return {one.kind.value for one in self.under(KindOfBase, "base_id")[base.id]}

    def b01(self):
        return [self.of_base(base) for base in self.running()]

    def b02(self):
        mine = [
            self.of_base(base)
            for base in self.running()
            if "productive" in self.kinds(base)
            if any(
                self.units[key].kind.value in VOCATIONAL and self.member(key, self.end)
                for key in self.builders(base)
            )
        ]
        return self.ratio(mine, self.each_school(), 1, 1)

    def b03(self):
        return [self.of_base(base) for base in self.running() if "on-campus" in self.kinds(base)]

    def b03b(self):
        return [self.of_base(base) for base in self.running() if "off-campus" in self.kinds(base)]

    def b05(self):
        return [self.of_base(base, base.floor_area) for base in self.running()]

    def years(self, column):
        ended_in = self.end.year if (self.end.month, self.end.day) >= (8, 31) else self.end.year - 1
        years = {
            one.base_id: getattr(one, column)
            for one in self.all(BaseYear)
            if one.began == ended_in - 1
        }
        return [self.of_base(base, years.get(base.id)) for base in self.running()]

    def b06(self):
        return self.years("equipment_value")

    def b06b(self):
        return self.years("new_equipment_value")

    def b07(self):
        return self.years("donated_value")

    def b07b(self):
        return self.years("quasi_donated_value")

    def b08(self):
        return self.years("workstations")

    def b10(self):
        return self.years("person_hours_inside")

    def b10b(self):
        return self.years("person_hours_outside")

    def modes(self, mode):
        return [self.of_base(base) for base in self.running() if base.build_mode == mode]

    def b17(self):
        return self.modes("factory-in-school")

    def b17b(self):
        return self.modes("school-in-factory")

    def b18(self):
        plaques = self.under(Plaque, "base_id")
        return [
            self.of_base(base)
            for base in self.bases()
            if any(
                one.hung_on <= self.end and (one.removed_on is None or one.removed_on > self.end)
                for one in plaques[base.id]
            )
        ]

    def centres(self, standing):
        standings = self.under(BaseStanding, "base_id")
        return [
            self.of_base(base)
            for base in self.bases()
            if "practice-centre" in self.kinds(base)
            if not (base.delisted_on and base.delisted_on <= self.end)
            if self.stands(standings[base.id], standing)
        ]

    def b24(self):
        return self.centres("recommended")

    def b24b(self):
        return self.centres("selected")

    # --- studios

    def studios(self):
        return self.counting(Studio, StudioCredit, "studio_id")

    def hosts(self, studio):
        parties = self.under(StudioParty, "studio_id")[studio.id]
        return self.members({p.unit_id for p in parties} | {studio.owner_unit_id}, self.end)

    def m01(self):
        found = []
        for studio in self.studios():
            named = studio.plaque_on or studio.approved_on
            over = studio.ends_on is not None and studio.ends_on < self.end
            if studio.state == "named" and named and named <= self.end and not over:
                found.append((studio.id, 1, self.hosts(studio)))
        return found

    def apprentices(self, taught):
        people = {}
        for studio in self.studios():
            for one in self.under(Apprentice, "studio_id")[studio.id]:
                open_still = one.until is None or one.until >= self.start
                if one.since <= self.end and open_still and taught(one):
                    units = people.setdefault((one.name, one.unit_id), set())
                    units |= self.hosts(studio)
        return [(key, 1, units) for key, units in people.items()]

    def m02(self):
        return self.apprentices(lambda one: True)

    def m03(self):
        return self.apprentices(lambda one: self.within(one.until) and one.grade in SKILLED)

    # --- projects

    def projects(self):
        return self.counting(Project, ProjectCredit, "project_id")

    def partners(self, project):
        return {p.unit_id for p in self.under(ProjectParty, "project_id")[project.id]}

    def of_project(self, project, amount=1, key=None):
        units = self.members(self.partners(project), self.end)
        return key or project.id, amount, units

    def under_way(self, start, kinds=None):
        for project in self.projects():
            if kinds and project.kind not in kinds:
                continue
            if project.state not in CARRIED_OUT or project.starts_on > self.end:
                continue
            if project.ends_on is None and project.state == "closed":
                continue
            if project.ends_on is None or project.ends_on >= start:
                yield project

    def p01(self):
        return [self.of_project(project) for project in self.under_way(self.end)]

    def p05(self):
        found = self.under_way(self.start, ("order-class",))
        return [self.of_project(project, project.students) for project in found]

    def p07(self):
        reached = set()
        for project in self.under_way(self.end, ("apprenticeship",)):
            reached |= self.partners(project)
        mine = [found for found in self.each_school() if found[0] in reached]
        return self.ratio(mine, self.each_school(), 100, 1)

    def p14(self):
        found = self.under_way(self.end, ("industry-college",))
        return [self.of_project(project) for project in found]

    def practice(self, standing):
        standings = self.under(ProjectStanding, "project_id")
        return [
            self.of_project(project)
            for project in self.projects()
            if project.kind == "production-practice" and project.state != "abandoned"
            if self.stands(standings[project.id], standing)
        ]

    def p16(self):
        return self.practice("recommended")

    def p16b(self):
        return self.practice("selected")

    def outputs(self, kinds, *, amount=False, joint=False):
        found = []
        for project in self.projects():
            here = {self.units[key].kind.value for key in self.partners(project)}
            if joint and not (here & SCHOOLS and "enterprise" in here):
                continue
            for one in self.under(Output, "project_id")[project.id]:
                if one.kind in kinds and self.within(one.on):
                    found.append(self.of_project(project, one.amount if amount else 1, one.id))
        return found

    def p09(self):
        return self.outputs(("course",), joint=True)

    def p09b(self):
        kinds = ("textbook", "loose-leaf-textbook", "workbook-textbook")
        return self.outputs(kinds, joint=True)

    def r03(self):
        return self.outputs(("patent",))

    def r04(self):
        return self.outputs(("technical-standard",))

    def r05(self):
        return self.outputs(("transfer",))

    def r05b(self):
        return self.outputs(("transfer",), amount=True)

    def r01(self):
        keys = {key for key, _, _ in self.paid()}
        return [self.of_project(project) for project in self.projects() if project.id in keys]

    def paid(self):
        for project in self.projects():
            for one in self.under(Receipt, "project_id")[project.id]:
                if project.kind == "technical-service" and self.within(one.voucher_on):
                    yield project.id, one.amount, self.of_project(project)[2]

    def r01b(self):
        return list(self.paid())

    def r02(self):
        found = self.under_way(self.start, ("research",))
        return [self.of_project(project) for project in found]

    # --- agreements

    def p02(self):
        signed = self.under(AgreementParty, "agreement_id")
        firms = {}
        for one in self.counting(Agreement, AgreementCredit, "agreement_id"):
            kept = one.state in ("signed", "expired", "renewed")
            begun = one.signed_on is not None and one.signed_on <= self.end
            if not kept or not begun or (one.ends_on is not None and one.ends_on < self.end):
                continue
            keys = {party.unit_id for party in signed[one.id]}
            if not any(self.units[key].kind.value in SCHOOLS for key in keys):
                continue
            for key in keys:
                if self.units[key].kind == "enterprise":
                    firms.setdefault(key, set()).update(self.members(keys, self.end))
        return [(key, 1, units) for key, units in firms.items()]
