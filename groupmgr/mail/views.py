"""The outbox of a group: what was sent, what could not be, and why."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.mail import service
from groupmgr.mail.models import Mail, MailState
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words
from groupmgr.web.listing import Listing, View

bp = Blueprint("mail", __name__, url_prefix="/g/<group>/mail")


@bp.get("/")
@needs(Action.MAIL_EDIT)
def index() -> ResponseReturnValue:
    """List the letters, newest first."""
    return MAILS.answer(service.listing(actor()), "mail/index.html")


@bp.get("/<int:mail_id>")
@needs(Action.MAIL_EDIT)
def show(mail_id: int) -> ResponseReturnValue:
    """Show how far a letter has come; its text is written when it is sent."""
    return render_template("mail/show.html", mail=fetch(Mail, mail_id, Action.MAIL_EDIT))


@bp.post("/<int:mail_id>/again")
@needs(Action.MAIL_EDIT)
def again(mail_id: int) -> ResponseReturnValue:
    """Try once more to send a letter."""
    service.again(db.session(), actor(), fetch(Mail, mail_id, Action.MAIL_EDIT))
    return done("邮件已排队，马上再发", url_for(".show", mail_id=mail_id))


MAILS = Listing(
    name="邮件",
    counted="封",
    order=(Mail.id.desc(),),
    columns=(
        Column(
            "title",
            "邮件",
            lambda mail: mail.title,
            link=lambda mail: url_for("mail.show", mail_id=mail.id),
            under=lambda mail: mail.problem,
        ),
        Column("name", "收件人", lambda mail: mail.name, under=lambda mail: mail.address),
        Column("created_at", "发起时间", lambda mail: mail.created_at, sort=Mail.id),
        Column("sent_at", "发出时间", lambda mail: mail.sent_at, sort=Mail.sent_at),
        Column("state", "状态", lambda mail: mail.state, status=True),
    ),
    conditions=(
        Words("q", "搜索", (Mail.title, Mail.name, Mail.address), "邮件、收件人"),
        Choice("state", "状态", MailState, lambda state: Mail.state == state),
    ),
    views=(View("failed", "未发出", lambda: Mail.state == MailState.FAILED),),
)
