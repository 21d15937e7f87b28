"""Signing in and out, the first page, and what people do with their own account."""

from flask import Blueprint, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from groupmgr.accounts import service
from groupmgr.accounts.devices import device
from groupmgr.accounts.forms import PasswordForm, ProfileForm, SignInForm
from groupmgr.accounts.gate import let_in, me, token
from groupmgr.extensions import db, limiter
from groupmgr.policy import Action
from groupmgr.web.access import actor, needs
from groupmgr.web.answers import done
from groupmgr.web.navigation import groups, home_of, last_group

# Of one address, behind which a whole office may sit; an account locks itself much sooner.
FENCE = "120 per minute"

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@needs(Action.SIGN_IN)
@limiter.limit(FENCE, methods=["POST"])
def sign_in() -> ResponseReturnValue:
    """Let a person in."""
    form = SignInForm()
    if form.validate_on_submit():
        found = service.identify(db.session(), form.login.data or "", form.password.data or "")
        if not isinstance(found, service.Refused):
            let_in(found, device(request.user_agent.string), request.remote_addr or "")
        db.session.commit()
        if not isinstance(found, service.Refused):
            return redirect(_wanted(), 303)
        form.form_errors.append(found.words)
    return render_template("accounts/sign_in.html", form=form)


@bp.post("/sign-out")
@needs(Action.PROFILE)
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    service.end_sessions(db.session(), me(), only=g.login_session.id)
    db.session.commit()
    session.clear()
    return redirect(url_for(".sign_in"), 303)


@bp.get("/")
@needs(Action.PROFILE)
def start() -> ResponseReturnValue:
    """Open the person's only group or the last one, or let one be chosen."""
    found = groups()
    opened = found[0] if len(found) == 1 else last_group()
    if opened is not None:
        return redirect(home_of(opened))
    return render_template("accounts/start.html", found=found)


@bp.route("/profile", methods=["GET", "POST"])
@needs(Action.PROFILE)
def profile() -> ResponseReturnValue:
    """Show and change what is known of oneself."""
    form = ProfileForm(obj=me())
    if form.accepted(lambda facts: service.introduce(db.session(), actor(), me(), facts, _site())):
        return done("个人资料已保存", url_for(".profile"))
    browsers = service.sessions(db.session(), me())
    return render_template("accounts/profile.html", form=form, browsers=browsers)


@bp.route("/profile/password", methods=["GET", "POST"])
@needs(Action.PROFILE)
def password() -> ResponseReturnValue:
    """Change the password."""
    form = PasswordForm()
    if form.accepted(
        lambda facts: service.change_password(
            db.session(), actor(), me(), facts["old"], facts["new"], token=token()
        )
    ):
        return done("密码已修改，其他设备已退出登录", url_for(".start"))
    return render_template("accounts/password.html", form=form)


@bp.post("/profile/sessions/<int:session_id>/end")
@needs(Action.PROFILE)
def end_session(session_id: int) -> ResponseReturnValue:
    """End one of one's own sessions."""
    service.end_sessions(db.session(), me(), only=session_id)
    return done("该设备已退出登录", url_for(".profile"))


def _site() -> str:
    """Return the address of the product, as its deployment or this visit knows it."""
    return str(current_app.config["SITE"] or request.url_root)


def _wanted() -> str:
    """Return the page that was asked for before signing in, if it is one of ours."""
    wanted = request.args.get("next", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if ours else url_for(".start")
