"""The figures about bases and studios, recounted."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from groupmgr.bases.models import (
    BaseCredit,
    BaseParty,
    BaseStage,
    BaseStanding,
    FormerBaseParty,
    KindOfBase,
    Plaque,
    TrainingBase,
)
from groupmgr.bases.statistics import BaseYear
from groupmgr.studios.models import (
    Apprentice,
    FormerStudioParty,
    Studio,
    StudioCredit,
    StudioParty,
    StudioStage,
)
from groupmgr.upkeep.recount.base import VOCATIONAL
from groupmgr.upkeep.recount.governance import Governance
from groupmgr.upkeep.recount.things import Share, Thing

SKILLED = (
    *("senior", "technician", "senior-technician"),
    *("special-technician", "chief-technician"),
)


class Registers(Governance):
    """What every register has: a credit in the group, and lists on which its records stand."""

    def counting(self, model: Any, credit: Any, key: str) -> list[Any]:
        approved = {
            getattr(one, key)
            for one in self.all(credit)
            if one.group_id == self.group_id and one.decision == "approved"
        }
        return [record for record in self.all(model) if record.id in approved]

    def stands(self, standings: Iterable[Any], standing: str) -> bool:
        last = {}
        for one in sorted(standings, key=lambda one: (one.on, one.id)):
            if one.on <= self.end:
                last[one.title] = one.standing
        return standing in last.values()

    def last(self, stages: Iterable[Any]) -> str:
        found = ""
        for stage in sorted(stages, key=lambda one: one.on):
            if stage.on <= self.end:
                found = stage.state.value
        return found


class Bases(Registers):
    """Bases and studios."""

    def bases(self) -> list[Any]:
        return self.counting(TrainingBase, BaseCredit, "base_id")

    def state(self, base: Any) -> str:
        return self.last(self.under(BaseStage, "base_id")[base.id])

    def running(self) -> Iterator[Any]:
        for base in self.bases():
            if self.state(base) == "operating":
                yield base

    def builders(self, base: Any) -> set[int]:
        return self.those_in(base, BaseParty, FormerBaseParty, "base_id")

    def of_base(self, base: Any, amount: Any = 1) -> Thing:
        return Thing(base.id, amount, self.members(self.builders(base), self.end))

    def kinds(self, base: Any) -> set[str]:
        return {one.kind.value for one in self.under(KindOfBase, "base_id")[base.id]}

    def b01(self) -> list[Thing]:
        return [self.of_base(base) for base in self.running()]

    def b02(self) -> Share:
        mine = [
            self.of_base(base)
            for base in self.running()
            if "productive" in self.kinds(base)
            if any(
                self.units[key].kind.value in VOCATIONAL and self.member(key, self.end)
                for key in self.builders(base)
            )
        ]
        return Share(mine, self.each_school(), 1, 1)

    def b03(self) -> list[Thing]:
        return [self.of_base(base) for base in self.running() if "on-campus" in self.kinds(base)]

    def b03b(self) -> list[Thing]:
        return [self.of_base(base) for base in self.running() if "off-campus" in self.kinds(base)]

    def b05(self) -> list[Thing]:
        return [self.of_base(base, base.floor_area) for base in self.running()]

    def years(self, column: str) -> list[Thing]:
        began = self.school_year()
        years = {
            one.base_id: getattr(one, column) for one in self.all(BaseYear) if one.began == began
        }
        return [self.of_base(base, years.get(base.id)) for base in self.running()]

    def b06(self) -> list[Thing]:
        return self.years("equipment_value")

    def b06b(self) -> list[Thing]:
        return self.years("new_equipment_value")

    def b07(self) -> list[Thing]:
        return self.years("donated_value")

    def b07b(self) -> list[Thing]:
        return self.years("quasi_donated_value")

    def b08(self) -> list[Thing]:
        return self.years("workstations")

    def b10(self) -> list[Thing]:
        return self.years("person_hours_inside")

    def b10b(self) -> list[Thing]:
        return self.years("person_hours_outside")

    def modes(self, mode: str) -> list[Thing]:
        return [self.of_base(base) for base in self.running() if base.build_mode == mode]

    def b17(self) -> list[Thing]:
        return self.modes("factory-in-school")

    def b17b(self) -> list[Thing]:
        return self.modes("school-in-factory")

    def b18(self) -> list[Thing]:
        plaques = self.under(Plaque, "base_id")
        return [
            self.of_base(base)
            for base in self.bases()
            if any(
                one.hung_on <= self.end and (one.removed_on is None or one.removed_on > self.end)
                for one in plaques[base.id]
            )
        ]

    def centres(self, standing: str) -> list[Thing]:
        standings = self.under(BaseStanding, "base_id")
        return [
            self.of_base(base)
            for base in self.bases()
            if "practice-centre" in self.kinds(base)
            if self.state(base) != "delisted"
            if self.stands(standings[base.id], standing)
        ]

    def b24(self) -> list[Thing]:
        return self.centres("recommended")

    def b24b(self) -> list[Thing]:
        return self.centres("selected")

    # --- studios

    def studios(self) -> list[Any]:
        return self.counting(Studio, StudioCredit, "studio_id")

    def hosts(self, studio: Any) -> set[int]:
        there = self.those_in(studio, StudioParty, FormerStudioParty, "studio_id")
        return self.members(there, self.end)

    def m01(self) -> list[Thing]:
        found = []
        for studio in self.studios():
            over = studio.ends_on is not None and studio.ends_on < self.end
            state = self.last(self.under(StudioStage, "studio_id")[studio.id])
            if state == "named" and not over:
                found.append(Thing(studio.id, 1, self.hosts(studio)))
        return found

    def apprentices(self, taught: Callable[[Any], bool]) -> list[Thing]:
        people: dict[tuple[str, int], tuple[list[int], set[int]]] = {}
        for studio in self.studios():
            for one in self.under(Apprentice, "studio_id")[studio.id]:
                open_still = one.until is None or one.until >= self.start
                if one.since <= self.end and open_still and taught(one):
                    keys, units = people.setdefault((one.name, one.unit_id), ([], set()))
                    keys.append(one.id)
                    units |= self.hosts(studio)
        return [Thing(min(keys), 1, units) for keys, units in people.values()]

    def m02(self) -> list[Thing]:
        return self.apprentices(lambda one: True)

    def m03(self) -> list[Thing]:
        return self.apprentices(lambda one: self.within(one.until) and one.grade in SKILLED)
