"""The condition that an activity is linked with one record of a register."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import request

from groupmgr.activities.models import Activity
from groupmgr.extensions import db
from groupmgr.web.access import actor
from groupmgr.web.conditions import Clause, Condition, Option
from groupmgr.web.registers import register_of


@dataclass(frozen=True, slots=True)
class Linked(Condition):
    """A record that a page named in the address; the list itself offers no other."""

    @property
    def offered(self) -> bool:
        return bool(self.options())

    def options(self) -> list[Option]:
        asked = request.args.get(self.key, "")
        if not asked.isdecimal():
            return []
        # An activity that would point there is enough to ask for the name.
        pointing = Activity(**{self.key: int(asked)})
        name = register_of(self.key).name_of(db.session(), actor(), pointing)
        return [(asked, name, "")] if name else []

    def clause(self, value: str) -> Clause:
        return sa.type_coerce(getattr(Activity, self.key) == int(value), sa.Boolean)
