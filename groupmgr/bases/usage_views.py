"""Pages of who used a base."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.bases.forms import UsageForm
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import registering, usages
from groupmgr.bases.usage import BaseUsage
from groupmgr.bases.usage_lists import USAGES
from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("usages", __name__, url_prefix="/<int:base_id>/usages")


@bp.get("/")
@needs(Action.BASE_VIEW)
def index(base_id: int) -> ResponseReturnValue:
    """List who used the base."""
    base = _base(base_id, Action.BASE_VIEW)
    return USAGES.answer(usages.listing(base), "bases/usages.html", base=base)


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def new(base_id: int) -> ResponseReturnValue:
    """Record a use."""
    return _edit(_base(base_id, Action.BASE_EDIT), BaseUsage())


@bp.route("/<int:usage_id>", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def edit(base_id: int, usage_id: int) -> ResponseReturnValue:
    """Correct a record."""
    usage = fetch(BaseUsage, usage_id, Action.BASE_EDIT)
    return _edit(_base(usage.base_id, Action.BASE_EDIT), usage)


@bp.post("/<int:usage_id>/remove")
@needs(Action.BASE_EDIT)
def remove(base_id: int, usage_id: int) -> ResponseReturnValue:
    """Take a wrong record away."""
    usage = fetch(BaseUsage, usage_id, Action.BASE_EDIT)
    base = _base(usage.base_id, Action.BASE_EDIT)
    usages.remove(db.session(), actor(), base, usage)
    return done("使用记录已删除", url_for(".index", base_id=base_id))


def _base(base_id: int, action: Action) -> TrainingBase:
    return fetch(TrainingBase, base_id, action, *registering.LISTED)


def _edit(base: TrainingBase, usage: BaseUsage) -> ResponseReturnValue:
    form = UsageForm(obj=usage if usage.id else None)
    if form.accepted(lambda facts: usages.save(db.session(), actor(), base, usage, facts)):
        return done("使用记录已保存", url_for(".index", base_id=base.id))
    return render_template("bases/usage.html", form=form, base=base, usage=usage)
