"""Pages of the group itself."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from groupmgr import policy
from groupmgr.extensions import db
from groupmgr.groups import service
from groupmgr.groups.forms import GroupForm, HonourForm, NewGroupForm, TieForm
from groupmgr.groups.models import Group, Honour, Tie
from groupmgr.policy import Action
from groupmgr.web.access import actor, fetch, group, needs, units
from groupmgr.web.answers import done
from groupmgr.web.forms import Form

bp = Blueprint("groups", __name__)
_ABOUT = "/g/<group>/about"


@bp.get(_ABOUT)
@needs(Action.GROUP_VIEW)
def index() -> ResponseReturnValue:
    """Show the group with its honours, ties and branches."""
    sheet = service.sheet(db.session(), actor(), group())
    names = {unit.id: unit.name for unit in units()}
    return render_template("groups/index.html", sheet=sheet, names=names)


@bp.route(f"{_ABOUT}/edit", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def edit() -> ResponseReturnValue:
    """Revise what is known of the group."""
    found = fetch(Group, group().id, Action.GROUP_EDIT)
    form = GroupForm(obj=found)
    if form.accepted(lambda facts: service.edit(db.session(), actor(), found, facts)):
        return done("集团资料已保存", url_for(".index"))
    return _page("修改集团资料", form)


@bp.route(f"{_ABOUT}/honours/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new_honour() -> ResponseReturnValue:
    """Enter a list or title."""
    return _save("登记荣誉", Honour(), HonourForm())


@bp.route(f"{_ABOUT}/honours/<int:honour_id>", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def honour(honour_id: int) -> ResponseReturnValue:
    """Revise a list or title."""
    held = fetch(Honour, honour_id, Action.GROUP_EDIT)
    return _save("修改荣誉", held, HonourForm(obj=held))


@bp.route(f"{_ABOUT}/ties/new", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def new_tie() -> ResponseReturnValue:
    """Enter a tie to another group."""
    return _save("登记合作组织", Tie(), TieForm())


@bp.route(f"{_ABOUT}/ties/<int:tie_id>", methods=["GET", "POST"])
@needs(Action.GROUP_EDIT)
def tie(tie_id: int) -> ResponseReturnValue:
    """Revise a tie."""
    held = fetch(Tie, tie_id, Action.GROUP_EDIT)
    return _save("修改合作组织", held, TieForm(obj=held))


@bp.route("/groups/new", methods=["GET", "POST"])
@needs(Action.PROFILE)
def new() -> ResponseReturnValue:
    """Set up a group; the page stands outside all groups, so that there can be a first one."""
    who = service.founder(db.session(), current_user)
    policy.require(who, Action.GROUP_ADD)
    form = NewGroupForm()
    form.parent_id.offer((one.id, one.name) for one in service.all_groups(db.session(), who))
    if form.accepted(lambda facts: service.add(db.session(), who, facts)):
        return done("集团已设立", url_for(".index", group=form.code.data))
    return render_template("groups/new.html", form=form)


def _save(title: str, thing: Honour | Tie, form: Form) -> ResponseReturnValue:
    if form.accepted(lambda facts: service.save(db.session(), actor(), thing, facts)):
        return done("已保存", url_for(".index"))
    return _page(title, form)


def _page(title: str, form: Form) -> ResponseReturnValue:
    return render_template("groups/form.html", title=title, form=form)
