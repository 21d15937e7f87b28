"""Which unit a row of a member list speaks of: by its code, then by a name it has or had."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.import_columns import Row
from groupmgr.members.models import FormerName, Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.policy import Action, Actor


@dataclass(slots=True)
class Known:
    """The units of the installation, and the open memberships and contacts of the group.

    `rows` holds the row of the file in which a unit was met.
    """

    by_code: dict[str, Unit]
    by_name: dict[str, Unit]
    former: dict[str, Unit]
    memberships: dict[int, Membership]
    liaisons: dict[int, Liaison]
    rows: dict[int, int] = field(default_factory=dict)

    def find(self, row: Row) -> Unit | None:
        """Return the unit of a row; raise `RuleBroken` where code and name disagree."""
        unit = self._find(row.facts["name"], row.facts.get("uscc"))
        if unit is not None and unit.id in self.rows:
            raise RuleBroken(f"与第 {self.rows[unit.id]} 行是同一单位")
        return unit

    def meet(self, unit: Unit, membership: Membership, number: int) -> None:
        """Remember what a row entered."""
        self.rows[unit.id] = number
        self.by_name[unit.name] = unit
        self.memberships[unit.id] = membership
        if unit.uscc:
            self.by_code[unit.uscc] = unit

    def _find(self, name: str, code: str | None) -> Unit | None:
        named = self.by_name.get(name) or self.former.get(name)
        unit = self.by_code.get(code or "")
        if unit is None:
            if named is not None and code and named.uscc:
                raise RuleBroken(f"“{named.name}”登记的代码是 {named.uscc}，与表中不同，请核对")
            return named
        if unit.name != name and self.former.get(name) is not unit:
            raise RuleBroken(f"这个代码已登记为“{unit.name}”；如已更名，请先在该单位页面办理更名")
        return unit


def known(session: Session, actor: Actor) -> Known:
    """Load what rows are matched with, in a fixed number of queries."""
    everything = list(session.scalars(sa.select(Unit)))
    by_id = {unit.id: unit for unit in everything}
    former = session.execute(sa.select(FormerName.name, FormerName.unit_id))
    return Known(
        by_code={unit.uscc: unit for unit in everything if unit.uscc},
        by_name={unit.name: unit for unit in everything},
        former={name: by_id[unit_id] for name, unit_id in former},
        memberships={one.unit_id: one for one in session.scalars(_open(actor))},
        liaisons={one.membership_id: one for one in session.scalars(_contacts(actor))},
    )


def _open(actor: Actor) -> sa.Select[Membership]:
    mine = policy.visible(actor, Action.MEMBER_EDIT, Membership)
    return sa.select(Membership).where(mine, Membership.ended_on.is_(None))


def _contacts(actor: Actor) -> sa.Select[Liaison]:
    mine = policy.visible(actor, Action.MEMBER_EDIT, Membership)
    held = sa.select(Liaison).join(Liaison.membership).where(mine, Liaison.ended_on.is_(None))
    return held.options(joinedload(Liaison.person))
