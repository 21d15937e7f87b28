"""Every indicator by its code, recounted."""

from groupmgr.upkeep.recount.bases import Bases
from groupmgr.upkeep.recount.people import People
from groupmgr.upkeep.recount.projects import Projects
from groupmgr.upkeep.recount.things import Share, Thing, Things, Told, told

MONEY = {"B06", "B06b", "B07", "B07b", "S05", "R01b", "R05b"}
SUMMED = MONEY | {"B05", "B08", "B10", "B10b", "P05", "S01", "S01b", "S03", "S04", "T03c"}


class Every(People, Bases, Projects):
    """All that the catalogue has figures of."""

    def counted(self, code: str) -> Things | Share:
        """Return the things behind a figure."""
        found: Things | Share = getattr(self, code.lower())()
        return found

    def things(self, code: str) -> list[Thing]:
        """Return the things behind a figure, of a share those above the line."""
        found = self.counted(code)
        return list(found.over if isinstance(found, Share) else found)

    def told(self, code: str, unit_id: int | None = None) -> Told:
        """Return the figure for the group or a unit."""
        per = 10_000 if code in MONEY else 1
        return told(self.counted(code), unit_id, per=per, summed=code in SUMMED)
