"""建议退出: proposed by the clock where a rule of the group says so, decided by the secretariat."""

import datetime as dt
from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager, joinedload

from groupmgr import policy
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.indicator import Rows
from groupmgr.members.labels import MembershipState
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import memberships
from groupmgr.members.service.memberships import Deed
from groupmgr.members.workflow import MembershipStep
from groupmgr.policy import Action, Actor, Role
from groupmgr.silence import quiet
from groupmgr.silence.models import Proposal, ProposalState

JOB = "silence"


def is_wanted(session: Session) -> bool:
    """Tell whether a group has a rule on silence."""
    kind = sa.exists().where(Rule.kind == RuleKind.SILENCE, Rule.in_force_on(today()))
    return bool(session.scalar(sa.select(kind)))


RECURRING = Recurring(JOB, dt.timedelta(days=1), is_wanted)


def look(work: Work) -> None:
    """Propose in every group that has a rule, and let go what is no longer so."""
    session, day = work.session, today()
    ruled = sa.select(Rule.group_id).where(Rule.kind == RuleKind.SILENCE, Rule.in_force_on(day))
    groups = session.scalars(ruled.distinct().order_by(Rule.group_id)).all()
    for done, group_id in enumerate(groups, start=1):
        propose(session, group_id, day)
        work.progress("查看沉默成员", done, len(groups))


def propose(session: Session, group_id: int, day: dt.date) -> list[Proposal]:
    """Propose that those leave who were silent for too long; nobody leaves by it."""
    rule = quiet.rule_of(session, group_id, day)
    if rule is None or rule.amount is None:
        return []
    clock = Actor(0, "系统", frozenset({Role.SYSTEM}), group_id)
    silent = list(_silent(session, clock, day, quiet.months_before(day, rule.amount)))
    _let_go(session, clock, day, {one.id for one, _ in silent})
    made = [
        Proposal(membership=one, rule=rule, since=since, months=rule.amount, proposed_on=day)
        for one, since in silent
        if one.id not in _spared(session, group_id, quiet.months_before(day, rule.amount))
    ]
    for proposal in made:
        session.add(proposal)
        journal.record(session, clock, "建议视为自动退出", proposal, reason=rule.source)
    return made


def waiting(session: Session, actor: Actor) -> Sequence[Proposal]:
    """Return the proposals of the group that wait for a decision, the longest silent first."""
    query = (
        sa.select(Proposal)
        .join(Proposal.membership)
        .where(
            policy.visible(actor, Action.MEMBER_EDIT, Proposal),
            Proposal.state == ProposalState.WAITING,
        )
        .order_by(Proposal.since, Proposal.id)
    )
    shown = contains_eager(Proposal.membership).joinedload(Membership.unit)
    return session.scalars(query.options(shown, joinedload(Proposal.rule))).all()


def for_office(actor: Actor) -> Rows:
    """Select what waits for the secretariat: key, member, rule, and the day since which."""
    return (
        sa.select(Proposal.id, Unit.name, Rule.source, Proposal.proposed_on)
        .join(Proposal.membership)
        .join(Membership.unit)
        .join(Proposal.rule)
        .where(
            policy.visible(actor, Action.MEMBER_EDIT, Proposal),
            Proposal.state == ProposalState.WAITING,
        )
        .order_by(Proposal.proposed_on, Proposal.id)
    )


def leave(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    *,
    since: dt.date,
    reason: str,
    resolution_id: int | None = None,
) -> Proposal:
    """Follow the proposal: the member is deemed to have left from a day on."""
    membership = proposal.membership
    before = _begin(session, actor, proposal, reason)
    if membership.state is not MembershipState.FULL:
        raise RuleBroken(f"这家单位现在是“{membership.state.label}”，请在它的页面办理")
    deed = Deed(MembershipStep.DEEM_LEFT, since, reason, resolution_id)
    memberships.advance(session, actor, membership, deed)
    return _end(session, actor, proposal, ProposalState.LEFT, before, reason)


def keep(session: Session, actor: Actor, proposal: Proposal, *, reason: str) -> Proposal:
    """Keep the member; the time of silence begins anew."""
    before = _begin(session, actor, proposal, reason)
    return _end(session, actor, proposal, ProposalState.KEPT, before, reason)


def _begin(session: Session, actor: Actor, proposal: Proposal, reason: str) -> dict[str, object]:
    policy.require_on(session, actor, Action.MEMBER_EDIT, proposal)
    if proposal.state is not ProposalState.WAITING:
        raise RuleBroken(f"这条建议已有结果：{proposal.state.label}")
    if not reason.strip():
        raise RuleBroken("请写明理由", "reason")
    return journal.facts(proposal)


def _end(
    session: Session,
    actor: Actor,
    proposal: Proposal,
    state: ProposalState,
    before: dict[str, object],
    reason: str = "",
) -> Proposal:
    proposal.state, proposal.reason = state, reason.strip()
    proposal.decided_on, proposal.decided_by = today(), actor.name
    words = f"建议退出：{state.label}"
    journal.record(session, actor, words, proposal, before=before, reason=reason.strip())
    return proposal


def _silent(
    session: Session, clock: Actor, day: dt.date, before: dt.date
) -> Iterator[tuple[Membership, dt.date]]:
    query = quiet.listing(clock, day).where(
        Membership.state == MembershipState.FULL,
        quiet.silent_since(clock.group_id, day, before),
    )
    for row in session.execute(query.order_by(None).order_by(Unit.id)):
        yield row.Membership, quiet.since(row.Membership, row.acted, row.met)


def _spared(session: Session, group_id: int, before: dt.date) -> set[int]:
    """Return those about whom a proposal waits, or was decided since the silence began."""
    decided = sa.or_(Proposal.state == ProposalState.WAITING, Proposal.decided_on > before)
    query = sa.select(Proposal.membership_id).where(
        Proposal.of_group(group_id), decided, Proposal.state != ProposalState.LAPSED
    )
    return set(session.scalars(query))


def _let_go(session: Session, clock: Actor, day: dt.date, silent: set[int]) -> None:
    """End the proposals about members who took part meanwhile, or are none any more."""
    for proposal in waiting(session, clock):
        if proposal.membership_id not in silent:
            _end(session, clock, proposal, ProposalState.LAPSED, journal.facts(proposal))
