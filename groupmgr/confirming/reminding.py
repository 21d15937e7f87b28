"""Remind parties of what they were asked by mail before."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.confirming import asking
from groupmgr.confirming.models import Invitation
from groupmgr.confirming.site import Site
from groupmgr.groups.reminding import Reminder
from groupmgr.kernel.clock import now, today
from groupmgr.policy import Actor


def waiting() -> sa.Select[int, int]:
    """Select the links sent by mail that are good and wait for an answer."""
    return (
        sa.select(Invitation.id, Invitation.group_id)
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


def remind(session: Session, clock: Actor, settings: Mapping[str, Any], key: int) -> None:
    """Write to one party, where its turn has come."""
    invitation = session.scalar(_whole(key))
    if invitation is not None and asking.is_due(session, invitation, today()):
        site = Site(settings["SECRET_KEY"], settings.get("SITE") or invitation.site)
        asking.ask(session, clock, invitation.party, site)


REMINDER = Reminder(waiting, remind)


def _whole(key: int) -> sa.Select[Invitation]:
    party = joinedload(Invitation.party)
    return (
        sa.select(Invitation)
        .where(Invitation.id == key)
        .options(party.joinedload(Party.activity), party.joinedload(Party.unit))
    )
