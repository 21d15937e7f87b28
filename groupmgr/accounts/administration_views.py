"""Pages on which accounts are opened, given roles, reset and closed."""

from typing import TypeVar

import sqlalchemy as sa
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import selectinload

from groupmgr import policy
from groupmgr.accounts import administration as service
from groupmgr.accounts.administration import Place
from groupmgr.accounts.forms import AccountForm, RoleForm
from groupmgr.accounts.models import Account, Assignment
from groupmgr.extensions import db
from groupmgr.journal.service import history
from groupmgr.kernel.clock import now
from groupmgr.policy import Action, Role
from groupmgr.web.access import actor, fetch, needs, units
from groupmgr.web.answers import done
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Unit, Words
from groupmgr.web.listing import Listing

F = TypeVar("F", bound=RoleForm)

bp = Blueprint("people", __name__, url_prefix="/g/<group>/accounts")


@bp.get("/")
@needs(Action.ACCOUNT_EDIT)
def index() -> ResponseReturnValue:
    """List the accounts."""
    return ACCOUNTS.answer(service.listing(actor()), "accounts/index.html")


@bp.route("/new", methods=["GET", "POST"])
@needs(Action.ACCOUNT_EDIT)
def new() -> ResponseReturnValue:
    """Open an account and show its initial password once."""
    form = _offered(AccountForm())
    opened: list[tuple[Account, str]] = []
    if form.accepted(
        lambda facts: opened.append(service.open_account(db.session(), actor(), facts))
    ):
        account, password = opened[0]
        return render_template("accounts/initial.html", account=account, password=password)
    return render_template("accounts/new.html", form=form)


@bp.get("/<int:account_id>")
@needs(Action.ACCOUNT_EDIT)
def show(account_id: int) -> ResponseReturnValue:
    """Show an account with its roles and what was done to it."""
    return _show(_fetch(account_id), _offered(RoleForm()))


@bp.post("/<int:account_id>/roles")
@needs(Action.ACCOUNT_EDIT)
def give(account_id: int) -> ResponseReturnValue:
    """Give one more role."""
    account, form = _fetch(account_id), _offered(RoleForm())
    if form.accepted(
        lambda facts: service.give(
            db.session(), actor(), account, Place(facts["role"], facts["unit_id"])
        )
    ):
        return done("角色已增加", url_for(".show", account_id=account_id))
    return _show(_fetch(account_id), form)


@bp.post("/<int:account_id>/roles/<int:assignment_id>/take")
@needs(Action.ACCOUNT_EDIT)
def take(account_id: int, assignment_id: int) -> ResponseReturnValue:
    """Take a role."""
    service.take(db.session(), actor(), _fetch(account_id), assignment_id)
    return done("角色已取消", url_for(".index"))


@bp.post("/<int:account_id>/password")
@needs(Action.ACCOUNT_EDIT)
def reset(account_id: int) -> ResponseReturnValue:
    """Replace a forgotten password and show the initial one once."""
    account = _fetch(account_id)
    password = service.reset_password(db.session(), actor(), account)
    db.session.commit()
    return render_template("accounts/initial.html", account=account, password=password)


@bp.post("/<int:account_id>/<any(open, close):way>")
@needs(Action.ACCOUNT_EDIT)
def set_active(account_id: int, way: str) -> ResponseReturnValue:
    """Close an account, or open it again."""
    service.set_active(db.session(), actor(), _fetch(account_id), active=way == "open")
    words = "账号已启用" if way == "open" else "账号已停用"
    return done(words, url_for(".show", account_id=account_id))


def _fetch(account_id: int) -> Account:
    roles = selectinload(Account.assignments)
    return fetch(Account, account_id, Action.ACCOUNT_EDIT, roles)


def _offered(form: F) -> F:
    office = actor().roles & {Role.SYSTEM, Role.SECRETARIAT}
    own = policy.own_units(actor(), Action.ACCOUNT_EDIT)
    form.offer(service.roles_to_give(actor()), None if office else own)
    return form


def _show(account: Account, form: RoleForm) -> ResponseReturnValue:
    names = {unit.id: unit.name for unit in units()}
    mine = {one.id for one in account.assignments if service.in_reach(db.session(), actor(), one)}
    entries = history(db.session(), account)
    return render_template(
        "accounts/show.html", account=account, form=form, names=names, mine=mine, entries=entries
    )


def _state(account: Account) -> str:
    if account.locked_until and account.locked_until > now():
        return "已锁定"
    if not account.active:
        return "已停用"
    return "须改密码" if account.must_change else "正常"


def _units(account: Account) -> list[str]:
    names = {unit.id: unit.name for unit in units()}
    held = {one.unit_id for one in account.assignments}
    return sorted(names[key] for key in held if key in names)


def _assigned(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return Account.assignments.any(sa.and_(*conditions))


ACCOUNTS = Listing(
    name="账号",
    counted="个",
    order=(Account.login,),
    columns=(
        Column(
            "name",
            "姓名",
            lambda one: one.name,
            sort=Account.name,
            link=lambda one: url_for("people.show", account_id=one.id),
        ),
        Column("login", "账号", lambda one: one.login, sort=Account.login),
        Column("role", "角色", lambda one: sorted({a.role.label for a in one.assignments})),
        Column("unit", "单位", _units),
        Column("phone", "手机", lambda one: one.phone),
        Column("state", "状态", _state, status=True),
    ),
    conditions=(
        Words("q", "搜索", (Account.name, Account.login, Account.phone), "姓名、账号、手机"),
        Choice("role", "角色", Role, lambda role: _assigned(Assignment.role == role)),
        Unit("unit", "单位", lambda unit_id: _assigned(Assignment.unit_id == unit_id)),
    ),
)
