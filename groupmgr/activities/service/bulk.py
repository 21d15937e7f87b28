"""Decide on many records at once: first what would be decided and what not, then each by itself."""

import contextlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.activities.labels import Measure, Question
from groupmgr.activities.models import Activity, Evidence
from groupmgr.activities.service import checking, deciding, listing, queue
from groupmgr.activities.service.checking import Check
from groupmgr.activities.service.doubles import doubles
from groupmgr.activities.service.loading import WHOLE
from groupmgr.activities.service.questions import questions
from groupmgr.activities.service.remarking import Pin
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

# So many are taken at most, and so many are decided while the person waits.
MOST, AT_ONCE = 500, 50
LOADED = (
    joinedload(Activity.owner),
    selectinload(Activity.parties),
    selectinload(Activity.figures),
    selectinload(Activity.evidence).joinedload(Evidence.file),
    selectinload(Activity.credits),
)
Versions = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record on which nothing is decided, and why."""

    activity: Activity
    why: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be decided: the records, what is left out, what is in doubt, and of which kind.

    `unseen` counts the keys that are no records offered to the group.
    """

    chosen: list[Activity]
    left_out: list[LeftOut]
    doubts: Counter[Question]
    unseen: int

    @property
    def versions(self) -> Versions:
        """The versions that are previewed, by the keys of their records."""
        return {one.id: one.version for one in self.chosen}

    def total(self, measure: Measure) -> tuple[Decimal, int]:
        """Return what the records come to in a measure, and how many do not report it."""
        values = [listing.stated(one, measure) for one in self.chosen]
        stated = [value for value in values if value is not None]
        return sum(stated, Decimal(0)), len(values) - len(stated)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a bulk decision."""

    decided: int
    left_out: list[LeftOut]


def preview(
    session: Session,
    actor: Actor,
    decision: Decision,
    keys: Collection[int],
    even: Collection[Question] = (),
) -> Preview:
    """Look at these records; approve none of which something is in doubt, unless `even` so."""
    policy.require(actor, Action.ACTIVITY_DECIDE)
    if len(keys) > MOST:
        raise RuleBroken(f"一次最多处理 {MOST} 项，请先缩小范围")
    found = _load(session, actor, keys)
    waiting = [one for one in found if listing.standing_in(one, actor.group_id) in queue.OPEN]
    doubts = _doubts(session, actor, waiting) if decision is Decision.APPROVED else {}
    open_ = {
        key: [one for one in checks if one.about not in even] for key, checks in doubts.items()
    }
    chosen = [one for one in waiting if not open_.get(one.id)]
    left_out = [
        LeftOut(one, _why(one, actor.group_id, open_.get(one.id, ())))
        for one in found
        if one not in chosen
    ]
    kinds = Counter(kind for checks in doubts.values() for kind in {one.about for one in checks})
    return Preview(chosen, left_out, kinds, len(set(keys)) - len(found))


def decide(
    session: Session,
    actor: Actor,
    decision: Decision,
    versions: Versions,
    pins: Sequence[Pin] = (),
) -> None:
    """Decide on each record as it was previewed; what changed meanwhile is left alone.

    So is what a rule forbids: `outcome` tells of both. Done twice, it is done once.
    """
    for activity in _load(session, actor, versions, WHOLE):
        open_ = listing.standing_in(activity, actor.group_id) in queue.OPEN
        if open_ and versions[activity.id] == activity.version:
            with contextlib.suppress(RuleBroken):
                version = activity.version
                deciding.decide(session, actor, activity, decision, version=version, pins=pins)


def outcome(session: Session, actor: Actor, decision: Decision, versions: Versions) -> Outcome:
    """Return what became of the records, as they stand now."""
    found = _load(session, actor, versions)
    left_out = []
    for one in found:
        credit = deciding.credit_in(one, actor.group_id)
        if (credit.decision, credit.decided_version) != (decision, versions[one.id]):
            left_out.append(LeftOut(one, _changed(one, versions[one.id], actor.group_id)))
    return Outcome(len(found) - len(left_out), left_out)


def _load(
    session: Session, actor: Actor, keys: Collection[int], options: Sequence[Any] = LOADED
) -> Sequence[Activity]:
    """Return those of the records that were offered to the group, the oldest first."""
    seen = policy.visible(actor, Action.ACTIVITY_DECIDE, Activity)
    here = Activity.credits.any(group_id=actor.group_id)
    query = sa.select(Activity).where(Activity.id.in_(keys), seen, here)
    ordered = query.options(*options).order_by(Activity.submitted_on, Activity.id)
    return session.scalars(ordered).all()


def _doubts(
    session: Session, actor: Actor, activities: Sequence[Activity]
) -> dict[int, list[Check]]:
    found = doubles(session, actor, activities)
    asked = questions(session, activities)
    return {
        one.id: [check for check in checking.checks(one, found[one.id]) if not check.fine]
        + asked[one.id]
        for one in activities
    }


def _why(activity: Activity, group_id: int, doubts: Sequence[Check]) -> str:
    if doubts:
        return "；".join(one.words for one in doubts)
    standing = listing.standing_in(activity, group_id)
    return f"{standing.label}，不在等待审核" if standing else "没有报送本集团"


def _changed(activity: Activity, version: int, group_id: int) -> str:
    if activity.version != version:
        return f"预览以后改为第 {activity.version} 版，请看过变化再审核"
    standing = listing.standing_in(activity, group_id)
    return f"现在是“{standing.label if standing else ''}”，请单独审核"
