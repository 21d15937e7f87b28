"""A second unit asks to stand in the record that is there, instead of typing one of its own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.activities.asked import by_party
from groupmgr.activities.labels import ActivityState, Confirmation, Measure, PartyRole
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service import drafting, locking, versions
from groupmgr.activities.service.loading import WHOLE
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.merging import comparing, copying
from groupmgr.merging.labels import RequestState
from groupmgr.merging.models import JoinRequest
from groupmgr.policy import Action, Actor

Figures = Mapping[Measure, Decimal | int | None]


def joinable(session: Session, actor: Actor, draft: Activity, key: int) -> Activity | None:
    """Return the record that a draft may be the double of, or that the actor may open anyway."""
    query = sa.select(Activity).where(Activity.id == key).options(*WHOLE)
    activity = session.scalar(query)
    if activity is None or activity.state is not ActivityState.SUBMITTED:
        return None
    if comparing.candidate(session, actor, draft, key) is not None:
        return activity
    return activity if policy.may_on(session, actor, Action.ACTIVITY_VIEW, activity) else None


def is_party(activity: Activity, unit_id: int) -> bool:
    """Tell whether the unit stands in the record already."""
    return any(one.unit_id == unit_id for one in activity.parties)


def ask(
    session: Session,
    actor: Actor,
    draft: Activity,
    activity: Activity,
    *,
    role: PartyRole,
    figures: Figures,
    remark: str,
    gives_draft: bool,
) -> JoinRequest:
    """Ask the owner of a record to take the unit of a draft in; `activity` is `joinable`."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, draft)
    unit_id = draft.owner_unit_id
    if draft.state is not ActivityState.DRAFT:
        raise RuleBroken("这条记录已经提交，请联系集团秘书处合并")
    if is_party(activity, unit_id):
        raise RuleBroken("本单位已经在这条记录里，打开它确认即可")
    if waiting(session, activity.id, unit_id) is not None:
        raise RuleBroken("已经申请过，正在等待对方答复")
    asked = JoinRequest(
        activity=activity,
        unit_id=unit_id,
        draft_id=draft.id if gives_draft else None,
        role=role,
        figures={one.value: str(value) for one, value in figures.items() if value is not None},
        remark=remark.strip(),
        asked_by_id=actor.account_id or None,
    )
    session.add(asked)
    journal.record(session, actor, "申请加入活动", asked, reason=asked.remark)
    return asked


def accept(session: Session, actor: Actor, asked: JoinRequest) -> Activity:
    """Take the unit in: its figures, its evidence, and its word for the new version."""
    activity = _open(session, actor, asked)
    locking.refuse_closed(session, activity)
    rows = [_row(one) for one in activity.parties]
    facts = {
        "parties": rows if is_party(activity, asked.unit_id) else [*rows, _row(asked)],
        "figures": _figures(activity, asked),
    }
    drafting.save(session, actor, activity, facts)
    draft = _draft(session, asked)
    if draft is not None:
        copying.evidence(activity, draft)
        _throw_away(session, actor, asked, draft)
    _confirm(session, actor, activity, asked.unit_id)
    _answer(session, actor, asked, RequestState.ACCEPTED, "同意加入")
    return activity


def decline(session: Session, actor: Actor, asked: JoinRequest, reason: str) -> JoinRequest:
    """Leave the unit out, and say why."""
    _open(session, actor, asked)
    if not reason.strip():
        raise RuleBroken("请写明不同意的原因，对方会看到", "reason")
    return _answer(session, actor, asked, RequestState.DECLINED, "不同意加入", reason.strip())


def withdraw(session: Session, actor: Actor, asked: JoinRequest) -> JoinRequest:
    """Take a request back that nobody answered."""
    policy.require_for(actor, Action.ACTIVITY_JOIN, asked.unit_id)
    _refuse_answered(asked)
    return _answer(session, actor, asked, RequestState.WITHDRAWN, "撤回加入申请")


def waiting(session: Session, activity_id: int, unit_id: int) -> JoinRequest | None:
    """Return the request of a unit that waits for an answer."""
    query = sa.select(JoinRequest).where(
        JoinRequest.activity_id == activity_id,
        JoinRequest.unit_id == unit_id,
        JoinRequest.state == RequestState.WAITING,
    )
    return session.scalar(query)


def waiting_for(session: Session, activity: Activity) -> Sequence[JoinRequest]:
    """Return the requests to join a record, the oldest first."""
    query = sa.select(JoinRequest).where(
        JoinRequest.activity_id == activity.id, JoinRequest.state == RequestState.WAITING
    )
    query = query.order_by(JoinRequest.id).options(joinedload(JoinRequest.unit))
    return session.scalars(query).all()


def _open(session: Session, actor: Actor, asked: JoinRequest) -> Activity:
    """Return the record of a request that the actor may answer."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, asked.activity)
    _refuse_answered(asked)
    query = sa.select(Activity).where(Activity.id == asked.activity_id).options(*WHOLE)
    return session.scalars(query, execution_options={"populate_existing": True}).one()


def _refuse_answered(asked: JoinRequest) -> None:
    if asked.state is not RequestState.WAITING:
        raise RuleBroken(f"这条申请{asked.state.label}，不用再处理")


def _row(party: Party | JoinRequest) -> dict[str, Any]:
    return {"unit_id": party.unit_id, "role": party.role}


def _figures(activity: Activity, asked: JoinRequest) -> dict[tuple[Measure, int | None], Decimal]:
    """Return the figures of the record with what the unit states of its own."""
    held = {
        (one.measure, one.party.unit_id if one.party else None): one.value
        for one in activity.figures
    }
    own: dict[tuple[Measure, int | None], Decimal] = {
        (one, asked.unit_id): Decimal(asked.figures[one.value])
        for one in by_party(activity.category)
        if one.value in asked.figures
    }
    return {**held, **own}


def _draft(session: Session, asked: JoinRequest) -> Activity | None:
    """Return the draft that goes with the request, if it is one still and was never handed in."""
    query = sa.select(Activity).where(Activity.id == asked.draft_id).options(*WHOLE)
    draft = session.scalar(query)
    if draft is None or draft.state is not ActivityState.DRAFT:
        return None
    return None if versions.latest(session, draft) else draft


def _throw_away(session: Session, actor: Actor, asked: JoinRequest, draft: Activity) -> None:
    asked.draft_id = None
    journal.record(session, actor, "删除草稿", draft, reason=f"已加入 {asked.activity.number}")
    session.delete(draft)


def _confirm(session: Session, actor: Actor, activity: Activity, unit_id: int) -> None:
    """Note that the unit stands by what it asked for itself."""
    session.flush()
    party = next(one for one in activity.parties if one.unit_id == unit_id)
    before = journal.facts(party)
    party.confirmation, party.confirmed_version = Confirmation.CONFIRMED, activity.version
    journal.record(session, actor, "确认参加（经申请加入）", party, before=before)


def _answer(
    session: Session,
    actor: Actor,
    asked: JoinRequest,
    state: RequestState,
    deed: str,
    reason: str = "",
) -> JoinRequest:
    before = journal.facts(asked)
    asked.state, asked.reason = state, reason
    asked.answered_at, asked.answered_by_id = now(), actor.account_id or None
    journal.record(session, actor, deed, asked, before=before, reason=reason)
    return asked
