"""The job that empties the outbox: each letter on its own, tried again later where it fails."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Handler, Work
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.mail.letter import Letter, address, message, sender_of
from groupmgr.mail.models import Mail, MailState
from groupmgr.mail.service import JOB
from groupmgr.mail.transport import Delayed, Refused, Transport, Unreachable, opened

log = logging.getLogger(__name__)

#: Minutes until the next try, try by try; after the last one the letter has failed.
PAUSES = (1, 5, 30, 120, 360, 720)
NOBODY = "职教集团管理 <groupmgr@localhost.localdomain>"
BROKEN = "系统出错，已记录下来。请联系管理员查看日志"

#: Writes the letter of a row, or says with nothing that it is no longer wanted.
Composer = Callable[[Session, Mapping[str, Any], Mail], Letter | None]


def waiting(session: Session) -> bool:
    """Tell whether a letter is due."""
    return bool(session.scalar(sa.select(sa.exists().where(*_due()))))


RECURRING = Recurring(JOB, dt.timedelta(minutes=1), waiting)


def delivering(composers: Mapping[str, Composer]) -> Handler:
    """Return the handler that sends what is due, written by the composers of its kinds."""

    def deliver(work: Work) -> None:
        sent = 0
        with opened(work.settings, work.home) as transport:
            while (mail := _take(work.session)) is not None:
                try:
                    _finish(work.session, mail, *_send(work, transport, composers, mail))
                except Unreachable as error:
                    _put_off(work.session, mail, str(error))
                    return
                sent += 1
                work.progress("发送邮件", sent, sent)

    return deliver


def _due() -> tuple[sa.ColumnElement[bool], ...]:
    return (Mail.state == MailState.WAITING, Mail.due_at <= now())


def _take(session: Session) -> Mail | None:
    """Take the letter that is due first; until the next try nobody else takes it."""
    query = sa.select(Mail).where(*_due()).order_by(Mail.due_at, Mail.id).limit(1)
    mail = session.scalar(query.with_for_update(skip_locked=True))
    if mail is not None:
        pause = PAUSES[min(mail.attempts, len(PAUSES) - 1)]
        mail.due_at, mail.attempts = now() + dt.timedelta(minutes=pause), mail.attempts + 1
        session.flush()
        session.refresh(mail)
        session.expunge(mail)
    session.commit()
    return mail


def _send(
    work: Work, transport: Transport, composers: Mapping[str, Composer], mail: Mail
) -> tuple[MailState, str]:
    """Write the letter and hand it over; no transaction is open while the server thinks."""
    try:
        written = _written(work, composers[mail.kind], mail)
    except RuleBroken as broken:
        return MailState.FAILED, str(broken)
    except Exception:
        log.exception("mail %s (%s) could not be written", mail.id, mail.kind)
        return MailState.FAILED, BROKEN
    if written is None:
        return MailState.DROPPED, ""
    try:
        transport.send(written)
    except Refused as error:
        return MailState.FAILED, str(error)
    except Delayed as error:
        return _later(mail), str(error)
    return MailState.SENT, ""


def _written(work: Work, composer: Composer, mail: Mail) -> EmailMessage | None:
    with work.reading() as reading:
        letter = composer(reading, work.settings, mail)
    if letter is None:
        return None
    sender = sender_of(work.settings.get("MAIL_FROM") or NOBODY)
    return message(letter, sender, address(mail.address, mail.name), mail.id)


def _later(mail: Mail) -> MailState:
    return MailState.WAITING if mail.attempts <= len(PAUSES) else MailState.FAILED


def _put_off(session: Session, mail: Mail, problem: str) -> None:
    _finish(session, mail, _later(mail), problem)
    session.commit()


def _finish(session: Session, mail: Mail, state: MailState, problem: str) -> None:
    """Write how it went, unless somebody asked for it anew meanwhile."""
    sent_at = now() if state is MailState.SENT else None
    same = (Mail.id == mail.id, Mail.attempts == mail.attempts)
    told = {"state": state, "problem": problem, "sent_at": sent_at}
    session.execute(sa.update(Mail).where(*same).values(**told))
