"""What a report is made of: plain values, read once from the database.

Days are ISO strings, decimals are strings, and `None` means that nobody
reported a value; it is never the same as zero.
"""

from dataclasses import dataclass

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The group whose year is told, with what its cover and its closing lines print."""

    code: str
    name: str
    kind: str
    lead: str | None = None
    secretariat: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    zip_code: str | None = None
    purpose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One indicator as the report states it, with the records it was made from.

    `by_unit` less `overlap` is `value`: a joint event is credited to each of
    its units and counted once for the group.
    """

    code: str
    name: str
    unit: str
    definition: str
    source: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    reported: int = 0
    expected: int = 0
    records: tuple[int, ...] = ()
    previous: str | None = None
    breakdown: Pairs = ()
    by_unit: Pairs = ()
    overlap: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A unit on the roll under the name valid on the day of the report."""

    name: str
    kind: str
    rank: str
    region: str | None = None
    joined_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A training base in the group."""

    name: str
    kinds: tuple[str, ...]
    level: str
    host: str
    state: str
    partners: tuple[str, ...] = ()
    build_mode: str | None = None
    floor_area: str | None = None
    running: bool = False
    building: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """A master studio, with who leads it."""

    name: str
    kind: str
    level: str
    host: str
    leader: str
    state: str
    field: str | None = None
    approved_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A joint project; `goes_on` tells that work on it continues after the day of the report."""

    name: str
    kind: str
    parties: tuple[str, ...]
    state: str
    level: str | None = None
    starts_on: str | None = None
    ends_on: str | None = None
    students: int | None = None
    goes_on: bool = False
    began_this_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A signed agreement."""

    name: str
    kind: str
    parties: tuple[str, ...]
    state: str
    signed_on: str | None = None
    expires_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A matter that a meeting handed to somebody."""

    matter: str
    unit: str | None
    due_on: str | None
    state: str
    meeting: str
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of the year; `attended` counts the units present or represented."""

    title: str
    kind: str
    state: str
    held_on: str
    held: bool
    form: str | None = None
    place: str | None = None
    convener: str | None = None
    invited: int = 0
    attended: int = 0
    resolutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A measured result of one activity."""

    measure: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An approved activity; `parties` are (role, unit)."""

    number: int
    title: str
    category: str
    starts_on: str
    ends_on: str
    parties: Pairs
    place: str | None = None
    amounts: tuple[Amount, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that was asked for and not reported, in words for the list of gaps."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the report of a year states, as it stood at the end of `as_of`."""

    group: Group
    year: int
    as_of: str
    figures: tuple[Figure, ...] = ()
    members: tuple[Member, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    bases: tuple[Base, ...] = ()
    studios: tuple[Studio, ...] = ()
    projects: tuple[Project, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    activities: tuple[Activity, ...] = ()
    months_before: tuple[int, ...] = ()
    missing: tuple[Missing, ...] = ()
