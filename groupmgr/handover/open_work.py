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
from groupmgr.handover.passing import REGISTERS, owed
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Rows
from groupmgr.meetings.models import FollowUp
from groupmgr.projects.promises import Promise

Source = tuple[str, str, str, Rows]


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


def to_do(session: Session, group_id: int, unit_id: int) -> list[Pile]:
    """Return what the unit has to do in the group, kinds without anything left out."""
    return _piles(session, _duties(group_id, unit_id))


def in_charge(session: Session, group_id: int, unit_id: int, name: str) -> list[Pile]:
    """Return in which running records of the unit a person is named as responsible."""
    actor = named.speaker(group_id, unit_id)
    return _piles(session, [one.source(actor, unit_id, name) for one in named.PLACES])


def running(session: Session, unit_id: int) -> list[Pile]:
    """Return the records that run and in which the unit is, and what it still owes."""
    sources: list[Source] = []
    for one in REGISTERS:
        record = one.tables.record
        query = one.running(unit_id).with_only_columns(record.id, record.name, sa.null())
        sources.append((one.kind, one.page, one.named, query))
    promised = owed(unit_id).with_only_columns(Promise.id, Promise.subject, Promise.due_on)
    return _piles(
        session, [*sources, ("协议承诺", "agreements.promises.keep", "promise_id", promised)]
    )


def _piles(session: Session, sources: Iterable[Source]) -> list[Pile]:
    found = [
        Pile(kind, page, key, [Item(*row) for row in session.execute(query)])
        for kind, page, key, query in sources
    ]
    return [pile for pile in found if pile.items]


def _duties(group_id: int, unit_id: int) -> list[Source]:
    written = Activity.state.in_((ActivityState.DRAFT, ActivityState.CHECKING))
    returned = Activity.credits.any(
        sa.and_(Activity.state == ActivityState.SUBMITTED, _returned(group_id))
    )
    return [
        ("草稿", "activities.show", "key", _activities(unit_id, written)),
        ("退回待修改", "activities.show", "key", _activities(unit_id, returned)),
        ("待确认", "activities.show", "key", _awaited(group_id, unit_id)),
        ("督办事项", "followups.show", "follow_up_id", _follow_ups(group_id, unit_id)),
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
