"""What the secretariat does with an application, until the unit is a member or is refused."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.admission import letters
from groupmgr.admission.models import Application
from groupmgr.admission.workflow import FLOW, OURS, Step
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.indicator import Rows
from groupmgr.meetings.models import Meeting, Resolution
from groupmgr.members import credit_code
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import memberships, units
from groupmgr.members.service.people import person_of
from groupmgr.policy import Action, Actor

SHOWN = (
    joinedload(Application.group),
    joinedload(Application.letter),
    joinedload(Application.resolution),
    joinedload(Application.unit),
)
UNIT_FACTS = ("uscc", "kind", "ownership", "region", "address")
# Steps that must say why: the applicant reads it.
REASONED = (Step.RETURN, Step.REFUSE)


@dataclass(frozen=True, slots=True)
class Entry:
    """The first day and the rank of a new member."""

    joined_on: dt.date
    rank: Rank


def listing(actor: Actor) -> sa.Select[Application]:
    """Return the query of the applications to the group, the latest first."""
    seen = policy.visible(actor, Action.MEMBER_EDIT, Application)
    return sa.select(Application).where(seen)


def waiting(session: Session, actor: Actor) -> int:
    """Return how many applications wait for the secretariat."""
    if not policy.may(actor, Action.MEMBER_EDIT):
        return 0
    ours = Application.of_group(actor.group_id) & Application.state.in_(OURS)
    return session.scalar(sa.select(sa.func.count(Application.id)).where(ours)) or 0


def doubts(one: Application) -> list[str]:
    """Return what is wrong or unusual about the code of an application."""
    if fault := credit_code.fault(one.uscc):
        return [fault]
    return credit_code.doubts(one.uscc, one.kind, one.ownership)


def for_office(actor: Actor) -> Rows:
    """Select what waits for the secretariat: key, name, contact, and the day since which."""
    seen = policy.visible(actor, Action.MEMBER_EDIT, Application)
    return (
        sa.select(Application.id, Application.name, Application.contact, Application.applied_on)
        .where(seen, Application.state.in_(OURS))
        .order_by(Application.applied_on, Application.id)
    )


def known(session: Session, one: Application) -> Unit | None:
    """Return the unit that the applicant already is, by its code or else by its name."""
    return units.known(session, one.uscc, one.name)


def resolutions(session: Session, actor: Actor) -> Sequence[tuple[Resolution, Meeting]]:
    """Return the group's latest resolutions with their meetings: by these something is decided."""
    query = (
        sa.select(Resolution, Meeting)
        .join(Meeting, Meeting.id == Resolution.meeting_id)
        .where(Meeting.of_group(actor.group_id))
        .order_by(Meeting.starts_at.desc(), Resolution.id.desc())
        .limit(60)
    )
    return [(found[0], found[1]) for found in session.execute(query)]


def advance(
    session: Session, actor: Actor, one: Application, step: Step, reason: str = ""
) -> Application:
    """Take a step that needs no more than a reason, and tell the applicant."""
    if step in (Step.APPROVE, Step.ADMIT, Step.RESUBMIT):
        raise RuleBroken(f"“{step.label}”要在它自己的页面办理")
    if step in REASONED and not reason.strip():
        raise RuleBroken("请写明原因，申请单位会看到", "reason")
    before = _begin(session, actor, one, step)
    one.returned = reason.strip() if step in REASONED else ""
    if step is Step.REFUSE:
        one.closed_at = now()
    return _end(session, actor, one, step, before, reason=reason.strip())


def approve(session: Session, actor: Actor, one: Application, resolution_id: int) -> Application:
    """Write down by which resolution the council took the unit in."""
    before = _begin(session, actor, one, Step.APPROVE)
    found = {key.id: (key, meeting) for key, meeting in resolutions(session, actor)}
    if resolution_id not in found:
        raise RuleBroken("请选择审议通过的决议；还没有的，先在会议中形成决议", "resolution_id")
    resolution, meeting = found[resolution_id]
    if meeting.day < one.applied_on:
        raise RuleBroken(f"这个决议早于申请日期 {one.applied_on}", "resolution_id")
    one.resolution_id, one.approved_on = resolution.id, meeting.day
    return _end(session, actor, one, Step.APPROVE, before, reason=f"决议 {resolution.number}")


def admit(session: Session, actor: Actor, one: Application, entry: Entry) -> Membership:
    """Enter the unit on the roll, known or new, with what decided it."""
    before = _begin(session, actor, one, Step.ADMIT)
    if one.approved_on and entry.joined_on < one.approved_on:
        raise RuleBroken(f"加入日期不能早于审议通过的 {one.approved_on}", "joined_on")
    membership = memberships.register(session, actor, _facts(session, one, entry))
    membership.applied_on, membership.approved_on = one.applied_on, one.approved_on
    membership.admitted_by_id = one.resolution_id
    person_of(session, membership.unit_id, one.contact, one.phone, one.position)
    one.unit_id, one.membership_id, one.closed_at = membership.unit_id, membership.id, now()
    _end(session, actor, one, Step.ADMIT, before)
    return membership


def _facts(session: Session, one: Application, entry: Entry) -> Mapping[str, Any]:
    """Return what is registered; a unit that is known keeps the name and facts it has."""
    unit = known(session, one)
    if unit is not None and unit.uscc not in (None, one.uscc):
        raise RuleBroken(f"“{one.name}”已用代码 {unit.uscc} 登记，请先与申请单位核对代码")
    name = unit.name if unit is not None else one.name
    given = {key: getattr(one, key) for key in UNIT_FACTS}
    contact = {"liaison_name": one.contact, "liaison_phone": one.phone}
    return given | contact | {"name": name, "rank": entry.rank, "joined_on": entry.joined_on}


def _begin(session: Session, actor: Actor, one: Application, step: Step) -> Mapping[str, Any]:
    policy.require_on(session, actor, Action.MEMBER_EDIT, one)
    before = journal.facts(one)
    one.state = FLOW.after(one.state, step)
    return before


def _end(
    session: Session,
    actor: Actor,
    one: Application,
    step: Step,
    before: Mapping[str, Any],
    reason: str = "",
) -> Application:
    journal.record(session, actor, step.label, one, before=before, reason=reason)
    letters.send(session, actor, one)
    session.flush()
    return one
