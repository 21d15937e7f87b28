"""What stands around the text of an official document."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """版头: the mark (发文机关标志) in red, the number, the red line.

    `signer` stands beside the number where the document goes to a superior (上行文).
    """

    mark: str
    number: str = ""
    signer: str = ""

    @property
    def size(self) -> int:
        """Return how large the mark is printed, in points: as wide as the line allows."""
        return min(46, max(26, 440 // len(self.mark)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """署名 and 成文日期; around both there is room for the seal, which is never drawn."""

    name: str
    dated: str

    @property
    def inset(self) -> int:
        """Return how many characters of the line are free beside it.

        The date stands four characters from the edge and the name is centred
        on it (7.3.5.1), as far as a long name leaves room for that.
        """
        return max(0, round(4 - max(0, len(self.name) - self._date) / 2))

    @property
    def width(self) -> int:
        """Return how many characters of the line the longer of the two takes."""
        return math.ceil(max(len(self.name), self._date))

    @property
    def _date(self) -> float:
        return sum(0.5 if letter.isascii() else 1 for letter in self.dated)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """版记: who gets copies, who had it printed, and when."""

    issuer: str
    dated: str
    copies: str = ""

    @property
    def lines(self) -> int:
        """Return how many lines it takes; its room is kept at the foot of the page."""
        return min(8, 1 - (-(len(self.copies) + 1) // 25 if self.copies else 0))
