"""The registers that `features` names, for pages that link to records of another one.

Registers do not know each other, so the app hands them in.
"""

from collections.abc import Sequence
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
    registers = cast(Sequence[Register], current_app.extensions["groupmgr.registers"])
    return next(one for one in registers if one.column == column)
