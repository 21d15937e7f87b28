"""How many of the invited units are there, counted one unit one seat."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

from groupmgr.meetings.charter import Threshold
from groupmgr.meetings.labels import Presence


class Seat(Protocol):
    """What is known of an invited unit, as its row or as columns of it."""

    @property
    def presence(self) -> Presence: ...
    @property
    def person(self) -> str: ...
    @property
    def delegate_unit_id(self) -> int | None: ...
    @property
    def left_at(self) -> dt.datetime | None: ...


@dataclass(frozen=True, slots=True)
class Turnout:
    """The seats of a meeting as they are now; a unit 列席 has none, one by proxy is there.

    A delegate stands for as many units as the rule allows; what is above that
    does not count, and neither does a unit whose people left.
    """

    present: int
    proxies: int
    left: int
    above: int
    excused: int
    missing: int
    in_attendance: int
    quorum: Threshold | None

    @classmethod
    def of(cls, seats: Iterable[Seat], quorum: Threshold | None, each: int = 1) -> Self:
        """Count what was said of each unit; a delegate may stand for `each` of them."""
        rows = list(seats)
        here = [row for row in rows if row.left_at is None]
        counted = Counter(row.presence for row in here)
        gone = Counter(row.presence for row in rows if row.left_at is not None)
        above = _above(here, each)
        return cls(
            present=counted[Presence.PRESENT],
            proxies=counted[Presence.PROXY] - above,
            left=gone[Presence.PRESENT] + gone[Presence.PROXY],
            above=above,
            excused=counted[Presence.EXCUSED],
            missing=counted[Presence.INVITED] + counted[Presence.ABSENT],
            in_attendance=counted[Presence.IN_ATTENDANCE],
            quorum=quorum,
        )

    @property
    def attended(self) -> int:
        """实到: there at this moment, in person or by proxy."""
        return self.present + self.proxies

    @property
    def came(self) -> int:
        """Those who were there at all, also when they left before the end."""
        return self.attended + self.left

    @property
    def due(self) -> int:
        """应到: every invited unit that has a seat."""
        return self.came + self.above + self.excused + self.missing

    @property
    def needed(self) -> int:
        """法定人数; nought where the charter asks for none."""
        return self.quorum.share.least(self.due) if self.quorum else 0

    @property
    def lacking(self) -> int:
        """How many units more must be there for a quorum."""
        return max(self.needed - self.attended, 0)

    @property
    def shortage(self) -> str:
        """How many are missing for a quorum, in words."""
        return f"现到会 {self.attended} 家，法定人数 {self.needed} 家，还差 {self.lacking} 家"

    @property
    def quorate(self) -> bool:
        """Whether enough are there, or none are asked for."""
        return self.quorum is None or self.quorum.share.met(self.attended, self.due)

    def base(self, majority: Threshold) -> int:
        """Return the number that a vote is reckoned on."""
        return self.due if majority.of_all else self.attended


def _above(here: Iterable[Seat], each: int) -> int:
    """Count the seats of delegates who stand for more units than they may."""
    held = Counter(
        (row.person, row.delegate_unit_id) if row.delegate_unit_id else id(row)
        for row in here
        if row.presence is Presence.PROXY
    )
    return sum(max(many - each, 0) for many in held.values())
