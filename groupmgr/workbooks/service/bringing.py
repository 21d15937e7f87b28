"""Hand a register out as a workbook, take one in, and give back what was not taken over."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.accounts.models import Account
from groupmgr.kernel.clock import now
from groupmgr.policy import Actor
from groupmgr.workbooks.book import Book, Desk, version
from groupmgr.workbooks.models import Import, ImportRow, ImportState, Outcome
from groupmgr.workbooks.service.writing import CHUNK, chunks
from groupmgr.workbooks.stamps import Origin, Seal, Seen, short
from groupmgr.workbooks.writing import Line, Plan, write

PROBLEM = "问题"
LEFT = "与现在登记的有冲突，没有勾选导入"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows of a workbook ended how."""

    rows: Mapping[Outcome, int]
    accepted: int
    taken: int

    @property
    def total(self) -> int:
        """All rows that differ."""
        return sum(self.rows.values())


def hand_out(desk: Desk, seal: Seal, group: str) -> bytes:
    """Return the register as a workbook to fill in."""
    policy.require(desk.actor, desk.book.action)
    origin = _origin(desk, group)
    plan = Plan(desk.book, desk.columns, [one.label for one in desk.book.told], origin, seal)
    query = desk.book.query(desk.actor).where(*desk.book.handed)
    query = query.execution_options(yield_per=CHUNK)
    return write(plan, (_line(desk, one) for one in desk.session.scalars(query)))


def start(desk: Desk, file_name: str, kept: str) -> Import:
    """Note that a workbook was brought back."""
    policy.require(desk.actor, desk.book.action)
    made = Import(
        group_id=desk.actor.group_id,
        account_id=desk.actor.account_id or None,
        register=desk.book.key,
        name=file_name[-120:],
        kept=kept,
    )
    desk.session.add(made)
    desk.session.flush()
    return made


def own(actor: Actor, book: Book) -> sa.Select[Import]:
    """Return the query of the workbooks that somebody brought back, the latest first."""
    here = sa.and_(Import.group_id == actor.group_id, Import.register == book.key)
    mine = Import.account_id == actor.account_id
    return sa.select(Import).where(here, mine).order_by(Import.id.desc())


def seen(actor: Actor, book: Book) -> sa.Select[Import, str | None]:
    """Return the query of those that somebody may see and undo, with who brought them back.

    These are the own ones, and to whoever keeps the register for the whole group all that
    came further than a comparison.
    """
    here = sa.and_(Import.group_id == actor.group_id, Import.register == book.key)
    came = Import.state.in_([ImportState.TAKING, ImportState.TAKEN, ImportState.UNDONE])
    all_of_it = sa.and_(policy.visible(actor, book.action, Import), came)
    open_to = sa.or_(Import.account_id == actor.account_id, all_of_it)
    query = sa.select(Import, Account.name).outerjoin(Account, Account.id == Import.account_id)
    return query.where(here, open_to).order_by(Import.id.desc())


def counted(session: Session, made: Import) -> Counted:
    """Count its rows."""
    query = sa.select(
        ImportRow.outcome,
        sa.func.count(),
        sa.func.sum(sa.cast(ImportRow.accepted, sa.Integer)),
        sa.func.sum(sa.cast(ImportRow.taken, sa.Integer)),
    ).where(ImportRow.import_id == made.id)
    found = session.execute(query.group_by(ImportRow.outcome)).all()
    rows = {outcome: count for outcome, count, _, _ in found}
    accepted = sum(int(one or 0) for _, _, one, _ in found)
    return Counted(rows, accepted, sum(int(one or 0) for *_, one in found))


def rows(made: Import, outcome: Outcome | None) -> sa.Select[ImportRow]:
    """Return the query of its rows in the order of the file."""
    query = sa.select(ImportRow).where(ImportRow.import_id == made.id)
    if outcome is not None:
        query = query.where(ImportRow.outcome == outcome)
    return query.order_by(ImportRow.id)


def rest(desk: Desk, seal: Seal, group: str, made: Import) -> bytes:
    """Return what was not taken over as a workbook, with the reasons beside the rows."""
    left = sa.or_(
        ImportRow.outcome == Outcome.FAULTY,
        sa.and_(ImportRow.outcome == Outcome.CONFLICT, ~ImportRow.taken),
    )
    query = sa.select(ImportRow).where(ImportRow.import_id == made.id, left)
    found = desk.session.scalars(query.order_by(ImportRow.id)).all()
    told = [PROBLEM, *(one.label for one in desk.book.told)]
    plan = Plan(desk.book, desk.columns, told, _origin(desk, group), seal)
    return write(plan, _rest(desk, found))


def _rest(desk: Desk, found: Sequence[ImportRow]) -> Iterator[Line]:
    for part in chunks(found, CHUNK):
        records = _told(desk, [row.base["key"] for row in part if row.base])
        for row in part:
            seen = Seen(**row.base) if row.base else None
            faults = row.faults or {"": LEFT}
            told = records.get(seen.key if seen else 0, [""] * len(desk.book.told))
            yield Line(row.cells, ["；".join(faults.values()), *told], seen, faults)


def _told(desk: Desk, keys: Iterable[int]) -> dict[int, list[str]]:
    if not desk.book.told:
        return {}
    query = desk.book.query(desk.actor).where(desk.book.model.id.in_(list(keys)))
    found = desk.session.scalars(query).unique()
    return {one.id: [told.cell(one) for told in desk.book.told] for one in found}


def _line(desk: Desk, record: Any) -> Line:
    cells = desk.cells(record)
    seen = Seen(record.id, version(record), short(cells))
    return Line(cells, [one.cell(record) for one in desk.book.told], seen)


def _origin(desk: Desk, group: str) -> Origin:
    return Origin(desk.book.key, desk.actor.group_id, group, now(), desk.actor.name)
