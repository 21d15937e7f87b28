"""Who is behind a request: the secret in the cookie, looked up every time."""

import datetime as dt

import sqlalchemy as sa
from flask import Flask, Request, g, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from groupmgr.accounts import service
from groupmgr.accounts.models import Account, LoginSession
from groupmgr.extensions import db, login
from groupmgr.kernel.clock import now
from groupmgr.web.database import READING

TOKEN = "login"  # noqa: S105  the name of the cookie's entry
SEEN_EVERY = dt.timedelta(minutes=1)
OPEN_BEFORE_CHANGE = {"accounts.password", "accounts.sign_out", "accounts.sign_in", "static"}


def register(app: Flask) -> None:
    """Recognise people, and lead those with an initial password to change it."""
    login.request_loader(_load)
    login.unauthorized_handler(_ask_to_sign_in)
    app.before_request(_ask_to_change_password)


def me() -> Account:
    """Return the account that is signed in."""
    account: Account = current_user._get_current_object()
    return account


def token() -> str:
    """Return the secret that the browser showed."""
    return str(session.get(TOKEN, ""))


def let_in(account: Account, device: str, address: str) -> None:
    """Sign the browser in; whatever its cookie held before is gone."""
    session.clear()
    session[TOKEN] = service.open_session(db.session(), account, device, address)


def _load(request: Request) -> Account | None:
    if request.endpoint == "static" or not token():
        return None
    found = service.signed_in(db.session(), token())
    if found is None:
        return None
    account, g.login_session = found
    if request.method in READING and g.login_session.seen_at < now() - SEEN_EVERY:
        _mark_seen(g.login_session)
    return account


def _mark_seen(browser: LoginSession) -> None:
    """Write that the browser was used; where that cannot be written, reading goes on."""
    seen = sa.update(LoginSession).where(LoginSession.id == browser.id).values(seen_at=now())
    try:
        with db.engine.connect().execution_options(reads=False) as connection:
            connection.execute(seen)
            connection.commit()
    except sa.exc.OperationalError:
        return


def _ask_to_sign_in() -> ResponseReturnValue:
    wanted = request.full_path.rstrip("?") if request.method in READING else None
    address = url_for("accounts.sign_in", next=None if wanted == "/" else wanted)
    if request.headers.get("HX-Request"):
        answer = make_response("", 200)
        answer.headers["HX-Redirect"] = url_for("accounts.sign_in")
        return answer
    return redirect(address)


def _ask_to_change_password() -> ResponseReturnValue | None:
    if request.endpoint is None or request.endpoint in OPEN_BEFORE_CHANGE:
        return None
    if current_user.is_authenticated and current_user.must_change:
        return redirect(url_for("accounts.password"))
    return None
