"""What an import answers to each row of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from groupmgr.kernel.labels import Label
from groupmgr.tables.reader import Heading, Line


class Outcome(Label):
    """What became of a row."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    UNCHANGED = "unchanged", "无变化"
    REFUSED = "refused", "不导入"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row, and why."""

    line: Line
    name: str
    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The answers to a file, in its order."""

    headings: Sequence[Heading]
    answers: Sequence[Answer]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows ended so."""
        return sum(answer.outcome is outcome for answer in self.answers)

    def summary(self) -> str:
        """Return the counts in words: 新增 3 行，变更 0 行，无变化 1 行，不导入 2 行."""
        return "，".join(f"{one.label} {self.count(one)} 行" for one in Outcome)

    def refused(self) -> tuple[list[str], list[list[Any]]]:
        """Return heads and rows of a sheet with the refused rows, to mend and bring back."""
        rows = [
            [*(answer.line.cells.get(heading.key) for heading in self.headings), answer.words]
            for answer in self.answers
            if answer.outcome is Outcome.REFUSED
        ]
        return [*(heading.label for heading in self.headings), "问题"], rows
