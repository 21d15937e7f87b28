"""Pages about master studios."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.attachments.part_views import add_files
from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.members import crediting
from groupmgr.members.register_forms import DecisionForm, ReviewForm
from groupmgr.policy import Action
from groupmgr.studios import life, service
from groupmgr.studios.files import STAGES
from groupmgr.studios.forms import SECTIONS, LifeForm, PeopleForm, StudioForm
from groupmgr.studios.lists import STUDIOS
from groupmgr.studios.models import Studio
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.registers import outputs_of, register_of, vitality_of

YEARS_SHOWN = 3
bp = Blueprint("studios", __name__, url_prefix="/g/<group>/studios")
add_files(bp, STAGES)


@bp.get("/")
@needs(Action.STUDIO_VIEW)
def index() -> ResponseReturnValue:
    """List the studios."""
    return STUDIOS.answer(service.listing(actor()), "studios/index.html")


@bp.get("/<int:studio_id>")
@needs(Action.STUDIO_VIEW)
def show(studio_id: int) -> ResponseReturnValue:
    """Show a studio with its life, people, outputs and history."""
    return _show(_fetch(studio_id, Action.STUDIO_VIEW), DecisionForm())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.STUDIO_EDIT)
def new() -> ResponseReturnValue:
    """Register a studio."""
    return _edit(Studio(), StudioForm())


@bp.route("/<int:studio_id>/edit", methods=["GET", "POST"])
@needs(Action.STUDIO_EDIT)
def edit(studio_id: int) -> ResponseReturnValue:
    """Revise a studio; its state changes by stages alone."""
    studio = _fetch(studio_id, Action.STUDIO_EDIT)
    party_ids = [party.unit_id for party in studio.parties]
    form = StudioForm(obj=studio, party_ids=party_ids)
    del form.state, form.since
    return _edit(studio, form)


@bp.route("/<int:studio_id>/people", methods=["GET", "POST"])
@needs(Action.STUDIO_EDIT)
def people(studio_id: int) -> ResponseReturnValue:
    """Enter the team and the apprentices."""
    studio = _fetch(studio_id, Action.STUDIO_EDIT)
    form = PeopleForm(data={"team": studio.team, "apprentices": studio.apprentices})
    if form.accepted(lambda facts: service.set_people(db.session(), actor(), studio, facts)):
        return done("团队与带徒已保存", url_for(".show", studio_id=studio_id))
    return render_template("studios/people.html", form=form, studio=studio)


@bp.route("/<int:studio_id>/life", methods=["GET", "POST"])
@needs(Action.STUDIO_EDIT)
def live(studio_id: int) -> ResponseReturnValue:
    """Enter in which state the studio was from which day on."""
    studio = _fetch(studio_id, Action.STUDIO_EDIT)
    form = LifeForm(data={"stages": studio.stages})
    if form.accepted(lambda facts: life.live(db.session(), actor(), studio, facts)):
        return done("工作室状态已保存", url_for(".show", studio_id=studio_id))
    return render_template("studios/life.html", form=form, studio=studio)


@bp.route("/<int:studio_id>/reviews", methods=["GET", "POST"])
@needs(Action.STUDIO_DECIDE)
def review(studio_id: int) -> ResponseReturnValue:
    """Enter what the yearly reviews of the studio found."""
    studio = _fetch(studio_id, Action.STUDIO_DECIDE)
    form = ReviewForm(data={"reviews": studio.reviews})
    if form.accepted(lambda facts: life.review(db.session(), actor(), studio, facts)):
        return done("年度考核已保存", url_for(".show", studio_id=studio_id))
    return render_template("studios/reviews.html", form=form, studio=studio)


@bp.post("/<int:studio_id>/decide")
@needs(Action.STUDIO_DECIDE)
def decide(studio_id: int) -> ResponseReturnValue:
    """Let the studio count in this group, return it, or leave it out."""
    studio, form = _fetch(studio_id, Action.STUDIO_DECIDE), DecisionForm()
    if form.accepted(lambda facts: service.decide(db.session(), actor(), studio, **facts)):
        return done(f"已审核：{form.decision.data.label}", url_for(".show", studio_id=studio_id))
    return _show(_fetch(studio_id, Action.STUDIO_DECIDE), form)


@bp.post("/<int:studio_id>/offer/<int:group_id>")
@needs(Action.STUDIO_EDIT)
def offer(studio_id: int, group_id: int) -> ResponseReturnValue:
    """Offer the studio to one more group of its host."""
    service.offer(db.session(), actor(), _fetch(studio_id, Action.STUDIO_EDIT), group_id)
    return done("已报送", url_for(".show", studio_id=studio_id))


def _fetch(studio_id: int, action: Action) -> Studio:
    return fetch(Studio, studio_id, action, *service.SHOWN)


def _edit(studio: Studio, form: StudioForm) -> ResponseReturnValue:
    held = [(studio.base_id, "现在的依托基地")] if studio.base_id else []
    form.base_id.offer([*held, *register_of("base_id").choices(db.session(), actor())])
    if form.accepted(lambda facts: service.save(db.session(), actor(), studio, facts)):
        return done("大师工作室已保存", url_for(".show", studio_id=studio.id))
    sections = [(head, [name for name in names if name in form]) for head, names in SECTIONS]
    return render_template("studios/edit.html", form=form, studio=studio, sections=sections)


def _show(studio: Studio, form: DecisionForm) -> ResponseReturnValue:
    return render_template(
        "studios/show.html",
        studio=studio,
        form=form,
        base_name=register_of("base_id").name_of(db.session(), actor(), studio),
        vitality=vitality_of(db.session(), actor(), "studio_id", studio),
        outputs=outputs_of(db.session(), actor(), studio),
        taught=service.taught(studio, YEARS_SHOWN),
        credit=crediting.of_group(studio, actor().group_id),
        groups_of_owner=crediting.groups_of_unit(db.session(), studio.owner_unit_id),
        entries=history(db.session(), studio),
    )
