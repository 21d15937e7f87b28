"""Pages on which the secretariat changes a unit's name, rank, contact and standing."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from groupmgr.extensions import db
from groupmgr.members import resolutions
from groupmgr.members.forms import LiaisonForm, RankForm, RenameForm, StepForm
from groupmgr.members.models import Membership, Unit
from groupmgr.members.service import liaisons, memberships, naming
from groupmgr.members.service.liaisons import Contact
from groupmgr.members.service.memberships import Deed
from groupmgr.members.service.naming import NewName
from groupmgr.members.workflow import FLOW
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.forms import Form

bp = Blueprint("member_changes", __name__, url_prefix="/g/<group>/members/<int:unit_id>")


@bp.route("/rename", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def rename(unit_id: int) -> ResponseReturnValue:
    """Give a unit a new name from a day on."""
    unit, form = fetch(Unit, unit_id, Action.MEMBER_EDIT), RenameForm()
    if form.accepted(lambda facts: naming.rename(db.session(), actor(), unit, NewName(**facts))):
        return _done("新名称已登记", unit_id)
    return _page("更名", "登记新名称", form, unit)


@bp.route("/rank", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def rank(unit_id: int) -> ResponseReturnValue:
    """Give a member another rank from a day on."""
    unit, membership, form = *_fetch(unit_id), RankForm()
    if form.accepted(
        lambda facts: memberships.change_rank(
            db.session(), actor(), membership, facts["rank"], facts["since"]
        )
    ):
        return _done("成员级别已变更", unit_id)
    return _page("变更成员级别", "变更级别", form, unit, now=membership.rank.label)


@bp.route("/standing", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def standing(unit_id: int) -> ResponseReturnValue:
    """Suspend, resume or end a membership."""
    unit, membership, form = *_fetch(unit_id), StepForm()
    form.step.offer(FLOW.steps(membership.state))
    form.resolution_id.offer(resolutions.of_group(db.session(), actor().group_id))
    if form.accepted(
        lambda facts: memberships.advance(db.session(), actor(), membership, Deed(**facts))
    ):
        return _done("已办理", unit_id)
    return _page("资格变动", "办理", form, unit, now=membership.state.label)


@bp.route("/liaison", methods=["GET", "POST"])
@needs(Action.MEMBER_EDIT)
def liaison(unit_id: int) -> ResponseReturnValue:
    """Name the next liaison officer."""
    unit, membership, form = *_fetch(unit_id), LiaisonForm()
    if form.accepted(
        lambda facts: liaisons.hand_over(
            db.session(), actor(), membership, Contact(*facts.values())
        )
    ):
        return _done("联络员已更换", unit_id)
    return _page("更换联络员", "更换", form, unit)


def _fetch(unit_id: int) -> tuple[Unit, Membership]:
    unit = fetch(Unit, unit_id, Action.MEMBER_EDIT)
    held = memberships.of_unit(db.session(), actor(), unit)[0]
    options = selectinload(Membership.former_ranks)
    return unit, fetch(Membership, held.id, Action.MEMBER_EDIT, options)


def _done(words: str, unit_id: int) -> ResponseReturnValue:
    return done(words, url_for("members.show", unit_id=unit_id))


def _page(title: str, submit: str, form: Form, unit: Unit, now: str = "") -> ResponseReturnValue:
    return render_template(
        "members/change.html", title=title, submit=submit, form=form, unit=unit, now=now
    )
