"""Take back what was entered by mistake on the roll, as if it had never been there."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import Rank
from groupmgr.members.models import FormerRank, Membership
from groupmgr.members.people import Liaison, Person
from groupmgr.members.service import liaisons
from groupmgr.policy import Action, Actor


def take_back_rank(session: Session, actor: Actor, membership: Membership, rank: Rank) -> None:
    """Let a member have the rank again that its last change took away."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    of_member = FormerRank.membership_id == membership.id
    last = session.scalar(sa.select(FormerRank).where(of_member).order_by(FormerRank.until.desc()))
    if last is None or last.rank is not rank:
        raise RuleBroken("级别已另有变更，不能撤销", "rank")
    before = journal.facts(membership)
    session.delete(last)
    membership.rank = rank
    journal.record(session, actor, "撤销成员级别变更", membership, before=before)


def take_back_liaison(
    session: Session, actor: Actor, membership: Membership, name: str, phone: str | None
) -> None:
    """Let a member have the liaison officer and the number again that the last change replaced."""
    policy.require_on(session, actor, Action.MEMBER_EDIT, membership)
    now = liaisons.current(session, membership)
    if now is not None and now.person.name != name:
        session.delete(now)
        session.flush()
        _reopen(session, membership, now)
        journal.record(session, actor, "撤销联络员变更", membership)
        now = liaisons.current(session, membership)
    if now is not None and now.person.phone != phone:
        before = journal.facts(now.person)
        now.person.phone = phone
        journal.record(session, actor, "撤销联络员电话变更", now.person, before=before)


def _reopen(session: Session, membership: Membership, now: Liaison) -> None:
    """Let the officer before go on, who ended the day before this one began."""
    ended = now.started_on - dt.timedelta(days=1)
    query = sa.select(Liaison).where(
        Liaison.membership_id == membership.id, Liaison.ended_on == ended
    )
    if (last := session.scalar(query.join(Person).order_by(Liaison.id.desc()))) is not None:
        last.ended_on = None
