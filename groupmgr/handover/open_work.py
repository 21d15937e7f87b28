"""What lies open at a unit on the day its liaison officer changes."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.bases.models import TrainingBase
from groupmgr.confirming import awaiting
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Rows
from groupmgr.meetings.models import FollowUp
from groupmgr.policy import Actor, Role


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is open: its title, and the day that matters for it."""

    key: int
    title: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Pile:
    """All open things of one kind, with the page that shows one, and what it calls the key."""

    kind: str
    page: str
    named: str
    items: Sequence[Item]


def piles(session: Session, group_id: int, unit_id: int, manager: str) -> list[Pile]:
    """Return what is open at the unit in the group, kinds without anything left out.

    `manager` is who hands over: of bases only those are named that this person is in charge of.
    """
    found = [
        Pile(kind, page, named, [Item(*row) for row in session.execute(query)])
        for kind, page, named, query in _sources(group_id, unit_id, manager)
    ]
    return [pile for pile in found if pile.items]


def bases_of(unit_id: int, manager: str) -> sa.Select[TrainingBase]:
    """Return the query of the unit's bases of which a person is in charge."""
    mine = TrainingBase.owner_unit_id == unit_id, TrainingBase.manager == manager
    return sa.select(TrainingBase).where(*mine).order_by(TrainingBase.id)


def _sources(group_id: int, unit_id: int, manager: str) -> list[tuple[str, str, str, Rows]]:
    written = Activity.state.in_((ActivityState.DRAFT, ActivityState.CHECKING))
    returned = Activity.credits.any(
        sa.and_(Activity.state == ActivityState.SUBMITTED, _returned(group_id))
    )
    bases = bases_of(unit_id, manager)
    return [
        ("草稿", "activities.show", "key", _activities(unit_id, written)),
        ("退回待修改", "activities.show", "key", _activities(unit_id, returned)),
        ("待确认", "confirmations.answer", "party_id", _awaited(group_id, unit_id)),
        ("督办事项", "followups.show", "follow_up_id", _follow_ups(group_id, unit_id)),
        (
            "负责的实训基地",
            "bases.show",
            "base_id",
            bases.with_only_columns(TrainingBase.id, TrainingBase.name, sa.null()),
        ),
    ]


def _returned(group_id: int) -> sa.ColumnElement[bool]:
    credit = Activity.credits.property.mapper.class_
    return sa.and_(credit.group_id == group_id, credit.decision == Decision.RETURNED)


def _activities(unit_id: int, narrowed: sa.ColumnElement[bool]) -> Rows:
    query = sa.select(Activity.id, Activity.title, Activity.ends_on)
    return query.where(Activity.owner_unit_id == unit_id, narrowed).order_by(Activity.ends_on)


def _awaited(group_id: int, unit_id: int) -> Rows:
    speaker = Actor(0, "", frozenset({Role.UNIT_CLERK}), group_id, frozenset({unit_id}))
    query = awaiting.waiting(speaker).with_only_columns(Party.id, Activity.title, Party.answer_by)
    return query.order_by(Party.answer_by, Party.id)


def _follow_ups(group_id: int, unit_id: int) -> Rows:
    mine = FollowUp.of_group(group_id) & FollowUp.of_units(frozenset({unit_id})) & FollowUp.open()
    query = sa.select(FollowUp.id, FollowUp.text, FollowUp.due_on)
    return query.where(mine).order_by(FollowUp.due_on, FollowUp.id)
