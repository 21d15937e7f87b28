"""Hand out certificates and plaques under numbers of their own, and take them back."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.certificates.models import Certificate, CertificateKind
from groupmgr.groups.models import Group
from groupmgr.journal import locks
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import MembershipState
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Action, Actor

SERIES = {CertificateKind.CERTIFICATE: "证", CertificateKind.PLAQUE: "牌"}
HELD = (
    joinedload(Membership.unit).selectinload(Unit.former_names),
    selectinload(Membership.former_ranks),
)


def listing(actor: Actor) -> sa.Select[Certificate]:
    """Return the query of everything that the group handed out."""
    seen = policy.visible(actor, Action.MEMBER_EDIT, Certificate)
    return sa.select(Certificate).where(seen).options(joinedload(Certificate.unit))


def of_unit(session: Session, actor: Actor, unit_id: int) -> Sequence[Certificate]:
    """Return what a unit was handed in the group, the latest first."""
    mine = Certificate.unit_id == unit_id, Certificate.of_group(actor.group_id)
    latest = Certificate.issued_on.desc(), Certificate.id.desc()
    return session.scalars(sa.select(Certificate).where(*mine).order_by(*latest)).all()


def owed() -> sa.ColumnElement[bool]:
    """Match what is still out although the unit is no member any more."""
    stays = sa.exists().where(
        Membership.unit_id == Certificate.unit_id,
        Membership.group_id == Certificate.group_id,
        Membership.ended_on.is_(None),
    )
    return sa.and_(Certificate.withdrawn_on.is_(None), ~stays)


def without(session: Session, actor: Actor, kind: CertificateKind) -> Sequence[Membership]:
    """Return the full members that hold none of a kind, in the order of their names."""
    holds = sa.exists().where(
        Certificate.unit_id == Membership.unit_id,
        Certificate.group_id == Membership.group_id,
        Certificate.kind == kind,
        Certificate.withdrawn_on.is_(None),
    )
    query = (
        sa.select(Membership)
        .join(Membership.unit)
        .where(
            policy.visible(actor, Action.MEMBER_EDIT, Membership),
            Membership.state == MembershipState.FULL,
            ~holds,
        )
        .order_by(Unit.pinyin, Unit.id)
    )
    return session.scalars(query.options(*HELD)).all()


def issue(
    session: Session,
    actor: Actor,
    memberships: Sequence[Membership],
    kind: CertificateKind,
    issued_on: dt.date,
    received_by: str | None = None,
) -> list[Certificate]:
    """Hand one to each of some members, under the next numbers of its group, kind and year."""
    policy.require(actor, Action.MEMBER_EDIT)
    if not memberships:
        raise RuleBroken("没有要发放的单位：正式成员都已有这种证牌", "unit_id")
    if issued_on > today():
        raise RuleBroken("发放日期不能晚于今天", "issued_on")
    # One after the other, so that no number is given twice.
    locks.in_turn(session)
    group = session.get_one(Group, actor.group_id)
    first = _last(session, group, kind, issued_on.year) + 1
    made = [
        _made(group, membership, kind, issued_on, place)
        for place, membership in enumerate(memberships, start=first)
    ]
    for one, membership in zip(made, memberships, strict=True):
        one.received_by = received_by
        session.add(one)
        if kind is CertificateKind.CERTIFICATE:
            membership.certificate_number = one.number[:40]
        journal.record(session, actor, f"发放{kind.label}", one)
    return made


def withdraw(
    session: Session, actor: Actor, one: Certificate, withdrawn_on: dt.date, reason: str
) -> Certificate:
    """Take one back; its number stays given."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, one)
    if one.withdrawn_on is not None:
        raise RuleBroken(f"{one.number}已经收回")
    if not one.issued_on <= withdrawn_on <= today():
        raise RuleBroken(f"收回日期要在 {one.issued_on} 之后，且不晚于今天", "withdrawn_on")
    before = journal.facts(one)
    one.withdrawn_on, one.withdrawn_reason = withdrawn_on, reason.strip()
    journal.record(session, actor, f"收回{one.kind.label}", one, before=before, reason=reason)
    return one


def _made(
    group: Group, membership: Membership, kind: CertificateKind, issued_on: dt.date, place: int
) -> Certificate:
    joined_on = membership.joined_on
    if membership.state is not MembershipState.FULL or joined_on is None or joined_on > issued_on:
        raise RuleBroken(f"{membership.unit.name}在 {issued_on} 不是正式成员", "issued_on")
    return Certificate(
        group_id=group.id,
        kind=kind,
        year=issued_on.year,
        place=place,
        number=f"{group.short_name}{SERIES[kind]}〔{issued_on.year}〕{place:03d}号",
        unit_id=membership.unit_id,
        name=membership.unit.name_on(issued_on),
        rank=membership.rank_on(issued_on),
        joined_on=joined_on,
        issued_on=issued_on,
    )


def _last(session: Session, group: Group, kind: CertificateKind, year: int) -> int:
    query = sa.select(sa.func.max(Certificate.place)).where(
        Certificate.group_id == group.id, Certificate.kind == kind, Certificate.year == year
    )
    return session.scalar(query) or 0
