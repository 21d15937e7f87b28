"""The roll of members as a workbook."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.journal import service as journal
from groupmgr.members.forms import RegisterForm
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import CONTACTS, Liaison, Person
from groupmgr.members.service import memberships, units
from groupmgr.policy import Action, Actor
from groupmgr.workbooks.book import Book

# A unit and its membership that one row of a workbook made are as old as each other.
TOGETHER = dt.timedelta(seconds=5)


def _save(session: Session, actor: Actor, membership: Membership, facts: dict[str, Any]) -> Any:
    if membership.id is None:
        return memberships.register(session, actor, facts)
    return units.edit(session, actor, membership.unit, facts)


def _beside(membership: Any) -> dict[str, Any]:
    now = next((one.person for one in membership.contacts if one.ended_on is None), None)
    return {
        "rank": membership.rank,
        "joined_on": membership.joined_on,
        "liaison_name": now.name if now else "",
        "liaison_phone": now.phone if now else "",
    }


def _called(names: Sequence[str]) -> Any:
    return Membership.unit.has(Unit.name.in_(units.clean_name(name) for name in names))


def _leave(session: Session, actor: Actor, membership: Membership) -> None:
    """Take a member off the roll that an import entered; the unit too, if it was new then."""
    unit = membership.unit
    is_new = membership.created_at - unit.created_at < TOGETHER
    journal.record(session, actor, "撤销导入，删除新登记的成员", membership)
    of_member = Liaison.membership_id == membership.id
    session.execute(sa.delete(Liaison).where(of_member))
    session.delete(membership)
    session.flush()
    if is_new:
        _forget(session, unit)


def _forget(session: Session, unit: Unit) -> None:
    """Forget a unit that nothing speaks of any more."""
    try:
        with session.begin_nested():
            session.execute(sa.delete(Person).where(Person.unit_id == unit.id))
            session.delete(unit)
            session.flush()
    except sa.exc.IntegrityError:
        return


BOOK = Book(
    key="members",
    name="成员单位",
    action=Action.MEMBER_EDIT,
    model=Membership,
    form=RegisterForm,
    save=_save,
    same=("name",),
    index="members.index",
    options=(
        joinedload(Membership.unit),
        selectinload(CONTACTS).joinedload(Liaison.person),
    ),
    narrowed=(Membership.joined_on.is_not(None), Membership.ended_on.is_(None)),
    source=lambda membership: membership.unit,
    beside=_beside,
    called=_called,
    fixed=frozenset({"name", "rank", "joined_on", "liaison_name", "liaison_phone"}),
    things=lambda membership: (("memberships", membership.id), ("units", membership.unit_id)),
    leave=_leave,
)
