"""What a register's pages must know of the other registers: `features` names it.

Registers do not know each other, so the app hands them in.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol, cast

from flask import current_app
from sqlalchemy.orm import Session

from groupmgr.policy import Actor


class Register(Protocol):
    """Records that others point to with `column`."""

    @property
    def column(self) -> str: ...
    def choices(self, session: Session, actor: Actor) -> Sequence[tuple[int, str]]: ...
    def name_of(self, session: Session, actor: Actor, record: Any) -> str | None: ...


def register_of(column: str) -> Register:
    """Return the register to which a column points."""
    registers = cast(Sequence[Register], current_app.extensions["groupmgr.pointed"])
    return next(one for one in registers if one.column == column)


class Vitality(Protocol):
    """Whether a place is alive: its last confirmed activity, and who worked there in a year.

    `last` is the key, title and last day of that activity, `months` the full
    months since; `partners` are the units beside the host with the number of
    their activities.
    """

    @property
    def last(self) -> tuple[int, str, dt.date] | None: ...
    @property
    def months(self) -> int | None: ...
    @property
    def since(self) -> dt.date: ...
    @property
    def partners(self) -> Sequence[tuple[int, str, int]]: ...


def vitality_of(session: Session, actor: Actor, column: str, record: Any) -> Vitality:
    """Return what the activities that point to a record with `column` say of it."""
    asked = cast(Callable[..., Vitality], current_app.extensions["groupmgr.vitality"])
    return asked(session, actor, column, record)


class Product(Protocol):
    """What came out of a project, and the project."""

    @property
    def title(self) -> str: ...
    @property
    def words(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def on(self) -> dt.date: ...
    @property
    def project_id(self) -> int: ...
    @property
    def project(self) -> str: ...


def outputs_of(session: Session, actor: Actor, studio: Any) -> Sequence[Product]:
    """Return what came out of the projects of a studio, the latest first."""
    asked = cast(Callable[..., Sequence[Product]], current_app.extensions["groupmgr.outputs"])
    return asked(session, actor, studio)


class Activities(Protocol):
    """The activities to which records of registers point."""

    def choices(
        self, session: Session, actor: Actor, unit_ids: Collection[int]
    ) -> Sequence[tuple[int, str]]: ...
    def titles(
        self, session: Session, actor: Actor, keys: Collection[int]
    ) -> Mapping[int, str]: ...


def activities() -> Activities:
    """Return the questions that can be asked of activities."""
    return cast(Activities, current_app.extensions["groupmgr.activities"])
