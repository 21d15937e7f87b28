"""Pages of certificates, plaques and the printed roll."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload, selectinload

from groupmgr.attachments.models import Attachment
from groupmgr.attachments.part_views import add_files
from groupmgr.certificates import printing, service
from groupmgr.certificates.files import PHOTOS
from groupmgr.certificates.forms import IssueForm, WithdrawForm
from groupmgr.certificates.lists import CERTIFICATES
from groupmgr.certificates.models import Certificate
from groupmgr.downloads.views import printed
from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership
from groupmgr.members.service import roll as rolls
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, group, needs
from groupmgr.web.answers import done
from groupmgr.web.conditions import iso_day

SHOWN = joinedload(Certificate.unit), joinedload(Certificate.group)

bp = Blueprint("certificates", __name__, url_prefix="/g/<group>/certificates")
add_files(bp, PHOTOS)


@bp.get("/")
@needs(Action.MEMBER_EDIT)
def index() -> ResponseReturnValue:
    """List what was handed out."""
    return CERTIFICATES.answer(service.listing(actor()), "certificates/index.html")


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def issue() -> ResponseReturnValue:
    """Hand out one, or all that are lacking."""
    form = IssueForm(unit_id=request.args.get("unit", type=int))
    made: list[Certificate] = []
    if form.accepted(lambda facts: made.extend(_issue(facts))):
        if len(made) == 1:
            return done(f"已登记 {made[0].number}", url_for(".show", certificate_id=made[0].id))
        return done(f"已登记 {len(made)} 件", url_for(".index"))
    return render_template("certificates/issue.html", form=form)


@bp.get("/<int:certificate_id>")
@needs(Action.MEMBER_EDIT)
def show(certificate_id: int) -> ResponseReturnValue:
    """Show one."""
    photos = selectinload(Certificate.files).joinedload(Attachment.file)
    one = fetch(Certificate, certificate_id, Action.MEMBER_EDIT, *SHOWN, photos)
    entries = history(db.session(), one)
    return render_template("certificates/show.html", one=one, entries=entries)


@bp.route("/<int:certificate_id>/withdraw", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def withdraw(certificate_id: int) -> ResponseReturnValue:
    """Take one back."""
    one, form = fetch(Certificate, certificate_id, Action.MEMBER_EDIT, *SHOWN), WithdrawForm()
    if form.accepted(lambda facts: service.withdraw(db.session(), actor(), one, **facts)):
        return done("已登记收回", url_for(".show", certificate_id=certificate_id))
    return render_template("certificates/withdraw.html", form=form, one=one)


@bp.post("/<int:certificate_id>.pdf")
@needs(Action.UNIT_EDIT)
def pdf(certificate_id: int) -> ResponseReturnValue:
    """Have one printed, for the office and for the unit that holds it."""
    one = fetch(Certificate, certificate_id, Action.UNIT_EDIT, *SHOWN)
    back = url_for("members.show", unit_id=one.unit_id)
    return printed(printing.certificate(one), f"{one.name}{one.kind.label}.pdf", back)


@bp.post("/roll.pdf")
@needs(Action.MEMBER_VIEW)
def roll() -> ResponseReturnValue:
    """Have the roll of a day printed."""
    day = iso_day(request.args.get("day", "")) or today()
    rows = db.session.execute(rolls.roll(actor(), day)).all()
    name = f"{group().short_name}成员名册{day:%Y%m%d}.pdf"
    return printed(printing.roll(group(), day, rows), name, url_for("members.index", day=day))


@bp.app_template_global()
def certificates_of(unit_id: int) -> Sequence[Certificate]:
    """Let the page of a unit show what it was handed."""
    return service.of_unit(db.session(), actor(), unit_id)


def _issue(facts: dict[str, Any]) -> list[Certificate]:
    lacking = service.without(db.session(), actor(), facts["kind"])
    if not facts["everyone"] and facts["unit_id"] is None:
        raise RuleBroken("请选择单位，或勾选发给所有还没有的正式成员", "unit_id")
    chosen = lacking if facts["everyone"] else _one(facts["unit_id"])
    named = {name: facts[name] for name in ("kind", "issued_on", "received_by")}
    return service.issue(db.session(), actor(), chosen, **named)


def _one(unit_id: int) -> Sequence[Membership]:
    query = sa.select(Membership).where(
        Membership.unit_id == unit_id,
        Membership.of_group(actor().group_id),
        Membership.ended_on.is_(None),
    )
    return db.session.scalars(query.options(*service.HELD)).all()
