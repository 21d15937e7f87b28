"""What pages must know of groups and members, which lie above: handed in by `app`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

from flask import Flask, current_app
from sqlalchemy.orm import Session

from groupmgr.policy import Actor


class UnitChoice(Protocol):
    """A unit as a field offers it, found by its letters too; `current` if a member now."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def pinyin(self) -> str: ...
    @property
    def initials(self) -> str: ...
    @property
    def current(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The questions of the web layer that only the layers above can answer.

    `enter` gives the group of a code and what the account is in it, or nothing
    to a stranger; `groups_of` the groups an account may open; `units_of` the
    units of a group, present and past; `names_of` the keys of these by every other
    name that they have and had.
    """

    enter: Callable[[Session, Any, str], tuple[Any, Actor] | None]
    groups_of: Callable[[Session, Any], Sequence[Any]]
    units_of: Callable[[Session, int], Sequence[UnitChoice]]
    names_of: Callable[[Session, int], Mapping[str, str]]


def register(app: Flask, ports: Ports) -> None:
    """Let the pages of an app ask these."""
    app.extensions["groupmgr.ports"] = ports


def ports() -> Ports:
    """Return what the app was given."""
    return cast(Ports, current_app.extensions["groupmgr.ports"])
