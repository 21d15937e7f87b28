"""Ask parties by mail: a first letter for each version of the record, then reminders to a limit."""

import datetime as dt

from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.models import Activity, Party
from groupmgr.confirming.inviting import open_link, prolong, to_ask
from groupmgr.confirming.limits import limits_of
from groupmgr.confirming.models import Invitation
from groupmgr.confirming.site import Site
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.mail import service as mail
from groupmgr.policy import Action, Actor

LETTER = "confirming"


def ask(session: Session, actor: Actor, party: Party, site: Site) -> Invitation:
    """Send the party its link: first for this version, then as a reminder.

    Raise `RuleBroken` where it has no address, or was reminded as often as the group allows.
    """
    if not party.contact_email:
        raise RuleBroken(f"{party.unit.name}没有邮箱；请在编辑里填写，或者复制链接用微信发给对方")
    invitation = open_link(session, actor, party, site)
    before = journal.facts(party)
    deed = "发出确认邮件"
    if is_first(invitation):
        prolong(session, invitation)
        invitation.asked_version, invitation.reminders = party.activity.version, 0
    else:
        _refuse_too_many(session, invitation)
        invitation.reminders += 1
        deed = f"第 {invitation.reminders} 次催办"
    invitation.asked_at = now()
    session.flush()
    mail.post(
        session,
        actor,
        LETTER,
        {"invitation_id": invitation.id, "reminder": invitation.reminders},
        name=party.contact or party.unit.name,
        address=party.contact_email,
        title=party.activity.title,
    )
    journal.record(session, actor, deed, party, before=before)
    return invitation


def ask_all(session: Session, actor: Actor, activity: Activity, site: Site) -> list[Party]:
    """Write to all whose turn it is and who were not written to about this version.

    Return them; raise `RuleBroken` where there is nobody.
    """
    policy.require_on(session, actor, Action.ACTIVITY_EDIT, activity)
    waiting = [one for one in to_ask(activity) if one.is_awaited and one.contact_email]
    asked = []
    for party in waiting:
        if is_first(open_link(session, actor, party, site)):
            ask(session, actor, party, site)
            asked.append(party)
    if not asked:
        raise RuleBroken("没有可以发邮件的单位：没有邮箱，或者都已发过；发过的可以催一次")
    return asked


def is_first(invitation: Invitation) -> bool:
    """Tell whether the party was never written to about the version that now stands."""
    return invitation.asked_version != invitation.party.activity.version


def is_due(session: Session, invitation: Invitation, day: dt.date) -> bool:
    """Tell whether a party that was once written to shall hear of it again on a day."""
    if is_first(invitation):
        return True
    limits = limits_of(session, invitation.group_id)
    asked_on = invitation.asked_at.date() if invitation.asked_at else day
    rested = day - asked_on >= dt.timedelta(days=limits.pause)
    return rested and invitation.reminders < limits.most


def _refuse_too_many(session: Session, invitation: Invitation) -> None:
    most = limits_of(session, invitation.group_id).most
    if invitation.reminders >= most:
        party = invitation.party
        whom = party.contact or party.unit.name
        raise RuleBroken(f"已经催办 {most} 次，不再发邮件；请打电话给{whom}，或者用微信发链接")
