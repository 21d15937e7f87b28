"""How many of the invited units came, counted one unit one seat."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from groupmgr.meetings.charter import Threshold
from groupmgr.meetings.labels import Presence


@dataclass(frozen=True, slots=True)
class Turnout:
    """The seats of a meeting; a unit 列席 has none, and one that sent a proxy attends."""

    present: int
    proxies: int
    excused: int
    missing: int
    in_attendance: int
    quorum: Threshold | None

    @classmethod
    def of(cls, presences: Iterable[Presence], quorum: Threshold | None) -> Self:
        """Count what was said of each unit."""
        counted = Counter(presences)
        return cls(
            present=counted[Presence.PRESENT],
            proxies=counted[Presence.PROXY],
            excused=counted[Presence.EXCUSED],
            missing=counted[Presence.INVITED] + counted[Presence.ABSENT],
            in_attendance=counted[Presence.IN_ATTENDANCE],
            quorum=quorum,
        )

    @property
    def attended(self) -> int:
        """实到: there in person or by proxy."""
        return self.present + self.proxies

    @property
    def due(self) -> int:
        """应到: every invited unit that has a seat."""
        return self.attended + self.excused + self.missing

    @property
    def needed(self) -> int:
        """法定人数; nought where the charter asks for none."""
        return self.quorum.share.least(self.due) if self.quorum else 0

    @property
    def quorate(self) -> bool:
        """Whether enough came, or none are asked for."""
        return self.quorum is None or self.quorum.share.met(self.attended, self.due)

    def base(self, majority: Threshold) -> int:
        """Return the number that a vote is reckoned on."""
        return self.due if majority.of_all else self.attended
