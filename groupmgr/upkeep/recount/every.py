"""Every indicator by its code, recounted."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.bases import Bases
from groupmgr.upkeep.recount.people import People
from groupmgr.upkeep.recount.projects import Projects
from groupmgr.upkeep.recount.things import Share, Thing, Things, Told, by_unit, told

MONEY = {"B06", "B06b", "B07", "B07b", "S05", "R01b", "R05b"}
SUMMED = MONEY | {"B05", "B08", "B10", "B10b", "P05", "S01", "S01b", "S03", "S04", "T03c"}


class Every(People, Bases, Projects):
    """All that the catalogue has figures of; each is counted once."""

    def __init__(self, tables: Tables, *scope: Any) -> None:
        super().__init__(tables, *scope)
        self._counted: dict[str, Things | Share] = {}
        self._by_unit: dict[int, Mapping[int, list[Thing]]] = {}

    def told(self, code: str, unit_id: int | None = None) -> Told:
        """Return the figure for the group or a unit."""
        per = 10_000 if code in MONEY else 1
        return told(self._of(code, unit_id), per=per, summed=code in SUMMED)

    def things(self, code: str, unit_id: int | None = None) -> Things:
        """Return the things behind a figure, of a share those above the line."""
        found = self._of(code, unit_id)
        return found.over if isinstance(found, Share) else found

    def _of(self, code: str, unit_id: int | None) -> Things | Share:
        if code not in self._counted:
            self._counted[code] = getattr(self, code.lower())()
        found = self._counted[code]
        if unit_id is None:
            return found
        if isinstance(found, Share):
            over, under = self._mine(found.over, unit_id), self._mine(found.under, unit_id)
            return replace(found, over=over, under=under)
        return self._mine(found, unit_id)

    def _mine(self, things: Things, unit_id: int) -> Things:
        """Return the things of a unit, by an index made once for the things that are kept."""
        if id(things) not in self._by_unit:
            self._by_unit[id(things)] = by_unit(things)
        return self._by_unit[id(things)].get(unit_id, [])
