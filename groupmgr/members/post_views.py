"""Pages of the group's bodies and of those who sit in them."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload, selectinload

from groupmgr.extensions import db
from groupmgr.groups.models import Body
from groupmgr.kernel.clock import today
from groupmgr.members import resolutions
from groupmgr.members.people import Post
from groupmgr.members.post_forms import (
    BodyForm,
    ExtensionForm,
    LeaveForm,
    PostForm,
)
from groupmgr.members.service import posts, terms
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, needs
from groupmgr.web.answers import done
from groupmgr.web.forms import Form

SHOWN = 12

bp = Blueprint("bodies", __name__, url_prefix="/g/<group>/bodies")


@bp.get("/")
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show every body with its term and its people."""
    benches = posts.benches(db.session(), actor(), today())
    return render_template("members/bodies.html", benches=benches, shown=SHOWN, today=today())


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new() -> ResponseReturnValue:
    """Set up a body."""
    form = BodyForm()
    if form.accepted(lambda facts: posts.add_body(db.session(), actor(), facts)):
        return done("机构已设立", url_for(".index"))
    return _page("设立机构", "设立", form)


@bp.route("/<int:body_id>/term/extend", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def extend(body_id: int) -> ResponseReturnValue:
    """Extend the current term."""
    body, form = _fetch(body_id), ExtensionForm()
    if form.accepted(
        lambda facts: terms.extend(db.session(), actor(), body, body.terms[-1], **facts)
    ):
        return done("任期已延长", url_for(".index"))
    return _page("延长任期", "延长", form, body)


@bp.route("/<int:body_id>/posts/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def appoint(body_id: int) -> ResponseReturnValue:
    """Give somebody a post."""
    body, form = _fetch(body_id), PostForm()
    form.resolution_id.offer(resolutions.of_group(db.session(), actor().group_id))
    if form.accepted(lambda facts: posts.appoint(db.session(), actor(), body, facts)):
        return done("任职已登记", url_for(".index"))
    return _page("增加任职", "登记任职", form, body)


@bp.route("/posts/<int:post_id>/leave", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def leave(post_id: int) -> ResponseReturnValue:
    """End a post."""
    options = joinedload(Post.person), joinedload(Post.body)
    post, form = fetch(Post, post_id, Action.GROUP_EDIT, *options), LeaveForm()
    if form.accepted(lambda facts: posts.leave(db.session(), actor(), post, **facts)):
        return done("卸任已登记", url_for(".index"))
    return _page(f"{post.person.name}卸任{post.title.label}", "登记卸任", form, post.body)


def _fetch(body_id: int) -> Body:
    return fetch(Body, body_id, Action.GROUP_EDIT, selectinload(Body.terms))


def _page(title: str, submit: str, form: Form, body: Body | None = None) -> ResponseReturnValue:
    return render_template(
        "members/body_form.html", title=title, submit=submit, form=form, body=body
    )
