"""The page of a hand-over, and the sheet that both sign."""

import datetime as dt

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.handover import service, uniting
from groupmgr.handover.forms import ACCOUNTS, SUCCESSOR, HandoverForm
from groupmgr.handover.models import Handover
from groupmgr.handover.passing import Union
from groupmgr.handover.service import WHOLE, Done, Wish
from groupmgr.members.forms import MergeForm
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import liaisons, memberships
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("handover", __name__, url_prefix="/g/<group>/members/<int:unit_id>/handover")


@bp.route("/", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def make(unit_id: int) -> ResponseReturnValue:
    """Show what is open, and hand it over."""
    unit, membership = _fetch(unit_id)
    form = HandoverForm()
    accounts = service.accounts_of(db.session(), actor(), unit_id)
    form.from_account_id.offer((one.id, f"{one.name}（{one.login}）") for one in accounts)
    finished: list[Done] = []
    if form.accepted(
        lambda facts: finished.append(
            service.hand_over(db.session(), actor(), membership, Wish(**facts))
        )
    ):
        return _finished(finished[0], unit_id)
    unit, membership = _fetch(unit_id)
    now = liaisons.current(db.session(), membership)
    return render_template(
        "handover/make.html",
        unit=unit,
        now=now,
        form=form,
        sections=[("接任", SUCCESSOR), *([("账号", ACCOUNTS)] if accounts else [])],
        piles=service.piles(db.session(), actor(), membership, now.person.name) if now else [],
        made=service.made(db.session(), membership),
    )


@bp.route("/unite", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def unite(unit_id: int) -> ResponseReturnValue:
    """Show what a merge into another unit would do, and do it."""
    unit, form = fetch(Unit, unit_id, Action.MEMBER_EDIT), MergeForm()
    if form.accepted(lambda facts: _unite(unit, **facts)):
        return done("合并已登记", url_for("members.show", unit_id=unit_id))
    unit = fetch(Unit, unit_id, Action.MEMBER_EDIT)
    seen = uniting.preview(db.session(), actor(), unit)
    return render_template("handover/unite.html", unit=unit, form=form, seen=seen)


@bp.get("/<int:handover_id>")
@needs(Action.MEMBER_EDIT)
def sheet(unit_id: int, handover_id: int) -> ResponseReturnValue:
    """Show the sheet to print."""
    one = fetch(Handover, handover_id, Action.MEMBER_EDIT, *WHOLE)
    return render_template("handover/sheet.html", one=one, unit=one.membership.unit)


def _unite(unit: Unit, into_id: int, since: dt.date, reason: str) -> None:
    into = fetch(Unit, into_id, Action.MEMBER_EDIT)
    uniting.unite(db.session(), actor(), Union(unit, into, since), reason)


def _fetch(unit_id: int) -> tuple[Unit, Membership]:
    unit = fetch(Unit, unit_id, Action.MEMBER_EDIT)
    held = memberships.of_unit(db.session(), actor(), unit)[0]
    return unit, fetch(Membership, held.id, Action.MEMBER_EDIT)


def _finished(found: Done, unit_id: int) -> ResponseReturnValue:
    """Show the first password once, or go on to the sheet."""
    address = url_for(".sheet", unit_id=unit_id, handover_id=found.handover.id)
    if found.account is None:
        return done("交接已登记", address)
    account, password = found.account, found.password
    return render_template(
        "handover/password.html", account=account, password=password, address=address
    )
