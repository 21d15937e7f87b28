"""The page of those who completed an output."""

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from groupmgr.extensions import db
from groupmgr.policy import Action
from groupmgr.projects.forms import AuthorForm
from groupmgr.projects.models import Project
from groupmgr.projects.service import authors, projects
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done

bp = Blueprint("authors", __name__, url_prefix="/<int:project_id>/outputs/<int:output_id>/authors")


@bp.route("/", methods=["GET", "POST"])
@needs(Action.PROJECT_EDIT)
def edit(project_id: int, output_id: int) -> ResponseReturnValue:
    """Enter who completed an output, each unit at its place."""
    project = fetch(Project, project_id, Action.PROJECT_EDIT, *projects.SHOWN)
    output = next((one for one in project.outputs if one.id == output_id), None) or abort(404)
    form = AuthorForm(data={"authors": output.authors})
    if form.accepted(lambda facts: authors.sign(db.session(), actor(), project, output, facts)):
        return done("完成单位已保存", url_for("projects.show", project_id=project_id))
    return render_template("projects/authors.html", form=form, project=project, output=output)
