"""What lies open at a unit: what its people have to do, and what names one of them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.labels import ActivityState
from groupmgr.activities.models import Activity, Party
from groupmgr.confirming import awaiting
from groupmgr.handover import named
from groupmgr.handover.doors import ACTIVITIES, FOLLOW_UPS, PROMISES, Door
from groupmgr.handover.passing import REGISTERS, owed
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Rows
from groupmgr.meetings.models import FollowUp
from groupmgr.policy import Actor
from groupmgr.projects.promises import Promise

Source = tuple[str, Door, Rows]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is open: its title, and the day that matters for it."""

    key: int
    title: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Pile:
    """All open things of one kind, their page, and the keys of those that the reader may open."""

    kind: str
    door: Door
    items: Sequence[Item]
    opened: frozenset[int]


def to_do(session: Session, reader: Actor, unit_id: int) -> list[Pile]:
    """Return what the unit has to do in the reader's group, kinds without anything left out."""
    return _piles(session, reader, _duties(reader.group_id, unit_id))


def in_charge(session: Session, reader: Actor, unit_id: int, name: str) -> list[Pile]:
    """Return in which running records of the unit a person is named as responsible."""
    asker = named.speaker(reader.group_id, unit_id)
    return _piles(session, reader, [one.source(asker, unit_id, name) for one in named.PLACES])


def running(session: Session, reader: Actor, unit_id: int) -> list[Pile]:
    """Return the records that run and in which the unit is, and what it still owes.

    They are those of all groups: a unit merges as a whole.
    """
    sources: list[Source] = []
    for one in REGISTERS:
        record = one.tables.record
        query = one.running(unit_id).with_only_columns(record.id, record.name, sa.null())
        sources.append((one.kind, one.door, query))
    promised = owed(unit_id).with_only_columns(Promise.id, Promise.subject, Promise.due_on)
    return _piles(session, reader, [*sources, ("协议承诺", PROMISES, promised)])


def _piles(session: Session, reader: Actor, sources: Iterable[Source]) -> list[Pile]:
    found = [
        (kind, door, [Item(*row) for row in session.execute(query)])
        for kind, door, query in sources
    ]
    return [
        Pile(kind, door, items, door.open_to(session, reader, [one.key for one in items]))
        for kind, door, items in found
        if items
    ]


def _duties(group_id: int, unit_id: int) -> list[Source]:
    written = Activity.state.in_((ActivityState.DRAFT, ActivityState.CHECKING))
    returned = Activity.credits.any(
        sa.and_(Activity.state == ActivityState.SUBMITTED, _returned(group_id))
    )
    return [
        ("草稿", ACTIVITIES, _activities(unit_id, written)),
        ("退回待修改", ACTIVITIES, _activities(unit_id, returned)),
        ("待确认", ACTIVITIES, _awaited(group_id, unit_id)),
        ("督办事项", FOLLOW_UPS, _follow_ups(group_id, unit_id)),
    ]


def _returned(group_id: int) -> sa.ColumnElement[bool]:
    credit = Activity.credits.property.mapper.class_
    return sa.and_(credit.group_id == group_id, credit.decision == Decision.RETURNED)


def _activities(unit_id: int, narrowed: sa.ColumnElement[bool]) -> Rows:
    query = sa.select(Activity.id, Activity.title, Activity.ends_on)
    return query.where(Activity.owner_unit_id == unit_id, narrowed).order_by(Activity.ends_on)


def _awaited(group_id: int, unit_id: int) -> Rows:
    query = awaiting.waiting(named.speaker(group_id, unit_id))
    shown = query.with_only_columns(Party.activity_id, Activity.title, Party.answer_by)
    return shown.order_by(Party.answer_by, Party.id)


def _follow_ups(group_id: int, unit_id: int) -> Rows:
    mine = FollowUp.of_group(group_id) & FollowUp.of_units(frozenset({unit_id})) & FollowUp.open()
    query = sa.select(FollowUp.id, FollowUp.text, FollowUp.due_on)
    return query.where(mine).order_by(FollowUp.due_on, FollowUp.id)
