"""What runs passes to the unit that another one merged into; who was in it before stays known."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from groupmgr.bases.labels import BaseState
from groupmgr.bases.models import IN_BASES, TrainingBase
from groupmgr.handover.doors import AGREEMENTS, BASES, PROJECTS, STUDIOS, Door
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.parting import Parting
from groupmgr.members import crediting
from groupmgr.members.models import Unit
from groupmgr.policy import Actor
from groupmgr.projects.agreements import IN_AGREEMENTS, Agreement
from groupmgr.projects.labels import AgreementState, ProjectRole, ProjectState
from groupmgr.projects.models import IN_PROJECTS, Project
from groupmgr.projects.promises import Promise
from groupmgr.studios.labels import StudioState
from groupmgr.studios.models import IN_STUDIOS, Studio

DEED = "随单位合并移交"
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Union:
    """A unit that ends in another one from a day on."""

    unit: Unit
    into: Unit
    since: dt.date

    @property
    def words(self) -> str:
        """What the journal says of it."""
        return f"{self.unit.name}→{self.into.name}"


@dataclass(frozen=True, slots=True)
class Register:
    """A register whose running records pass: its page, its tables, and what runs.

    `columns` hold units beside the parties; `apart` tells the rows of one unit
    in a record from each other. `runs` is asked with the key of the unit.
    """

    kind: str
    door: Door
    tables: Parting
    runs: Callable[[int], sa.ColumnElement[bool]]
    columns: tuple[str, ...] = ("owner_unit_id",)
    apart: tuple[str, ...] = ()

    def running(self, unit_id: int) -> sa.Select[Any]:
        """Return the query of the records in which the unit is and which run."""
        record = self.tables.record
        there = sa.or_(record.owner_unit_id == unit_id, record.parties.any(unit_id=unit_id))
        return sa.select(record).where(there, self.runs(unit_id)).order_by(record.pinyin, record.id)


def owed(unit_id: int) -> sa.Select[Promise]:
    """Return the query of what the unit promised and did not keep whole yet."""
    mine = sa.select(Promise).where(Promise.unit_id == unit_id, Promise.is_open())
    return mine.order_by(Promise.due_on.asc().nulls_last(), Promise.id)


def _agreements(unit_id: int) -> sa.ColumnElement[bool]:
    over = Agreement.state.in_((AgreementState.EXPIRED, AgreementState.TERMINATED))
    holds = sa.or_(Agreement.term.is_(None), Agreement.term >= today())
    promised = owed(unit_id).order_by(None).with_only_columns(Promise.agreement_id)
    return sa.or_(sa.and_(~over, holds), Agreement.id.in_(promised))


REGISTERS = (
    Register(
        *("实训基地", BASES, IN_BASES),
        lambda _: TrainingBase.in_state(today(), BaseState.DELISTED).is_not(True),
        apart=("input",),
    ),
    Register(
        *("大师工作室", STUDIOS, IN_STUDIOS),
        lambda _: Studio.in_state(today(), StudioState.REVOKED).is_not(True),
        columns=("owner_unit_id", "leader_unit_id"),
    ),
    Register(
        *("合作项目", PROJECTS, IN_PROJECTS),
        lambda _: Project.state.not_in((ProjectState.CLOSED, ProjectState.ABANDONED)),
    ),
    Register(*("协议", AGREEMENTS, IN_AGREEMENTS), _agreements),
)


def pass_on(session: Session, actor: Actor, union: Union) -> None:
    """Put the successor in the place of the unit in all that runs, from the day on."""
    promised = session.scalars(owed(union.unit.id)).all()
    for register in REGISTERS:
        running = register.running(union.unit.id)
        parties = selectinload(register.tables.record.parties)
        for record in session.scalars(running.options(parties)).all():
            _pass(session, actor, register, record, union)
    for promise in promised:
        before = journal.facts(promise)
        promise.unit_id = union.into.id
        journal.record(session, actor, DEED, promise, before=before, reason=union.words)


def _pass(session: Session, actor: Actor, register: Register, record: Any, union: Union) -> None:
    crediting.refuse_closed(session, record, range(union.since.year, today().year + 1))
    before = journal.facts(record)
    _remember(session, register.tables, record, union.since - ONE_DAY)
    _stand_in_later(session, register.tables, record, union)
    for column in register.columns:
        if getattr(record, column) == union.unit.id:
            setattr(record, column, union.into.id)
    for row in [row for row in record.parties if row.unit_id == union.unit.id]:
        _stand_in(register, record, row, union.into.id)
    journal.record(session, actor, DEED, record, before=before, reason=union.words)


def _remember(session: Session, tables: Parting, record: Any, until: dt.date) -> None:
    """Keep who was in the record up to a day: as kept for the next day, or as it is now."""
    later = _kept(session, tables, record, until)
    first = min((one.until for one in later), default=None)
    if first == until:
        return
    there = {one.unit_id: one.is_owner for one in later if one.until == first}
    if not there:
        keys = {record.owner_unit_id, *(row.unit_id for row in record.parties)}
        there = {key: key == record.owner_unit_id for key in keys}
    for unit_id, is_owner in sorted(there.items()):
        of_record = {tables.key: record.id}
        session.add(tables.former(**of_record, unit_id=unit_id, is_owner=is_owner, until=until))


def _stand_in_later(session: Session, tables: Parting, record: Any, union: Union) -> None:
    """Put the successor into what was kept for days after the merge, which was told later."""
    later = _kept(session, tables, record, union.since)
    held = {one.until: one for one in later if one.unit_id == union.into.id}
    for one in [one for one in later if one.unit_id == union.unit.id]:
        if (same := held.get(one.until)) is None:
            one.unit_id = union.into.id
        else:
            same.is_owner = same.is_owner or one.is_owner
            session.delete(one)
    session.flush()


def _kept(session: Session, tables: Parting, record: Any, since: dt.date) -> list[Any]:
    former = tables.former
    mine = getattr(former, tables.key) == record.id
    return list(session.scalars(sa.select(former).where(mine, former.until >= since)))


def _stand_in(register: Register, record: Any, row: Any, into_id: int) -> None:
    """Give a row to the successor; where it has the like already, the two become one."""
    for one in record.parties:
        alike = all(getattr(one, name) == getattr(row, name) for name in register.apart)
        if one.unit_id == into_id and alike:
            _unite(one, row)
            record.parties.remove(row)
            return
    row.unit_id = into_id


def _unite(kept: Any, gone: Any) -> None:
    if getattr(gone, "amount", None) is not None:
        kept.amount = (kept.amount or 0) + gone.amount
    if getattr(gone, "role", None) is ProjectRole.LEAD:
        kept.role = gone.role
