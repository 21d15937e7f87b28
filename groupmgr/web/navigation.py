"""The menu: what the open group offers to the person who looks."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, g, request, url_for
from flask_login import current_user
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.extensions import db
from groupmgr.policy import Action, Actor
from groupmgr.web.access import actor
from groupmgr.web.ports import ports

# The cookie that names the group that was open last; not a right, only a habit.
LAST = "group"
YEAR = 365 * 24 * 3600
# Whose menu shows a feature: partners, who act for enterprises alone, or everybody else.
MEMBERS, PARTNERS = frozenset({False}), frozenset({True})
EVERYBODY = MEMBERS | PARTNERS


@dataclass(frozen=True, slots=True)
class Feature:
    """A part of the product with its own pages, and its place in the menu.

    `section` is the heading it stands under; `count` tells how much of it waits
    for the person; `tab` puts it into the bottom bar of the phone; `filed_by` is
    the action that puts 填报, its page `new`, into the bottom bar; `audience` says
    whether it stands in the menu of partners, of the others, or of both. What the menu
    of partners leaves out, and they may open, stands below it under 更多.
    """

    label: str
    blueprint: Blueprint
    opened_by: Action
    icon: str
    section: str = ""
    count: Callable[[Session, Actor], int] | None = None
    tab: bool = False
    filed_by: Action | None = None
    endpoint: str = "index"
    audience: frozenset[bool] = MEMBERS

    @property
    def new_page(self) -> str:
        """The endpoint on which something is filed."""
        return f"{self.blueprint.name}.new"

    @property
    def page(self) -> str:
        """The endpoint of its first page."""
        return f"{self.blueprint.name}.{self.endpoint}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu as one person sees it."""

    feature: Feature
    current: bool
    waiting: int


def register(app: Flask, features: Sequence[Feature]) -> None:
    """Draw the menu of these features on every page."""
    app.extensions["groupmgr.features"] = features
    app.after_request(_remember)
    asked = (menu, beyond, sections, groups, role_words, home_of)
    app.jinja_env.globals["nav"] = {function.__name__: function for function in asked}


def menu() -> list[Entry]:
    """Return the lines of the menu for the person who looks, counted once a request."""
    if "menu" not in g:
        g.menu = [_entry(feature) for feature in open_features(actor())]
    return cast(list[Entry], g.menu)


def beyond() -> list[Entry]:
    """Return the lines that the short menu of partners leaves out, though they may open them."""
    if not actor().is_partner:
        return []
    return [_line(one, 0) for one in _allowed(actor()) if one.audience == MEMBERS]


def sections(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Return the lines under their headings."""
    return [(name, list(part)) for name, part in groupby(entries, lambda e: e.feature.section)]


def open_features(who: Actor) -> list[Feature]:
    """Return the features in the menu of somebody, who may open them."""
    return [feature for feature in _allowed(who) if who.is_partner in feature.audience]


def groups() -> Sequence[Any]:
    """Return the groups between which the person can switch."""
    return ports().groups_of(db.session(), current_user)


def home_of(group: Any) -> str:
    """Return the address of the group's first page, which is open to everybody in it."""
    features = cast(Sequence[Feature], current_app.extensions["groupmgr.features"])
    return url_for(features[0].page, group=group.code)


def last_group() -> Any:
    """Return the group that was open last in this browser, if the person may still open it."""
    return next((one for one in groups() if one.code == request.cookies.get(LAST)), None)


def role_words() -> str:
    """Return what the person is in the open group, in words."""
    return "、".join(sorted(role.label for role in actor().roles))


def _remember(response: Response) -> Response:
    opened = g.get("group")
    if opened is not None and request.cookies.get(LAST) != opened.code:
        response.set_cookie(LAST, opened.code, max_age=YEAR, httponly=True, samesite="Lax")
    return response


def _entry(feature: Feature) -> Entry:
    return _line(feature, feature.count(db.session(), actor()) if feature.count else 0)


def _line(feature: Feature, waiting: int) -> Entry:
    return Entry(feature, feature.blueprint.name in request.blueprints, waiting)


def _allowed(who: Actor) -> list[Feature]:
    features = cast(Sequence[Feature], current_app.extensions["groupmgr.features"])
    return [feature for feature in features if policy.may(who, feature.opened_by)]
