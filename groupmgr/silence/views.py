"""Pages on silent members, and on what is proposed about them."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from groupmgr import policy
from groupmgr.extensions import db
from groupmgr.kernel.clock import today
from groupmgr.kernel.period import Period
from groupmgr.members import resolutions
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Action
from groupmgr.silence import proposing, quiet
from groupmgr.silence.forms import KeepForm, LeaveForm
from groupmgr.silence.lists import USUAL, silence_listing
from groupmgr.silence.models import Proposal
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.forms import Form

bp = Blueprint("silence", __name__, url_prefix="/g/<group>/silence")


@bp.get("/")
@needs(Action.MEMBER_EDIT)
def index() -> ResponseReturnValue:
    """List the members with what was seen of them, and above them what is proposed."""
    day = today()
    rule = quiet.rule_of(db.session(), actor().group_id, day)
    query = quiet.listing(actor(), day)
    acted, met = query.selected_columns["acted"], query.selected_columns["met"]
    listing = silence_listing(rule.amount or USUAL if rule else USUAL, acted, met)
    proposals = proposing.waiting(db.session(), actor())
    return listing.answer(
        query, "silence/index.html", rule=rule, proposals=proposals, months=quiet.months, day=day
    )


@bp.route("/<int:proposal_id>/leave", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def leave(proposal_id: int) -> ResponseReturnValue:
    """Follow a proposal."""
    proposal, form = _fetch(proposal_id), LeaveForm()
    form.resolution_id.offer(resolutions.of_group(db.session(), actor().group_id))
    if form.accepted(lambda facts: proposing.leave(db.session(), actor(), proposal, **facts)):
        return done("已视为自动退出", url_for(".index"))
    return _page("视为自动退出", "视为退出", form, proposal_id)


@bp.route("/<int:proposal_id>/keep", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def keep(proposal_id: int) -> ResponseReturnValue:
    """Do not follow a proposal."""
    proposal, form = _fetch(proposal_id), KeepForm()
    if form.accepted(lambda facts: proposing.keep(db.session(), actor(), proposal, **facts)):
        return done("已保留资格", url_for(".index"))
    return _page("保留资格", "保留资格", form, proposal_id)


@bp.app_template_global()
def seen_of(unit: Unit) -> dict[str, Any] | None:
    """Let the page of a unit tell what was seen of it, to those who keep the unit."""
    if not policy.may_on(db.session(), actor(), Action.UNIT_EDIT, unit):
        return None
    day = today()
    query = quiet.listing(actor(), day).where(Unit.id == unit.id)
    row = db.session.execute(query).first()
    if row is None:
        return None
    since = quiet.since(row.Membership, row.acted, row.met)
    told = {"months": quiet.months(since, day), "missing": quiet.missing(unit)}
    return {"row": row, **told, "began": Period(day, day).school_year}


def _fetch(proposal_id: int) -> Proposal:
    options = joinedload(Proposal.membership).joinedload(Membership.unit), joinedload(Proposal.rule)
    return fetch(Proposal, proposal_id, Action.MEMBER_EDIT, *options)


def _page(title: str, submit: str, form: Form, proposal_id: int) -> ResponseReturnValue:
    return render_template(
        "silence/decide.html",
        title=title,
        submit=submit,
        form=form,
        proposal=_fetch(proposal_id),
    )
