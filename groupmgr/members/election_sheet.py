"""The elected ranks out of a workbook: the exported roll with other ranks, or any list of units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership
from groupmgr.members.roll_words import HABITS
from groupmgr.members.service.units import clean_name
from groupmgr.tables import cells, reader

MOST = 2000
READ = (
    reader.Heading("name", "单位全称", tuple(HABITS["name"].heads), required=True),
    reader.Heading("rank", "成员级别", tuple(HABITS["rank"].heads)),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rank of each name, the rows that could not be read in words, and a fault of the file."""

    ranks: Mapping[str, Rank]
    faults: Sequence[str]


def read(file_name: str, content: bytes) -> Sheet:
    """Read names and ranks; what is wrong with the file or a row is told, not raised."""
    ranks: dict[str, Rank] = {}
    faults: list[str] = []
    try:
        lines = reader.read(file_name, content, READ, MOST).lines
    except RuleBroken as broken:
        return Sheet({}, [str(broken)])
    for line in lines:
        try:
            rank = cells.label(line.cells.get("rank"), Rank, {})
        except RuleBroken as broken:
            faults.append(f"第 {line.number} 行：{broken}")
            continue
        if rank is not None:
            ranks[clean_name(cells.text(line.cells.get("name")))] = rank
    return Sheet(ranks, faults)


def fitted(sheet: Sheet, members: Sequence[Membership]) -> dict[int, Rank]:
    """Return the ranks by membership."""
    return {one.id: sheet.ranks[one.unit.name] for one in members if one.unit.name in sheet.ranks}


def unknown(sheet: Sheet, members: Sequence[Membership]) -> list[str]:
    """Return the names of the workbook that no member bears."""
    names = {one.unit.name for one in members}
    return [name for name in sheet.ranks if name not in names]
