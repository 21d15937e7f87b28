"""How people write a column where nobody gave them the workbook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from groupmgr.kernel.labels import Label


@dataclass(frozen=True, slots=True)
class Habit:
    """How people write one column.

    `heads` are other words for its head, `words` other words for what can be
    chosen, `units` what may follow its number. `cleaned` returns a text as the
    register stores it, and raises `RuleBroken` for what it would never store.
    """

    heads: Sequence[str] = ()
    words: Mapping[str, Label] = field(default_factory=dict)
    units: Sequence[str] = ()
    cleaned: Callable[[str], str] = str


# By the key of a column; a column of a sheet of its own stands under "sheet.column".
Habits = Mapping[str, Habit]
NONE = Habit()
