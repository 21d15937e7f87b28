"""Pages about joint projects."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.groups.expiry import days_ahead
from groupmgr.journal.service import history
from groupmgr.kernel.clock import today
from groupmgr.members import crediting
from groupmgr.members.register_forms import DecisionForm
from groupmgr.policy import Action
from groupmgr.projects.author_views import bp as author_pages
from groupmgr.projects.forms import SECTIONS, CourseForm, ProjectForm, ReasonForm, StandingForm
from groupmgr.projects.labels import ProjectStep
from groupmgr.projects.lists import PROJECTS
from groupmgr.projects.models import COURSE, Project
from groupmgr.projects.service import course, projects
from groupmgr.projects.service.agreements import validity
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("projects", __name__, url_prefix="/g/<group>/projects")
bp.register_blueprint(author_pages)
COURSE_ROWS = ("targets", "milestones", "outputs", "receipts")
STEPS = {step.value: step for step in ProjectStep}


@bp.get("/")
@needs(Action.PROJECT_VIEW)
def index() -> ResponseReturnValue:
    """List the projects."""
    return PROJECTS.answer(projects.listing(actor()), "projects/index.html")


@bp.get("/<int:project_id>")
@needs(Action.PROJECT_VIEW)
def show(project_id: int) -> ResponseReturnValue:
    """Show a project with its parties, its course and its history."""
    return _show(_fetch(project_id, Action.PROJECT_VIEW), DecisionForm())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def new() -> ResponseReturnValue:
    """Register a project."""
    return _edit(Project(), ProjectForm())


@bp.route("/<int:project_id>/edit", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def edit(project_id: int) -> ResponseReturnValue:
    """Revise a project; its state changes by steps alone."""
    project = _fetch(project_id, Action.PROJECT_EDIT)
    form = ProjectForm(obj=project)
    del form.state
    return _edit(project, form)


@bp.route("/<int:project_id>/course", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def report(project_id: int) -> ResponseReturnValue:
    """Enter targets, milestones, outputs and receipts."""
    project = _fetch(project_id, Action.PROJECT_EDIT)
    rows = {name: getattr(project, name) for name in COURSE_ROWS}
    form = CourseForm(data=rows)
    if form.accepted(lambda facts: course.report(db.session(), actor(), project, facts)):
        return done("执行情况已保存", url_for(".show", project_id=project_id))
    return render_template("projects/course.html", form=form, project=project)


@bp.route("/<int:project_id>/standings", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def stand(project_id: int) -> ResponseReturnValue:
    """Enter the lists that the project was recommended for or selected to."""
    project = _fetch(project_id, Action.PROJECT_EDIT)
    form = StandingForm(data={"standings": project.standings})
    if form.accepted(lambda facts: course.stand(db.session(), actor(), project, facts)):
        return done("推荐与入选已保存", url_for(".show", project_id=project_id))
    return render_template("projects/standings.html", form=form, project=project)


@bp.post("/<int:project_id>/<any({}):step>".format(",".join(STEPS)))
@needs(Action.PROJECT_EDIT)
def take(project_id: int, step: str) -> ResponseReturnValue:
    """Bring the project one step further."""
    project = _fetch(project_id, Action.PROJECT_EDIT)
    reason = ReasonForm().reason.data or ""
    course.step(db.session(), actor(), project, STEPS[step], reason)
    return done(f"项目状态：{project.state.label}", url_for(".show", project_id=project_id))


@bp.post("/<int:project_id>/decide")
@needs(Action.PROJECT_DECIDE)
def decide(project_id: int) -> ResponseReturnValue:
    """Let the project count in this group, return it, or leave it out."""
    project, form = _fetch(project_id, Action.PROJECT_DECIDE), DecisionForm()
    if form.accepted(lambda facts: projects.decide(db.session(), actor(), project, **facts)):
        return done(f"已审核：{form.decision.data.label}", url_for(".show", project_id=project_id))
    return _show(_fetch(project_id, Action.PROJECT_DECIDE), form)


@bp.post("/<int:project_id>/offer/<int:group_id>")
@needs(Action.PROJECT_EDIT)
def offer(project_id: int, group_id: int) -> ResponseReturnValue:
    """Offer the project to one more group of its unit."""
    projects.offer(db.session(), actor(), _fetch(project_id, Action.PROJECT_EDIT), group_id)
    return done("已报送", url_for(".show", project_id=project_id))


def _fetch(project_id: int, action: Action) -> Project:
    return fetch(Project, project_id, action, *projects.SHOWN)


def _edit(project: Project, form: ProjectForm) -> ResponseReturnValue:
    if form.accepted(lambda facts: projects.save(db.session(), actor(), project, facts)):
        return done("合作项目已保存", url_for(".show", project_id=project.id))
    sections: Any = [(head, [name for name in names if name in form]) for head, names in SECTIONS]
    return render_template("projects/edit.html", form=form, project=project, sections=sections)


def _show(project: Project, form: DecisionForm) -> ResponseReturnValue:
    session, day = db.session(), today()
    signed, soon = (
        course.agreements(session, actor(), project),
        days_ahead(session, actor().group_id, day),
    )
    return render_template(
        "projects/show.html",
        project=project,
        form=form,
        steps=COURSE.steps(project.state),
        reasoned=course.REASONED,
        agreements=[(one, validity(one, day, soon)) for one in signed],
        remarks=list(course.remarks(project, signed)),
        credit=crediting.of_group(project, actor().group_id),
        groups_of_owner=crediting.groups_of_unit(db.session(), project.owner_unit_id),
        entries=history(db.session(), project),
        today=day,
        own=actor().unit_ids,
    )
