"""The job that reminds parties: once a working day, of what they were asked by mail before."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.confirming import asking
from groupmgr.confirming.models import Invitation
from groupmgr.confirming.site import Site
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.workdays import is_workday
from groupmgr.policy import Actor, Role

JOB = "remind"
BEGINS = 9


def is_time(session: Session) -> bool:
    """Tell whether people are at work: on working days, from nine on."""
    return is_workday(today()) and now().hour >= BEGINS


RECURRING = Recurring(JOB, dt.timedelta(days=1), is_time)


def remind(work: Work) -> None:
    """Write to every party that is due; what was done once is not done again that day."""
    session = work.session
    keys = session.scalars(_asked()).all()
    for done, key in enumerate(keys, start=1):
        invitation = session.scalar(_whole(key))
        if invitation is not None and asking.is_due(session, invitation, today()):
            _ask(work, invitation)
        work.progress("催办", done, len(keys))


def _ask(work: Work, invitation: Invitation) -> None:
    """Write to one party; where a rule forbids it there is nobody to tell."""
    site = Site(work.settings["SECRET_KEY"], work.settings.get("SITE") or invitation.site)
    clock = Actor(0, "系统", frozenset({Role.SYSTEM}), invitation.group_id)
    try:
        asking.ask(work.session, clock, invitation.party, site)
    except RuleBroken:
        work.session.rollback()


def _asked() -> sa.Select[int]:
    """Select the links sent by mail that are good and wait for an answer."""
    return (
        sa.select(Invitation.id)
        .join(Party, Party.id == Invitation.party_id)
        .join(Activity, Activity.id == Party.activity_id)
        .where(
            Invitation.asked_at.is_not(None),
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now(),
            Activity.state == ActivityState.SUBMITTED,
            Party.contact_email.is_not(None),
            Party.awaited(Activity.version),
        )
        .order_by(Invitation.id)
    )


def _whole(key: int) -> sa.Select[Invitation]:
    party = joinedload(Invitation.party)
    return (
        sa.select(Invitation)
        .where(Invitation.id == key)
        .options(party.joinedload(Party.activity), party.joinedload(Party.unit))
    )
