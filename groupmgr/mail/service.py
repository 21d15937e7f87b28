"""Put letters into the outbox, list them, and send them once more."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.jobs import service as jobs
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.mail.letter import address as checked
from groupmgr.mail.letter import one_line
from groupmgr.mail.models import Mail, MailState
from groupmgr.policy import Action, Actor

JOB = "mail"


def post(
    session: Session,
    actor: Actor,
    kind: str,
    arguments: Mapping[str, Any],
    *,
    name: str,
    address: str,
    title: str,
    due_at: dt.datetime | None = None,
) -> Mail:
    """Put a letter into the outbox; raise `RuleBroken` where the address is none.

    It is sent now, or not before `due_at`. The caller has checked that the actor
    may write to this address.
    """
    mail = Mail(
        group_id=actor.group_id,
        made_by_id=actor.account_id or None,
        kind=kind,
        arguments=dict(arguments),
        name=one_line(name)[:120],
        address=checked(address).addr_spec,
        title=one_line(title)[:120],
        due_at=due_at or now(),
    )
    session.add(mail)
    jobs.queue(session, actor, JOB, JOB, {})
    session.flush()
    return mail


def listing(actor: Actor) -> sa.Select[Mail]:
    """Return the query of the letters that the actor may see."""
    return sa.select(Mail).where(policy.visible(actor, Action.MAIL_EDIT, Mail))


def failed(session: Session, actor: Actor) -> int:
    """Return how many letters of the group could not be sent."""
    query = sa.select(sa.func.count(Mail.id))
    here = (Mail.group_id == actor.group_id, Mail.state == MailState.FAILED)
    return session.scalar(query.where(*here)) or 0


def again(session: Session, actor: Actor, mail: Mail) -> Mail:
    """Try once more, from the beginning, to send a letter that could not be sent."""
    policy.require_on(session, actor, Action.MAIL_EDIT, mail)
    if mail.state not in (MailState.FAILED, MailState.WAITING):
        raise RuleBroken(f"这封邮件{mail.state.label}，不用重发")
    before = journal.facts(mail)
    mail.state, mail.attempts, mail.due_at = MailState.WAITING, 0, now()
    journal.record(session, actor, "重发邮件", mail, before=before)
    jobs.queue(session, actor, JOB, JOB, {})
    session.flush()
    return mail
