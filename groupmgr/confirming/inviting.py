"""Make a link for a party of a record, take it back, and tell where each party stands."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, Confirmation
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service.locking import refuse_closed
from groupmgr.confirming.labels import LinkState
from groupmgr.confirming.limits import limits_of
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.confirming.site import Site
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import hashed, new_salt
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """The last link that a party was given, and the last answer it gave."""

    invitation: Invitation | None
    answer: Answer | None

    @property
    def open_link(self) -> Invitation | None:
        """The link by which the party can still answer, if it has one."""
        link = self.invitation
        return link if link is not None and link.state is LinkState.OPEN else None


NOTHING = Asked(None, None)


def invite(session: Session, actor: Actor, party: Party, site: Site) -> Invitation:
    """Return a new link, good until the day by which the party has to answer; older ones end."""
    refuse_unasked(session, actor, party)
    last = asked_of(session, [party])[party.id].invitation
    _end_links(session, party)
    salt = new_salt()
    invitation = Invitation(
        party=party,
        group_id=actor.group_id,
        made_by_id=actor.account_id or (last.made_by_id if last else None),
        salt=salt,
        site=site.address,
        token_hash=hashed(site.secret(salt)),
        # What was sent counts for the party, whatever link it was sent with.
        asked_at=last.asked_at if last else None,
        asked_version=last.asked_version if last else 0,
        reminders=last.reminders if last else 0,
    )
    before = journal.facts(party)
    prolong(session, invitation)
    session.add(invitation)
    journal.record(session, actor, "发出确认链接", party, before=before)
    return invitation


def open_link(session: Session, actor: Actor, party: Party, site: Site) -> Invitation:
    """Return the link by which the party can answer; a new one where it has none."""
    refuse_unasked(session, actor, party)
    known = asked_of(session, [party])[party.id].open_link
    return known if known and site.link(known) else invite(session, actor, party, site)


def prolong(session: Session, invitation: Invitation) -> None:
    """Give the party the whole time to answer from today on."""
    days = dt.timedelta(days=limits_of(session, invitation.group_id).days)
    invitation.expires_at = now() + days
    invitation.party.ask(invitation.expires_at.date())


def revoke(session: Session, actor: Actor, party: Party) -> None:
    """Take back the link that the party has."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, party.activity)
    if not _end_links(session, party):
        raise RuleBroken(f"{party.unit.name}没有可以撤销的链接")
    journal.record(session, actor, "撤销确认链接", party, before=journal.facts(party))


def asked_of(session: Session, parties: Sequence[Party]) -> Mapping[int, Asked]:
    """Return for each party, loaded with its record, what it was asked and said last."""
    keys = [one.id for one in parties]
    links = sa.select(Invitation).where(Invitation.party_id.in_(keys)).order_by(Invitation.id)
    answers = sa.select(Answer).where(Answer.party_id.in_(keys)).order_by(Answer.id)
    last_link = {one.party_id: one for one in session.scalars(links)}
    last_answer = {one.party_id: one for one in session.scalars(answers)}
    return {one: Asked(last_link.get(one), last_answer.get(one)) for one in keys}


def to_ask(activity: Activity) -> list[Party]:
    """Return the parties of a record that could be asked: all that did not confirm it yet."""
    return [
        one
        for one in activity.parties
        if one.confirmation is not Confirmation.NOT_NEEDED and not _has_confirmed(one)
    ]


def refuse_unasked(session: Session, actor: Actor, party: Party) -> None:
    """Raise `RuleBroken` where there is nothing to ask the party, or the actor may not."""
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, party.activity)
    if party.activity.state is not ActivityState.SUBMITTED:
        raise RuleBroken("活动提交以后才能请伙伴确认")
    if party.confirmation is Confirmation.NOT_NEEDED:
        raise RuleBroken("报送单位不需要确认")
    if _has_confirmed(party):
        raise RuleBroken(f"{party.unit.name}已经确认，不用再发链接")
    refuse_closed(session, party.activity)


def _has_confirmed(party: Party) -> bool:
    return party.confirmation is Confirmation.CONFIRMED and not party.is_awaited


def _end_links(session: Session, party: Party) -> bool:
    living = sa.select(Invitation).where(
        Invitation.party_id == party.id, Invitation.revoked_at.is_(None)
    )
    ended = session.scalars(living).all()
    for one in ended:
        one.revoked_at = now()
    return bool(ended)
