"""Pages about training bases."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.attachments.part_views import add_files
from groupmgr.bases.files import PLAQUES, STAGES, USES
from groupmgr.bases.forms import SECTIONS, BaseForm, HonourForm, LifeForm
from groupmgr.bases.lists import BASES
from groupmgr.bases.models import TrainingBase
from groupmgr.bases.service import life, registering, years
from groupmgr.bases.usage_views import bp as usages
from groupmgr.bases.year_checks import doubts
from groupmgr.bases.year_views import bp as school_years
from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.members import crediting
from groupmgr.members.register_forms import DecisionForm, ReviewForm
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.registers import register_of, vitality_of

bp = Blueprint("bases", __name__, url_prefix="/g/<group>/bases")
bp.register_blueprint(school_years)
bp.register_blueprint(usages)
for place in (PLAQUES, STAGES, USES):
    add_files(bp, place)
YEARS_SHOWN = 4


@bp.get("/")
@needs(Action.BASE_VIEW)
def index() -> ResponseReturnValue:
    """List the bases."""
    return BASES.answer(registering.listing(actor()), "bases/index.html")


@bp.get("/<int:base_id>")
@needs(Action.BASE_VIEW)
def show(base_id: int) -> ResponseReturnValue:
    """Show a base with its life, partners, statistics and history."""
    return _show(_fetch(base_id, Action.BASE_VIEW), DecisionForm())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def new() -> ResponseReturnValue:
    """Register a base."""
    return _edit(TrainingBase(), BaseForm())


@bp.route("/<int:base_id>/edit", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def edit(base_id: int) -> ResponseReturnValue:
    """Revise a base; its state changes by stages alone."""
    base = _fetch(base_id, Action.BASE_EDIT)
    form = BaseForm(obj=base)
    del form.state, form.since
    return _edit(base, form)


@bp.route("/<int:base_id>/life", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def live(base_id: int) -> ResponseReturnValue:
    """Enter in which state the base was from which day on."""
    base = _fetch(base_id, Action.BASE_EDIT)
    form = LifeForm(data={"stages": base.stages})
    if form.accepted(lambda facts: life.live(db.session(), actor(), base, facts)):
        return done("建设状态已保存", url_for(".show", base_id=base_id))
    return render_template("bases/life.html", form=form, base=base)


@bp.route("/<int:base_id>/honours", methods=["GET", "POST"])
@needs(Action.BASE_EDIT)
def honours(base_id: int) -> ResponseReturnValue:
    """Enter plaques, and lists the base was recommended for or selected to."""
    base = _fetch(base_id, Action.BASE_EDIT)
    form = HonourForm(data={"plaques": base.plaques, "standings": base.standings})
    if form.accepted(lambda facts: life.honour(db.session(), actor(), base, facts)):
        return done("授牌与入选已保存", url_for(".show", base_id=base_id))
    return render_template("bases/honours.html", form=form, base=base)


@bp.route("/<int:base_id>/reviews", methods=["GET", "POST"])
@needs(Action.BASE_DECIDE)
def review(base_id: int) -> ResponseReturnValue:
    """Enter what the yearly reviews of the base found."""
    base = _fetch(base_id, Action.BASE_DECIDE)
    form = ReviewForm(data={"reviews": base.reviews})
    if form.accepted(lambda facts: life.review(db.session(), actor(), base, facts)):
        return done("年度考核已保存", url_for(".show", base_id=base_id))
    return render_template("bases/reviews.html", form=form, base=base)


@bp.post("/<int:base_id>/decide")
@needs(Action.BASE_DECIDE)
def decide(base_id: int) -> ResponseReturnValue:
    """Let the base count in this group, return it, or leave it out."""
    base, form = _fetch(base_id, Action.BASE_DECIDE), DecisionForm()
    if form.accepted(lambda facts: registering.decide(db.session(), actor(), base, **facts)):
        return done(f"已审核：{form.decision.data.label}", url_for(".show", base_id=base_id))
    return _show(_fetch(base_id, Action.BASE_DECIDE), form)


@bp.post("/<int:base_id>/offer/<int:group_id>")
@needs(Action.BASE_EDIT)
def offer(base_id: int, group_id: int) -> ResponseReturnValue:
    """Offer the base to one more group of its host."""
    registering.offer(db.session(), actor(), _fetch(base_id, Action.BASE_EDIT), group_id)
    return done("已报送", url_for(".show", base_id=base_id))


def _fetch(base_id: int, action: Action) -> TrainingBase:
    return fetch(TrainingBase, base_id, action, *registering.SHOWN)


def _edit(base: TrainingBase, form: BaseForm) -> ResponseReturnValue:
    held = [(base.agreement_id, "现在的协议")] if base.agreement_id else []
    offered = register_of("agreement_id").choices(db.session(), actor())
    form.agreement_id.offer([*held, *offered])
    if form.accepted(lambda facts: registering.save(db.session(), actor(), base, facts)):
        return done("实训基地已保存", url_for(".show", base_id=base.id))
    sections = [(head, [name for name in names if name in form]) for head, names in SECTIONS]
    return render_template("bases/edit.html", form=form, base=base, sections=sections)


def _show(base: TrainingBase, form: DecisionForm) -> ResponseReturnValue:
    session, last = db.session(), years.latest()
    reported = {one.began: one for one in years.years(session, base)}
    newest = max(reported, default=last)
    found = doubts(reported[newest], reported.get(newest - 1)) if reported else ()
    return render_template(
        "bases/show.html",
        base=base,
        form=form,
        agreement=register_of("agreement_id").name_of(session, actor(), base),
        vitality=vitality_of(session, actor(), "base_id", base),
        remarks=[*life.remarks(base), *(f"{years.words(newest)}：{one}" for one in found)],
        credit=crediting.of_group(base, actor().group_id),
        groups_of_owner=crediting.groups_of_unit(session, base.owner_unit_id),
        years=reported,
        school_years=range(last, last - YEARS_SHOWN, -1),
        entries=history(session, base),
    )
