"""Pages about training bases."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.bases import service
from groupmgr.bases.forms import (
    SECTIONS,
    YEAR_SECTIONS,
    BaseForm,
    HonourForm,
    YearForm,
)
from groupmgr.bases.lists import BASES
from groupmgr.bases.models import TrainingBase
from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.members import crediting
from groupmgr.members.register_forms import DecisionForm
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("bases", __name__, url_prefix="/g/<group>/bases")
YEARS_SHOWN = 4


@bp.get("/")
@needs(Action.BASE_VIEW)
def index() -> ResponseReturnValue:
    """List the bases."""
    return BASES.answer(service.listing(actor()), "bases/index.html")


@bp.get("/<int:base_id>")
@needs(Action.BASE_VIEW)
def show(base_id: int) -> ResponseReturnValue:
    """Show a base with its partners, statistics and history."""
    return _show(_fetch(base_id, Action.BASE_VIEW), DecisionForm())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def new() -> ResponseReturnValue:
    """Register a base."""
    return _edit(TrainingBase())


@bp.route("/<int:base_id>/edit", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def edit(base_id: int) -> ResponseReturnValue:
    """Revise a base."""
    return _edit(_fetch(base_id, Action.BASE_EDIT))


@bp.route("/<int:base_id>/honours", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def honours(base_id: int) -> ResponseReturnValue:
    """Enter plaques, and lists the base was recommended for or selected to."""
    base = _fetch(base_id, Action.BASE_EDIT)
    form = HonourForm(data={"plaques": base.plaques, "standings": base.standings})
    if form.accepted(lambda facts: service.honour(db.session(), actor(), base, facts)):
        return done("授牌与入选已保存", url_for(".show", base_id=base_id))
    return render_template("bases/honours.html", form=form, base=base)


@bp.route("/<int:base_id>/years/<int(min=2000, max=2100):began>", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def year(base_id: int, began: int) -> ResponseReturnValue:
    """Enter the statistics of a school year."""
    base = _fetch(base_id, Action.BASE_EDIT)
    record = service.year_of(db.session(), base, began)
    form = YearForm(obj=record)
    if form.accepted(lambda facts: service.report_year(db.session(), actor(), base, record, facts)):
        return done(f"{began}—{began + 1} 学年统计已保存", url_for(".show", base_id=base_id))
    return render_template(
        "bases/year.html", form=form, base=base, began=began, sections=YEAR_SECTIONS
    )


@bp.post("/<int:base_id>/decide")
@needs(Action.BASE_DECIDE)
def decide(base_id: int) -> ResponseReturnValue:
    """Let the base count in this group, return it, or leave it out."""
    base, form = _fetch(base_id, Action.BASE_DECIDE), DecisionForm()
    if form.accepted(
        lambda facts: service.decide(
            db.session(), actor(), base, facts["decision"], facts["reason"]
        )
    ):
        return done(f"已审核：{form.decision.data.label}", url_for(".show", base_id=base_id))
    return _show(_fetch(base_id, Action.BASE_DECIDE), form)


@bp.post("/<int:base_id>/offer/<int:group_id>")
@needs(Action.BASE_EDIT)
def offer(base_id: int, group_id: int) -> ResponseReturnValue:
    """Offer the base to one more group of its host."""
    service.offer(db.session(), actor(), _fetch(base_id, Action.BASE_EDIT), group_id)
    return done("已报送", url_for(".show", base_id=base_id))


def _fetch(base_id: int, action: Action) -> TrainingBase:
    return fetch(TrainingBase, base_id, action, *service.SHOWN)


def _edit(base: TrainingBase) -> ResponseReturnValue:
    form = BaseForm(obj=base if base.id else None)
    if form.accepted(lambda facts: service.save(db.session(), actor(), base, facts)):
        return done("实训基地已保存", url_for(".show", base_id=base.id))
    return render_template("bases/edit.html", form=form, base=base, sections=SECTIONS)


def _show(base: TrainingBase, form: DecisionForm) -> ResponseReturnValue:
    last = today().year - (today().month < 9)
    return render_template(
        "bases/show.html",
        base=base,
        form=form,
        credit=crediting.of_group(base, actor().group_id),
        groups_of_owner=crediting.groups_of_unit(db.session(), base.owner_unit_id),
        years={one.began: one for one in service.years(db.session(), base)},
        school_years=range(last, last - YEARS_SHOWN, -1),
        entries=history(db.session(), base),
    )
