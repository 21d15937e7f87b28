"""What people do with their own account: prove who they are, change the password, end sessions."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy.orm import Session

from groupmgr.accounts.models import Account, Digest, LoginSession
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import hashed
from groupmgr.policy import Actor

HASHER = PasswordHasher()
FAILURES = 5
LOCKED_FOR = dt.timedelta(minutes=15)
IDLE = dt.timedelta(hours=8)
SHORTEST = 10
WRONG = f"账号或密码不对。连续输错 {FAILURES} 次，账号会锁定 {LOCKED_FOR.seconds // 60} 分钟"
# Verified when the login is unknown, so that the answer takes as long as for a known one.
_NOBODY = HASHER.hash(secrets.token_hex())


@dataclass(frozen=True, slots=True)
class Refused:
    """Why somebody was not let in, in words."""

    words: str


def identify(session: Session, login: str, password: str) -> Account | Refused:
    """Return whose login and password these are; the caller commits, also when refused.

    A locked account is told so only to who knows its password, and an unknown
    login gets the same answer as a wrong password.
    """
    account: Account | None = session.scalar(sa.select(Account).where(Account.login == login))
    right = verified(account.password_hash if account else _NOBODY, password)
    if account is None or not account.active:
        return Refused(WRONG)
    if not right:
        _count_failure(session, account)
        return Refused(WRONG)
    if account.locked_until and account.locked_until > now():
        return Refused(
            f"连续输错密码，账号锁定到 {account.locked_until:%H:%M}；急用请管理员重设密码"
        )
    account.failures, account.locked_until = 0, None
    return account


def verified(password_hash: str, password: str) -> bool:
    """Tell whether the password is the one that was hashed."""
    try:
        return HASHER.verify(password_hash, password)
    except VerificationError:
        return False


def open_session(session: Session, account: Account, device: str, address: str) -> str:
    """Remember a browser as signed in and return the secret that it must show."""
    token = secrets.token_urlsafe(32)
    browser = LoginSession(
        account_id=account.id, token_hash=hashed(token), device=device[:120], address=address[:40]
    )
    session.add(browser)
    session.flush()
    return token


def signed_in(session: Session, token: str) -> tuple[Account, LoginSession] | None:
    """Return who shows this secret, unless the session was ended or lay idle for too long."""
    query = (
        sa.select(Account, LoginSession)
        .join(LoginSession, LoginSession.account_id == Account.id)
        .where(
            LoginSession.token_hash == hashed(token),
            LoginSession.ended_at.is_(None),
            LoginSession.seen_at > now() - IDLE,
            Account.active,
        )
    )
    found = session.execute(query).one_or_none()
    return (found[0], found[1]) if found else None


def sessions(session: Session, account: Account) -> list[LoginSession]:
    """Return the browsers in which the person is signed in, the last used first."""
    query = sa.select(LoginSession).where(
        LoginSession.account_id == account.id,
        LoginSession.ended_at.is_(None),
        LoginSession.seen_at > now() - IDLE,
    )
    return list(session.scalars(query.order_by(LoginSession.seen_at.desc(), LoginSession.id)))


def end_sessions(session: Session, account: Account, *, but: str = "", only: int = 0) -> None:
    """End the person's sessions: all, all but the one of a secret, or one by its key."""
    ending = sa.update(LoginSession).where(
        LoginSession.account_id == account.id, LoginSession.ended_at.is_(None)
    )
    if but:
        ending = ending.where(LoginSession.token_hash != hashed(but))
    if only:
        ending = ending.where(LoginSession.id == only)
    session.execute(ending.values(ended_at=now()))


def change_password(
    session: Session, actor: Actor, account: Account, old: str, new: str, *, token: str
) -> None:
    """Replace the own password; every other browser is signed out."""
    if not verified(account.password_hash, old):
        raise RuleBroken("现在的密码不对", "old")
    if old == new:
        raise RuleBroken("新密码不能与现在的相同", "new")
    set_password(account, new)
    account.must_change = False
    end_sessions(session, account, but=token)
    journal.record(session, actor, "修改密码", account)


def introduce(
    session: Session, actor: Actor, account: Account, facts: Mapping[str, Any], site: str
) -> None:
    """Change what others see of a person, and what is written to them with links to the site."""
    if facts["digest"] is not Digest.NEVER and not facts["email"]:
        raise RuleBroken("填了邮箱才能收到摘要；不收请选“不发”", "email")
    before = journal.facts(account)
    account.name, account.phone = str(facts["name"]), facts["phone"] or None
    account.email, account.digest, account.site = facts["email"], facts["digest"], site
    journal.record(session, actor, "修改个人资料", account, before=before)


def set_password(account: Account, password: str) -> None:
    """Set a password that is long enough and does not hold the login."""
    if len(password) < SHORTEST:
        raise RuleBroken(f"密码至少 {SHORTEST} 位", "new")
    if account.login.lower() in password.lower() or len(set(password)) < 5:
        raise RuleBroken("密码太简单：不要包含账号，也不要重复同几个字符", "new")
    account.password_hash = HASHER.hash(password)


def _count_failure(session: Session, account: Account) -> None:
    account.failures += 1
    if account.failures >= FAILURES:
        account.failures, account.locked_until = 0, now() + LOCKED_FOR
        nobody = Actor(account.id, account.name, frozenset(), 0)
        journal.record(session, nobody, "连续输错密码，锁定账号", account)
