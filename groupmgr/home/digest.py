"""Once a week what waits is written to those who asked for it, a letter a group."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.accounts.models import Account, Digest
from groupmgr.groups.holidays import at_work, calendar_of
from groupmgr.groups.models import Group
from groupmgr.home.tasks import Pile, piles
from groupmgr.jobs.recurring import Recurring
from groupmgr.jobs.work import Work
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.mail import service as mail
from groupmgr.mail.letter import Letter
from groupmgr.mail.models import Mail
from groupmgr.members.standing import enter, groups_of
from groupmgr.policy import Actor, Role

#: The kind of the job, and of its letters.
JOB = "digest"
BEGINS = 8
NAMED = 3


def is_time(session: Session) -> bool:
    """Tell whether it is a working morning of a group, and anybody asked to be written to."""
    asked = sa.select(_asked().exists())
    is_asked = now().hour >= BEGINS and bool(session.scalar(asked))
    return is_asked and bool(at_work(session, today()))


# A span of seven days begins on a Saturday, so that its first working day is mostly a Monday.
RECURRING = Recurring(JOB, dt.timedelta(days=7), is_time)


def write(work: Work) -> None:
    """Put a letter into the outbox for every group in which something waits for the person."""
    accounts = work.session.scalars(_asked()).all()
    for done, account in enumerate(accounts, start=1):
        for group in groups_of(work.session, account):
            if _waiting(work.session, account, group):
                _post(work.session, account, group)
        work.progress("写待办摘要", done, len(accounts))


def compose(session: Session, settings: Mapping[str, Any], letter: Mail) -> Letter | None:
    """Return the letter with what waits at the moment it is sent, or nothing where nothing does."""
    account = session.get(Account, letter.arguments["account_id"])
    group = session.get_one(Group, letter.group_id)
    found = _waiting(session, account, group) if account and account.active else []
    if account is None or not found:
        return None
    return Letter(
        subject=f"{group.short_name}：{sum(pile.total for pile in found)} 项待办",
        paragraphs=[f"{account.name}：您好。", *map(_line, found)],
        link=f"{(settings.get('SITE') or account.site).rstrip('/')}/g/{group.code}/",
        label="打开工作台办理",
        closing=["不想再收，可在“我的账号”里把待办摘要改为“不发”。"],
    )


def _asked() -> sa.Select[Account]:
    return sa.select(Account).where(
        Account.active.is_(True), Account.digest != Digest.NEVER, Account.email.is_not(None)
    )


def _waiting(session: Session, account: Account, group: Group) -> list[Pile]:
    entered = enter(session, account, group.code)
    if entered is None:
        return []
    found = piles(session, entered[1], today())
    pressing = account.digest is Digest.WEEKLY or any(pile.presses for pile in found)
    return found if pressing else []


def _post(session: Session, account: Account, group: Group) -> None:
    """Write to one person on the next working day; where the address is none nobody is told."""
    day = calendar_of(session, group.id).since(today())
    clock = Actor(0, "系统", frozenset({Role.SYSTEM}), group.id)
    try:
        mail.post(
            session,
            clock,
            JOB,
            {"account_id": account.id},
            name=account.name,
            address=account.email or "",
            title="本周待办摘要",
            due_at=max(now(), dt.datetime.combine(day, dt.time(BEGINS))),
        )
    except RuleBroken:
        return


def _line(pile: Pile) -> str:
    day = today()
    named = "；".join(f"{one.title}（{pile.when(one, day)}）" for one in pile.tasks[:NAMED])
    more = " 等" if pile.total > NAMED else ""
    return f"{pile.place.subject}{pile.kind} {pile.total} 项：{named}{more}"
