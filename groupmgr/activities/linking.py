"""The records of other registers with which an activity is linked; `features` names them.

Registers do not know each other, so the line above hands them in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Register:
    """A register: the column of the activity that points to it, and how its records are shown.

    `name` is the column that names a record, `key` what its page calls the
    key of a record in the address.
    """

    column: str
    label: str
    model: Any
    name: Any
    seen_by: Action
    page: str
    key: str

    def choices(self, session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
        """Return the records that the actor may see, by key and name."""
        seen = policy.visible(actor, self.seen_by, self.model)
        query = sa.select(self.model.id, self.name).where(seen).order_by(self.name, self.model.id)
        return [(key, name) for key, name in session.execute(query)]

    def name_of(self, session: Session, actor: Actor, record: Any) -> str | None:
        """Return the name of what a record points to with the column, if the actor may see it."""
        query = sa.select(self.name).where(
            self.model.id == getattr(record, self.column),
            policy.visible(actor, self.seen_by, self.model),
        )
        return session.scalar(query)
