"""The one named contact of a member: handed over, never doubled (2-records.md 2.2)."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership
from groupmgr.members.people import Liaison
from groupmgr.members.service.people import clean_phone, person_of
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is the liaison officer from a day on."""

    name: str
    phone: str | None
    since: dt.date


def hand_over(session: Session, actor: Actor, membership: Membership, contact: Contact) -> Liaison:
    """Name the liaison officer of a member; the one before ends the day before."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    phone = clean_phone(contact.phone, "liaison_phone")
    person = person_of(session, membership.unit_id, contact.name, phone)
    now = current(session, membership)
    if now is not None and now.person_id == person.id:
        journal.record(session, actor, "更新联络员电话", person)
        return now
    if now is not None:
        if contact.since <= now.started_on:
            raise RuleBroken(f"交接日期要晚于 {now.started_on}", "since")
        now.ended_on = contact.since - dt.timedelta(days=1)
        session.flush()
    liaison = Liaison(membership_id=membership.id, person_id=person.id, started_on=contact.since)
    session.add(liaison)
    journal.record(session, actor, f"指定联络员（{person.name}）", liaison)
    return liaison


def current(session: Session, membership: Membership) -> Liaison | None:
    """Return the liaison officer of today with the person."""
    query = sa.select(Liaison).where(
        Liaison.membership_id == membership.id, Liaison.ended_on.is_(None)
    )
    return session.scalar(query.options(joinedload(Liaison.person)))


def everyone(session: Session, membership: Membership) -> list[Liaison]:
    """Return all liaison officers that a member has had, the latest first."""
    query = sa.select(Liaison).where(Liaison.membership_id == membership.id)
    ordered = query.options(joinedload(Liaison.person)).order_by(Liaison.started_on.desc())
    return list(session.scalars(ordered))


def end(session: Session, membership: Membership, since: dt.date) -> None:
    """Close the liaison of a membership that ends on a day."""
    if (now := current(session, membership)) is not None:
        now.ended_on = max(since, now.started_on)
