"""Make valid records; a test names only what it is about.

Features add makers of their own in tests/<feature>/.
"""

import datetime as dt
import itertools

from argon2 import PasswordHasher

from groupmgr.accounts.models import Account, Assignment
from groupmgr.groups.labels import GroupKind
from groupmgr.groups.models import Group
from groupmgr.kernel.text import initials, pinyin
from groupmgr.members.labels import MembershipState, Rank, UnitKind
from groupmgr.members.models import Membership, Unit
from groupmgr.members.standing import enter
from groupmgr.policy import UNIT_ROLES, Role

PASSWORD = "correct-horse-9"  # noqa: S105
# As slow as it must be in life, and as fast as it may be in tests.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Maker:
    """Adds records to a session."""

    def __init__(self, session):
        self.session = session
        self._number = itertools.count(1)

    def next(self):
        return next(self._number)

    def add(self, record):
        self.session.add(record)
        self.session.commit()
        return record

    def group(self, **facts):
        n = self.next()
        defaults = {
            "code": f"group{n}",
            "name": f"第{n}职业教育集团",
            "short_name": f"第{n}职教集团",
            "kind": GroupKind.SECTOR,
        }
        return self.add(Group(**defaults | facts))

    def unit(self, group=None, **facts):
        """A unit; with a group, a full member of it since 2020."""
        n = self.next()
        name = facts.get("name", f"第{n}职业学院")
        defaults = {
            "name": name,
            "pinyin": pinyin(name),
            "initials": initials(name),
            "no_uscc_reason": "测试",
            "kind": UnitKind.COLLEGE,
        }
        unit = self.add(Unit(**defaults | facts))
        if group is not None:
            self.membership(group, unit)
        return unit

    def membership(self, group, unit, **facts):
        defaults = {
            "rank": Rank.MEMBER,
            "state": MembershipState.FULL,
            "joined_on": dt.date(2020, 1, 1),
        }
        return self.add(Membership(group_id=group.id, unit_id=unit.id, **defaults | facts))

    def account(self, role=Role.SECRETARIAT, group=None, unit=None, **facts):
        """A person of a role; a unit role stands in `unit`, every other one in `group`."""
        n = self.next()
        defaults = {"login": f"user{n}", "name": f"用户{n}", "password_hash": HASH}
        account = self.add(Account(**defaults | facts))
        return self.assign(account, role, group, unit)

    def assign(self, account, role, group=None, unit=None):
        if role in UNIT_ROLES:
            unit = unit or self.unit(group)
        elif role is not Role.SYSTEM:
            group = group or self.group()
        place = {
            "unit_id": unit.id if role in UNIT_ROLES else None,
            "group_id": group.id if role not in UNIT_ROLES and role is not Role.SYSTEM else None,
        }
        self.add(Assignment(account_id=account.id, role=role, **place))
        return account

    def actor(self, account, group):
        """The person as the services see one in a group."""
        found = enter(self.session, account, group.code)
        return found[1]
