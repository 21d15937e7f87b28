"""The one named contact of a member: handed over, never doubled (2-records.md 2.2)."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership
from groupmgr.members.people import Liaison, Person
from groupmgr.policy import Action, Actor

_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is the liaison officer from a day on."""

    name: str
    phone: str | None
    since: dt.date


def hand_over(session: Session, actor: Actor, membership: Membership, contact: Contact) -> Liaison:
    """Name the liaison officer of a member; the one before ends the day before."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    person = _person(session, membership.unit_id, contact)
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


def clean_phone(typed: str | None) -> str | None:
    """Return a phone number as it is stored; raise `RuleBroken` for what is none."""
    plain = re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", typed or ""))
    if plain and not _PHONE.fullmatch(plain):
        raise RuleBroken("联系电话应为 11 位手机号，或 0351-1234567 样式的座机号", "liaison_phone")
    return plain or None


def _person(session: Session, unit_id: int, contact: Contact) -> Person:
    name = re.sub(r"\s+", "", contact.name)
    if len(name) < 2:
        raise RuleBroken("请填联络员姓名", "liaison_name")
    query = sa.select(Person).where(Person.unit_id == unit_id, Person.name == name)
    person = session.scalars(query.order_by(Person.id)).first()
    if person is None:
        person = Person(unit_id=unit_id, name=name)
        session.add(person)
    person.phone = clean_phone(contact.phone) or person.phone
    session.flush()
    return person
