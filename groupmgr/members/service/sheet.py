"""Everything that the page of one unit shows, in a fixed number of queries."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.journal.models import Entry
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.members.service import liaisons
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Sheet:
    """A unit's memberships here, the other groups it is in, its contacts, and what was done.

    `contacts` and `entries` are empty for those who may not see them.
    """

    memberships: list[Membership]
    elsewhere: list[Membership]
    liaison: Liaison | None
    contacts: list[Liaison]
    entries: list[Entry]
    merged_into: Unit | None

    @property
    def membership(self) -> Membership:
        """The latest membership in the open group."""
        return self.memberships[0]


def of_unit(session: Session, actor: Actor, unit: Unit) -> Sheet:
    """Return the sheet of a unit that the caller has been shown."""
    here, elsewhere = _memberships(session, actor, unit)
    trusted = policy.may_on(session, actor, Action.UNIT_EDIT, unit)
    into = sa.select(Unit).where(Unit.id == unit.merged_into_id)
    return Sheet(
        memberships=here,
        elsewhere=elsewhere,
        liaison=liaisons.current(session, here[0]),
        contacts=liaisons.everyone(session, here[0]) if trusted else [],
        entries=_entries(session, unit, here) if trusted else [],
        merged_into=session.scalar(into) if unit.merged_into_id else None,
    )


def _memberships(
    session: Session, actor: Actor, unit: Unit
) -> tuple[list[Membership], list[Membership]]:
    query = (
        sa.select(Membership)
        .where(Membership.unit_id == unit.id, Membership.joined_on.is_not(None))
        .options(joinedload(Membership.group), selectinload(Membership.former_ranks))
        .order_by(Membership.joined_on.desc(), Membership.id.desc())
    )
    found = list(session.scalars(query))
    here = [one for one in found if one.group_id == actor.group_id]
    return here, [one for one in found if one.group_id != actor.group_id and not one.ended_on]


def _entries(session: Session, unit: Unit, here: list[Membership]) -> list[Entry]:
    done = journal.history(session, unit) + journal.history(session, here[0])
    return sorted(done, key=lambda entry: entry.id, reverse=True)
