"""The roll of members as a workbook."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload
from wtforms.validators import Length

from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.members.forms import RegisterForm
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import CONTACTS, Liaison, Person
from groupmgr.members.roll_words import HABITS
from groupmgr.members.service import liaisons, memberships, recognising, retracting, units
from groupmgr.members.service.liaisons import Contact
from groupmgr.policy import Action, Actor
from groupmgr.web.fields import LabelField, TextField
from groupmgr.workbooks.book import Book, Cells

# A unit and its membership that one row of a workbook made are as old as each other.
TOGETHER = dt.timedelta(seconds=5)


class RollForm(RegisterForm):
    """A member as lists have it: perhaps without a rank, or without a contact."""

    rank = LabelField("成员级别", codes=Rank, description="不填的为成员单位")
    liaison_name = TextField("联络员", [Length(max=20)])


def _save(session: Session, actor: Actor, membership: Membership, facts: dict[str, Any]) -> Any:
    if membership.id is None:
        wanted = facts | {"rank": facts["rank"] or Rank.MEMBER}
        return memberships.register(session, actor, wanted)
    _revise_unit(session, actor, membership.unit, facts)
    if facts["joined_on"] != membership.joined_on:
        memberships.correct_joined_on(session, actor, membership, facts["joined_on"])
    if facts["rank"] not in (None, membership.rank):
        memberships.change_rank(session, actor, membership, facts["rank"], today())
    name, phone = facts["liaison_name"], facts["liaison_phone"]
    if name and (name, phone) != _contact(membership):
        held = _liaison(membership) is not None
        since = today() if held else membership.joined_on or today()
        liaisons.hand_over(session, actor, membership, Contact(name, phone, since))
    return membership


def _restore(session: Session, actor: Actor, membership: Membership, facts: dict[str, Any]) -> None:
    """Write what was on the roll before an import, whose rank and contact leave no trace."""
    _revise_unit(session, actor, membership.unit, facts)
    if facts["rank"] is not membership.rank:
        retracting.take_back_rank(session, actor, membership, facts["rank"])
    if facts["joined_on"] != membership.joined_on:
        memberships.correct_joined_on(session, actor, membership, facts["joined_on"])
    if (facts["liaison_name"], facts["liaison_phone"]) != _contact(membership):
        contact = facts["liaison_name"], facts["liaison_phone"]
        retracting.take_back_liaison(session, actor, membership, *contact)


def _revise_unit(session: Session, actor: Actor, unit: Unit, facts: dict[str, Any]) -> None:
    of_unit = {k: v for k, v in facts.items() if k not in memberships.OF_MEMBERSHIP}
    if any(getattr(unit, name) != value for name, value in of_unit.items()):
        units.edit(session, actor, unit, of_unit)


def _liaison(membership: Any) -> Liaison | None:
    return next((one for one in membership.contacts if one.ended_on is None), None)


def _contact(membership: Membership) -> tuple[str, str | None]:
    now = _liaison(membership)
    return (now.person.name, now.person.phone) if now else ("", None)


def _beside(membership: Any) -> dict[str, Any]:
    name, phone = _contact(membership)
    return {
        "rank": membership.rank,
        "joined_on": membership.joined_on,
        "liaison_name": name,
        "liaison_phone": phone or "",
    }


def _things(membership: Membership) -> list[tuple[str, int]]:
    now = _liaison(membership)
    contact = [("liaisons", now.id), ("people", now.person_id)] if now else []
    return [("memberships", membership.id), ("units", membership.unit_id), *contact]


def _find(session: Session, actor: Actor, rows: Sequence[Cells]) -> Sequence[int | str | None]:
    asked = [(str(row.get("name", "")), str(row.get("uscc", ""))) for row in rows]
    return recognising.recognised(session, actor, asked)


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
    form=RollForm,
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
    find=_find,
    fixed=frozenset({"name"}),
    things=_things,
    restore=_restore,
    leave=_leave,
    habits=HABITS,
)
