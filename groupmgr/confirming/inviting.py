"""Make a link for a party of a record, take it back, and tell where each party stands."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.accounts.service import hashed
from groupmgr.activities.labels import ActivityState, Confirmation, PartyStanding
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor

LIFE = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Asked:
    """The last link that a party was given, and the last answer it gave by one."""

    invitation: Invitation | None
    answer: Answer | None


def invite(session: Session, actor: Actor, party: Party) -> tuple[Invitation, str]:
    """Return a new link and its secret, which is known only now; older links end."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, party.activity)
    if party.activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken("活动提交以后才能请伙伴确认")
    if party.confirmation is Confirmation.NOT_NEEDED:
        raise RuleBroken("报送单位不需要确认")
    if party.standing is PartyStanding.CONFIRMED:
        raise RuleBroken(f"{party.unit.name}已经确认，不用再发链接")
    refuse_closed(session, party.activity)
    _end_links(session, party)
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(
        party=party,
        group_id=actor.group_id,
        made_by_id=actor.account_id,
        token_hash=hashed(secret),
        expires_at=now() + LIFE,
    )
    session.add(invitation)
    journal.record(session, actor, "发出确认链接", party, before=journal.facts(party))
    return invitation, secret


def revoke(session: Session, actor: Actor, party: Party) -> None:
    """Take back the link that the party has."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, party.activity)
    if not _end_links(session, party):
        raise RuleBroken(f"{party.unit.name}没有可以撤销的链接")
    journal.record(session, actor, "撤销确认链接", party, before=journal.facts(party))


def asked_of(session: Session, activity: Activity) -> Mapping[int, Asked]:
    """Return for each party of a record loaded as a whole what it was asked and said last."""
    parties = [one.id for one in activity.parties]
    links = sa.select(Invitation).where(Invitation.party_id.in_(parties)).order_by(Invitation.id)
    answers = sa.select(Answer).where(Answer.party_id.in_(parties)).order_by(Answer.id)
    last_link = {one.party_id: one for one in session.scalars(links)}
    last_answer = {one.party_id: one for one in session.scalars(answers)}
    return {one: Asked(last_link.get(one), last_answer.get(one)) for one in parties}


def _end_links(session: Session, party: Party) -> bool:
    living = sa.select(Invitation).where(
        Invitation.party_id == party.id, Invitation.revoked_at.is_(None)
    )
    ended = session.scalars(living).all()
    for one in ended:
        one.revoked_at = now()
    return bool(ended)
