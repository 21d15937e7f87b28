"""Pages of the roll and of each unit."""

import datetime as dt

import sqlalchemy as sa
from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.members.forms import RegisterForm, UnitSheetForm
from groupmgr.members.labels import SCHOOLS
from groupmgr.members.listing import roll_listing
from groupmgr.members.models import Unit
from groupmgr.members.service import memberships, roll, sheet, units
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.access import units as choices
from groupmgr.web.answers import done
from groupmgr.web.conditions import iso_day

bp = Blueprint("members", __name__, url_prefix="/g/<group>/members")


@bp.get("/")
@needs(Action.MEMBER_VIEW)
def index() -> ResponseReturnValue:
    """List the members of today or of any other day."""
    day = _day()
    query = roll.roll(actor(), day)
    own = [unit for unit in choices() if unit.id in actor().unit_ids]
    listing = roll_listing(day)
    return listing.answer(query, "members/index.html", left=_left(), own=own)


@bp.get("/former")
@needs(Action.MEMBER_VIEW)
def former() -> ResponseReturnValue:
    """List the units that left."""
    query = roll.former(actor(), today())
    return roll_listing(today(), ended=True).answer(query, "members/former.html")


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def new() -> ResponseReturnValue:
    """Enter a unit on the roll."""
    form = RegisterForm()
    found: list[int] = []
    if form.accepted(
        lambda facts: found.append(memberships.register(db.session(), actor(), facts).unit_id)
    ):
        return done("成员单位已登记", url_for(".show", unit_id=found[0]))
    return render_template("members/new.html", form=form)


@bp.get("/<int:unit_id>")
@needs(Action.MEMBER_VIEW)
def show(unit_id: int) -> ResponseReturnValue:
    """Show a unit with the names and ranks it had."""
    unit = fetch(Unit, unit_id, Action.MEMBER_VIEW, selectinload(Unit.former_names))
    whole = sheet.of_unit(db.session(), actor(), unit)
    return render_template(
        "members/show.html",
        unit=unit,
        sheet=whole,
        doubts=units.doubts(unit),
        is_school=unit.kind in SCHOOLS,
    )


@bp.route("/<int:unit_id>/edit", methods=["GET", "POST"])
@needs(Action.UNIT_EDIT)
def edit(unit_id: int) -> ResponseReturnValue:
    """Revise what is known of a unit."""
    unit = fetch(Unit, unit_id, Action.UNIT_EDIT)
    form = UnitSheetForm(obj=unit)
    if form.accepted(lambda facts: units.edit(db.session(), actor(), unit, facts)):
        return done("单位资料已保存", url_for(".show", unit_id=unit.id))
    return render_template("members/edit.html", form=form, unit=unit)


def _day() -> dt.date:
    return iso_day(request.args.get("day", "")) or today()


def _left() -> int:
    query = roll.former(actor(), today()).order_by(None).subquery()
    return db.session.scalar(sa.select(sa.func.count()).select_from(query)) or 0
