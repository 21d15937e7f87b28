"""Quorum and majority, in whole numbers only (5-rules.md 5.2)."""

from dataclasses import dataclass

from groupmgr.kernel.text import chinese


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that must be reached, or exceeded where `exceeding` (过半数)."""

    numerator: int
    denominator: int
    exceeding: bool = False

    def met(self, part: int, whole: int) -> bool:
        """Tell whether the part is enough; of nothing, nothing is enough."""
        if not whole:
            return False
        surplus = part * self.denominator - whole * self.numerator
        return surplus > 0 if self.exceeding else surplus >= 0

    def least(self, whole: int) -> int:
        """Return the smallest part that is enough."""
        if self.exceeding:
            return whole * self.numerator // self.denominator + 1
        return -(-whole * self.numerator // self.denominator)

    def passed(self, yes: int, no: int, base: int) -> bool:
        """Tell whether a vote carries; abstentions stay in the base, and a tie fails."""
        return yes > no and self.met(yes, base)

    @property
    def words(self) -> str:
        """The share as a charter writes it."""
        if (self.numerator, self.denominator) == (1, 2):
            return "过半数" if self.exceeding else "半数以上"
        part = f"{chinese(self.denominator)}分之{chinese(self.numerator)}"
        return f"超过{part}" if self.exceeding else f"{part}以上"
