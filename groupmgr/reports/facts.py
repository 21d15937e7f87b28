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
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One indicator as the report states it, with the records it was made from.

    The sum of `by_unit`, less `overlap` and plus `outside`, is `value`: a joint
    event is credited to each of its units and counted once for the group.
    `confirmed` and `evidenced` are its values under the stricter readings;
    without `proved` they cannot differ from `value`.
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
    outside: str | None = None
    proved: bool = False
    confirmed: str | None = None
    evidenced: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A unit on the roll, under the name valid on the day of the report."""

    number: int
    name: str
    kind: str
    rank: str
    region: str | None = None
    joined_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A name that is right up to a day only: the unit is called `now` since, or left the group."""

    name: str
    until: str
    now: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """A training base in the group."""

    number: int
    name: str
    kinds: tuple[str, ...]
    level: str
    host: str
    state: str
    partners: tuple[str, ...] = ()
    running: bool = False
    building: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """A master studio, with who leads it."""

    number: int
    name: str
    kind: str
    level: str
    host: str
    leader: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A joint project; `goes_on` tells that work on it continues after the day of the report."""

    number: int
    name: str
    kind: str
    parties: tuple[str, ...]
    state: str
    starts_on: str
    ends_on: str | None = None
    next_steps: str = ""
    goes_on: bool = False
    began_this_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement in force on the day of the report, or signed in its year."""

    number: int
    name: str
    kind: str
    parties: tuple[str, ...]
    state: str
    signed_on: str | None = None
    expires_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A matter that a meeting handed to somebody; one given up is neither done nor open."""

    matter: str
    units: tuple[str, ...]
    due_on: str
    state: str
    meeting: str
    done: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting of the year; `attended` counts the units present or represented."""

    number: int
    title: str
    kind: str
    state: str
    held_on: str
    held: bool
    invited: int = 0
    attended: int = 0
    resolutions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often a kind of meeting must be held: `amount` times or more 每季度, 每半年 or 每年."""

    kind: str
    amount: int
    per: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Another group that this one leads, takes part in or guides."""

    name: str
    kind: str
    tie: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Honour:
    """A list or title of the group; 推荐 and 入选 are two standings and never mix."""

    title: str
    level: str
    standing: str
    on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One piece of work planned for the next year, under its part of the outlook."""

    section: str
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A measured result of one activity."""

    measure: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An approved activity, its host first; `photo` and `more_photos` are pictures by content."""

    number: int
    title: str
    category: str
    starts_on: str
    ends_on: str
    units: tuple[str, ...]
    amounts: tuple[Amount, ...] = ()
    summary: str = ""
    photo: str = ""
    more_photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Something that was asked for and not reported, in words for the list of gaps."""

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """What stands around the text (reports.masthead): the layout, and what it prints.

    The address (`layout` address) has a headline and is read out by the reporter
    at a meeting; the official document has a letterhead, an addressee and copies.
    """

    layout: str = "official"
    signed_by: str = ""
    headline: str = ""
    meeting: str = ""
    spoken_on: str | None = None
    paper: int | None = None
    reporter: str = ""
    salutation: str = ""
    greeting: str = ""
    closing: str = ""
    letterhead: str = ""
    upward: bool = False
    addressee: str = ""
    copies: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a final edition bears beside its facts: its document number, date and signer."""

    number: str
    dated: str
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the report of a year states, as it stood at the end of `as_of`.

    `site` is the address of the pages on which the figures live on, where one is known.
    """

    group: Group
    year: int
    as_of: str
    site: str = ""
    masthead: Masthead = Masthead()
    figures: tuple[Figure, ...] = ()
    members: tuple[Member, ...] = ()
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    former: tuple[Former, ...] = ()
    bases: tuple[Base, ...] = ()
    studios: tuple[Studio, ...] = ()
    projects: tuple[Project, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    cadences: tuple[Cadence, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    ties: tuple[Tie, ...] = ()
    honours: tuple[Honour, ...] = ()
    plans: tuple[Plan, ...] = ()
    activities: tuple[Activity, ...] = ()
    months_before: tuple[int, ...] = ()
    missing: tuple[Missing, ...] = ()
