"""What groups decided on the records of the registers."""

import datetime as dt
from typing import TypeVar

from groupmgr.demo.groups import BRANCH, CITY, COUNTY, PROVINCIAL
from groupmgr.demo.world import World
from groupmgr.groups.models import Group
from groupmgr.kernel.credit import CreditColumns, Decision
from groupmgr.members.models import Unit

C = TypeVar("C", bound=CreditColumns)

DECIDERS = {PROVINCIAL: "mishuchu", BRANCH: "mishuchu", CITY: "lanshan", COUNTY: "beian"}


def decider(world: World, group: Group) -> int:
    """Return the account whose hand decides in a group."""
    key = next(key for key, known in world.groups.items() if known is group)
    return world.accounts[DECIDERS[key]].id


def register_credits(world: World, kind: type[C], owner: Unit, on: dt.date) -> list[C]:
    """Return the credits of a register's record in all groups of its owner but the branch."""
    credits: list[C] = []
    for group in world.groups_on(owner, on):
        if group is world.groups[BRANCH]:
            continue
        waits = on.year == 2024 and on.month > 10 and world.chance(0.5)
        credit = kind()
        credit.group_id, credit.decision, credit.reason = group.id, Decision.WAITING, ""
        if not waits:
            credit.decision = Decision.APPROVED
            credit.decided_at = world.moment(on + dt.timedelta(days=world.dice.randrange(3, 15)))
            credit.decided_by_id = decider(world, group)
        credits.append(credit)
    return credits
