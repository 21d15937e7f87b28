"""What a unit with an account finds: the records that name it, and the form to answer."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.activities.labels import PartyRole
from groupmgr.activities.models import Activity, Party
from groupmgr.activities.service.listing import found_by
from groupmgr.confirming import answering, awaiting
from groupmgr.confirming.forms import answer_form, question
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Words, Year
from groupmgr.web.filters import days_cn
from groupmgr.web.listing import Listing

bp = Blueprint("confirmations", __name__, url_prefix="/g/<group>/confirmations")
cooperations = Blueprint("cooperations", __name__, url_prefix="/g/<group>/cooperations")


@bp.get("/")
@needs(Action.ACTIVITY_CONFIRM)
def index() -> ResponseReturnValue:
    """List what waits for the answer of the own unit."""
    return WAITING.answer(awaiting.waiting(actor()), "confirming/waiting.html")


@cooperations.get("/")
@needs(Action.ACTIVITY_CONFIRM)
def index_of_all() -> ResponseReturnValue:
    """List all records of others that name the own unit."""
    return COOPERATIONS.answer(awaiting.cooperations(actor()), "confirming/cooperations.html")


@bp.route("/<int:party_id>", methods=["GET", "POST"])
@needs(Action.ACTIVITY_CONFIRM)
def answer(party_id: int) -> ResponseReturnValue:
    """Show one record to the unit that it names, and take its answer."""
    party = fetch(Party, party_id, Action.ACTIVITY_CONFIRM, *answering.QUESTION)
    form = answer_form(party, name=actor().name)
    if form.accepted(lambda facts: answering.answer(db.session(), actor(), party, **facts)):
        return done("答复已提交", url_for(".index"))
    party = fetch(Party, party_id, Action.ACTIVITY_CONFIRM, *answering.QUESTION)
    return render_template("confirming/own.html", **question(db.session(), party, form))


def _day(party: Party) -> str:
    return days_cn(party.activity.starts_on, party.activity.ends_on)


_COLUMNS: tuple[Any, ...] = (
    Column(
        "title",
        "活动",
        lambda party: party.activity.title,
        link=lambda party: url_for("confirmations.answer", party_id=party.id),
        under=_day,
    ),
    Column("owner", "填报单位", lambda party: party.activity.owner.name),
    Column("role", "本单位角色", lambda party: party.role, narrow=False),
    Column("answer_by", "答复期限", lambda party: party.answer_by, sort=Party.answer_by),
    Column("standing", "状态", lambda party: party.standing, status=True),
)


def _found_by(word: str) -> sa.ColumnElement[bool]:
    return found_by(word, db.engine.dialect.name)


_SEARCH = Words("q", "搜索", (), "活动名称、单位", also=_found_by)
WAITING = Listing(
    name="待我确认",
    counted="项",
    order=(Party.answer_by.nulls_last(), Party.id),
    columns=_COLUMNS,
    conditions=(_SEARCH,),
)
COOPERATIONS = Listing(
    name="合作活动",
    counted="项",
    order=(Activity.ends_on.desc(), Party.id),
    columns=_COLUMNS,
    conditions=(
        _SEARCH,
        Year("year", "结束日期", Activity.ends_on),
        Choice("role", "本单位角色", PartyRole, lambda role: Party.role == role),
    ),
)
