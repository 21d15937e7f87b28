"""Records that may tell of the same event, each with the reasons why it is shown."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import NamedTuple

import sqlalchemy as sa
from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.distinction import Distinction
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Evidence, Party
from groupmgr.members.models import Unit
from groupmgr.policy import Action, Actor

NEAR = dt.timedelta(days=3)
# Of what began longer ago no overlap is looked for.
LONGEST = dt.timedelta(days=183)
SHOWN, LOOKED_AT = 5, 50
# How alike two titles are, of 100: at least so much, and so much where nothing else is shared.
ALIKE, ALONE = 60, 80
# What each likeness weighs; a title weighs a third of its own 100, and so much must come together.
SAME_DAYS, NEAR_DAYS, SAME_FILE, ONE_UNIT, MORE_UNITS = 15, 7, 30, 10, 15
ENOUGH = 30


class Candidate(NamedTuple):
    """A record that may be the same, whose it is and why it may; `seen` if it can be opened."""

    key: int
    number: str
    title: str
    owner: str
    starts_on: dt.date
    ends_on: dt.date
    state: ActivityState
    seen: bool
    score: int
    reasons: tuple[str, ...]


class Told(NamedTuple):
    """What is known of the record that is being typed."""

    title: str
    starts_on: dt.date
    ends_on: dt.date
    unit_ids: Collection[int]
    file_ids: Collection[int] = ()
    but: int = 0


class Found(NamedTuple):
    """A record near in time, and how many units and files it shares."""

    key: int
    title: str
    starts_on: dt.date
    ends_on: dt.date
    units: int
    files: int


def alike(session: Session, actor: Actor, told: Told) -> list[Candidate]:
    """Return the records that may be the same, the likeliest first.

    Of a record that the actor may not open only what a candidate holds is told,
    and only where it shares a unit or a file, or was handed in to the open group.
    """
    apart = _told_apart(session, told.but)
    likely = {}
    for found in _near(session, told):
        score, reasons = weigh(told, found)
        if score >= ENOUGH and found.key not in apart:
            likely[found.key] = (score, reasons, bool(found.units or found.files))
    best = sorted(likely, key=lambda key: (-likely[key][0], key))[:LOOKED_AT]
    return named(session, actor, {key: likely[key] for key in best})[:SHOWN]


def _near(session: Session, told: Told) -> list[Found]:
    """Return what overlaps within some days, from an index that holds all that is asked."""
    units = sa.select(sa.func.count()).where(
        Party.activity_id == Activity.id, Party.unit_id.in_(told.unit_ids)
    )
    files = sa.select(sa.func.count()).where(
        Evidence.activity_id == Activity.id, Evidence.file_id.in_(told.file_ids)
    )
    query = sa.select(
        Activity.id,
        Activity.title,
        Activity.starts_on,
        Activity.ends_on,
        units.scalar_subquery(),
        files.scalar_subquery(),
    ).where(
        Activity.starts_on.between(told.starts_on - NEAR - LONGEST, told.ends_on + NEAR),
        Activity.ends_on >= told.starts_on - NEAR,
        Activity.state != ActivityState.VOID,
        Activity.id != told.but,
    )
    return [Found(*row) for row in session.execute(query)]


def _told_apart(session: Session, key: int) -> set[int]:
    """Return the records of which somebody said that they are another event."""
    said = sa.union_all(
        sa.select(Distinction.other_id).where(Distinction.one_id == key),
        sa.select(Distinction.one_id).where(Distinction.other_id == key),
    )
    return set(session.scalars(said))


def weigh(told: Told, found: Found) -> tuple[int, tuple[str, ...]]:
    """Return how likely it is the same event, and why, in words."""
    same_days = (told.starts_on, told.ends_on) == (found.starts_on, found.ends_on)
    score, reasons = (SAME_DAYS, ["同日"]) if same_days else (NEAR_DAYS, ["日期相近"])
    if found.units:
        score += MORE_UNITS if found.units > 1 else ONE_UNIT
        reasons.append("同单位")
    if found.files:
        score += SAME_FILE
        reasons.append("同一张照片或文件")
    ratio = fuzz.ratio(told.title, found.title)
    if ratio >= (ALIKE if found.units or found.files else ALONE):
        score += int(ratio * 0.3)
        reasons.append("名称相同" if told.title == found.title else "名称相近")
    return score, tuple(reasons)


def named(
    session: Session, actor: Actor, likely: Mapping[int, tuple[int, tuple[str, ...], bool]]
) -> list[Candidate]:
    """Return those of the likely records that may be named to the actor."""
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    sharing = [key for key, (_, _, shares) in likely.items() if shares]
    named = sa.and_(
        Activity.state == ActivityState.SUBMITTED,
        sa.or_(Activity.id.in_(sharing), Activity.credits.any(group_id=actor.group_id)),
    )
    # Told as columns, so that the database begins with the few keys.
    query = (
        sa.select(Activity, Unit.name, seen, named)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .where(Activity.id.in_(likely))
    )
    found = [
        Candidate(
            one.id,
            one.number,
            one.title,
            owner,
            one.starts_on,
            one.ends_on,
            one.state,
            bool(is_seen),
            *likely[one.id][:2],
        )
        for one, owner, is_seen, is_named in session.execute(query)
        if is_seen or is_named
    ]
    return sorted(found, key=lambda one: (-one.score, one.key))
