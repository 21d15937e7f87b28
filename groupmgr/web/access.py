"""Bind the policy to the signed-in person and to the group in the address."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.sql.base import ExecutableOption

from groupmgr import policy
from groupmgr.extensions import db, login
from groupmgr.kernel.base import Record
from groupmgr.kernel.errors import NotAllowed
from groupmgr.policy import Action, Actor
from groupmgr.web.ports import UnitChoice, ports

View = TypeVar("View", bound=Callable[..., Any])
R = TypeVar("R", bound=Record)


def needs(action: Action) -> Callable[[View], View]:
    """Open a page only to those whose roles may take the action at all."""

    def tag(view: View) -> View:
        view.action = action  # type: ignore[attr-defined]
        return view

    return tag


def actor() -> Actor:
    """Return the signed-in person as the policy sees one in the open group."""
    found: Actor = g.actor
    return found


def group() -> Any:
    """Return the group whose pages are open, or nothing on a personal page."""
    return g.get("group")


def units() -> Sequence[UnitChoice]:
    """Return the units of the open group, asked for once a request."""
    if "units" not in g:
        g.units = ports().units_of(db.session(), group().id)
    found: Sequence[UnitChoice] = g.units
    return found


def fetch(model: type[R], key: int, action: Action, *options: ExecutableOption) -> R:
    """Return a record the person may take the action on; to others it does not exist."""
    query = sa.select(model).where(model.id == key, policy.visible(actor(), action, model))
    record = db.session.scalar(query.options(*options))
    return record if record is not None else abort(404)


def register(app: Flask) -> None:
    """Guard every endpoint of the app; one that names no action is refused."""
    app.view_functions["static"] = needs(Action.SIGN_IN)(app.view_functions["static"])
    app.url_value_preprocessor(_take_group)
    app.url_defaults(_fill_group)
    app.before_request(_guard)
    app.jinja_env.globals.update(may=_may, can=_can, which=_which)
    app.context_processor(lambda: {"group": group()})


def _take_group(endpoint: str | None, values: dict[str, Any] | None) -> None:
    g.group_code = (values or {}).pop("group", None)


def _fill_group(endpoint: str, values: dict[str, Any]) -> None:
    wanted = current_app.url_map.is_endpoint_expecting(endpoint, "group")
    if wanted and "group" not in values and group() is not None:
        values["group"] = group().code


def _guard() -> ResponseReturnValue | None:
    if request.endpoint is None:
        return None
    action = getattr(current_app.view_functions[request.endpoint], "action", None)
    if action is None:
        raise NotAllowed("这个页面没有规定由谁打开")
    if action in policy.PUBLIC:
        return None
    if not current_user.is_authenticated:
        answer: ResponseReturnValue = login.unauthorized()
        return answer
    g.group, g.actor = _enter()
    if action not in policy.PERSONAL:
        policy.require(g.actor, action)
    return None


def _enter() -> tuple[Any, Actor]:
    account = current_user._get_current_object()
    if g.group_code is None:
        return None, Actor(account.id, account.name, frozenset(), 0)
    return ports().enter(db.session(), account, g.group_code) or abort(404)


def _may(action: str) -> bool:
    return "actor" in g and policy.may(actor(), Action[action])


def _can(action: str, record: Record) -> bool:
    return policy.may_on(db.session(), actor(), Action[action], record)


def _which(action: str, records: Sequence[Record]) -> frozenset[int]:
    """Return the keys of those records, all of one table, on which the person may act."""
    if not records:
        return frozenset()
    keys = [one.id for one in records]
    return policy.among(db.session(), actor(), Action[action], type(records[0]), keys)
