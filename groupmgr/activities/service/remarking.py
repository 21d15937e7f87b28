"""Remarks on a record: pinned when it is returned, answered by the unit, solved by an approval."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities import places
from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity
from groupmgr.activities.remark import Remark
from groupmgr.groups import reasons
from groupmgr.groups.reason import Reason
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Pin:
    """What a reviewer says of one place: a reason of the group, own words, or both."""

    place: str = places.WHOLE
    reason_id: int | None = None
    words: str = ""


def say(
    session: Session, actor: Actor, activity: Activity, decision: Decision, pins: Iterable[Pin]
) -> list[Remark]:
    """Return the remarks as they will read, not kept yet; refuse one that says nothing."""
    given = {one.id: one for one in reasons.in_force(session, actor.group_id, today())}
    return [_remark(actor, activity, given, decision, pin) for pin in pins]


def left_open(
    session: Session,
    actor: Actor,
    activity: Activity,
    decision: Decision,
    solved: Collection[int] = (),
) -> list[Remark]:
    """Return the older remarks of the group that stay open; only a return leaves any."""
    if decision is not Decision.RETURNED:
        return []
    return [one for one in _own(session, actor, activity) if one.id not in solved]


def keep(
    session: Session,
    actor: Actor,
    activity: Activity,
    decision: Decision,
    new: Collection[Remark],
    still_open: Collection[Remark],
) -> None:
    """Keep the new remarks of a return; the older ones are solved, or asked once more."""
    for one in _own(session, actor, activity):
        if one in still_open:
            one.answered_at = None
        else:
            one.solved_at = now()
    if decision is Decision.RETURNED:
        session.add_all(new)


def together(activity: Activity, remarks: Iterable[Remark]) -> str:
    """Return the remarks as one text, as the unit and the journal read it."""
    said = []
    for one in remarks:
        label = places.spot(activity, one.place).label
        said.append(f"{label}：{one.words}" if one.place != places.WHOLE else one.words)
    return "；".join(said)


def pending(session: Session, actor: Actor, activity: Activity) -> Sequence[Remark]:
    """Return what is not solved yet: to the unit all of it, to an office its own alone."""
    if activity.owner_unit_id in actor.unit_ids:
        return _pending(session, activity, sa.true())
    return _own(session, actor, activity)


def answer(
    session: Session, actor: Actor, activity: Activity, answers: Mapping[int, str]
) -> list[Remark]:
    """Write what the unit says to the remarks; an empty answer takes one back."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    changed = []
    for one in pending(session, actor, activity):
        words = answers.get(one.id, one.answer).strip()
        if words == one.answer and (one.answered_at or not words):
            continue
        before = journal.facts(one)
        one.answer, one.answered_at = words, now() if words else None
        one.answered_by_id = actor.account_id or None
        if activity.state is ActivityState.SUBMITTED:
            journal.record(session, actor, "答复批注", one, before=before, reason=words)
        changed.append(one)
    return changed


def _remark(
    actor: Actor, activity: Activity, given: Mapping[int, Reason], decision: Decision, pin: Pin
) -> Remark:
    reason = given.get(pin.reason_id or 0)
    _refuse_bad(pin, reason, decision)
    place = pin.place or (reason.place if reason else places.WHOLE)
    words = "：".join(part for part in (reason.words if reason else "", pin.words.strip()) if part)
    return Remark(
        activity_id=activity.id,
        group_id=actor.group_id,
        version=activity.version,
        place=place,
        reason_id=reason.id if reason else None,
        words=words,
        was=places.spot(activity, place).words,
        made_by_id=actor.account_id or None,
    )


def _refuse_bad(pin: Pin, reason: Reason | None, decision: Decision) -> None:
    if not places.is_place(pin.place):
        raise RuleBroken("请从列表中选择批注的位置", "pins")
    if reason is None and pin.reason_id:
        raise RuleBroken("所选的理由已终止，请另选一条或自己写明", "pins")
    if reason is not None and reason.decision is not decision:
        raise RuleBroken(f"“{reason.words}”不是“{decision.label}”的理由，请另选一条", "pins")
    if reason is None and not pin.words.strip():
        raise RuleBroken("请为每条批注选择理由，或者写明原因", "pins")


def _own(session: Session, actor: Actor, activity: Activity) -> Sequence[Remark]:
    return _pending(session, activity, Remark.group_id == actor.group_id)


def _pending(
    session: Session, activity: Activity, where: sa.ColumnElement[bool]
) -> Sequence[Remark]:
    mine = (Remark.activity_id == activity.id, Remark.pending(), where)
    return session.scalars(sa.select(Remark).where(*mine).order_by(Remark.id)).all()
