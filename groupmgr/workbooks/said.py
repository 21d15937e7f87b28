"""What the rows of a file say, whoever made the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from groupmgr.kernel.errors import RuleBroken
from groupmgr.tables.sheets import Cell
from groupmgr.workbooks.book import Cells
from groupmgr.workbooks.stamps import Origin, Seen

MOST_ROWS = 20_000


@dataclass(slots=True)
class Said:
    """A row: what its cells say, and what is wrong with them; `key` is the hidden identity."""

    number: int
    key: int | None
    cells: Cells = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought back; a table from elsewhere has no origin, and names some columns only."""

    origin: Origin | None
    seen: Mapping[int, Seen]
    rows: Sequence[Said]
    notes: Sequence[str] = ()


def take(said: Said, column: Any, cell: Cell | None) -> None:
    """Read a cell; what cannot be meant is kept as it was typed, with its fault."""
    try:
        said.cells[column.key] = column.read(cell)
    except RuleBroken as broken:
        said.cells[column.key] = str(cell)
        said.faults[column.key] = f"{column.label}：{broken}"
