"""What a paper on one unit is made of: plain values, cut out of the facts of its group's year.

As in `reports.facts`, days are ISO strings and `None` means that nobody reported a value.
"""

from dataclasses import dataclass

from groupmgr.reports.facts import Figure, FollowUp, Group, Pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The unit under the name and rank of the cut-off day."""

    number: int
    name: str
    kind: str
    rank: str
    joined_on: str | None = None
    uscc: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """An approved activity with what the unit was in it.

    `amounts` are those of the whole event, `own` those the unit stated of itself.
    """

    number: int
    title: str
    category: str
    starts_on: str
    ends_on: str
    role: str
    amounts: Pairs = ()
    own: Pairs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A meeting to which the unit was invited, and whether it came."""

    title: str
    kind: str
    held_on: str
    presence: str
    came: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """A base, studio, project or agreement that the unit keeps or takes part in."""

    register: str
    number: int
    name: str
    kind: str
    role: str
    state: str
    new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitYear:
    """Everything a paper states of one unit's year, as it stood at the end of `as_of`.

    `figures` are those of the catalogue, asked for this unit alone; `missing`
    names what was asked of it and not reported.
    """

    group: Group
    unit: Unit
    year: int
    as_of: str
    figures: tuple[Figure, ...] = ()
    deeds: tuple[Deed, ...] = ()
    seats: tuple[Seat, ...] = ()
    holdings: tuple[Holding, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether no approved record speaks of the unit."""
        return not (self.figures or self.deeds or self.holdings)
