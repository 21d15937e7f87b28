"""Take over the accepted rows of a workbook, slice by slice."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.workbooks.book import Desk, version
from groupmgr.workbooks.models import Import, ImportRow, ImportState, Outcome
from groupmgr.workbooks.service.comparing import Told
from groupmgr.workbooks.service.finding import left, of_rows
from groupmgr.workbooks.service.slices import require, slices
from groupmgr.workbooks.service.writing import write
from groupmgr.workbooks.stamps import digest

MEANWHILE = "比对以后又有人改过这条记录，请重新下载或重新上传比对"


def choose(session: Session, made: Import, shown: Sequence[int], ticked: Sequence[int]) -> None:
    """Accept of the rows that were shown those that were ticked."""
    require(made, ImportState.READY)
    query = sa.select(ImportRow).where(ImportRow.import_id == made.id, ImportRow.id.in_(shown))
    for row in session.scalars(query):
        row.accepted = row.id in ticked and row.outcome is not Outcome.FAULTY
    session.flush()


def choose_all(session: Session, made: Import, outcome: Outcome | None, *, accepted: bool) -> None:
    """Accept all rows of an outcome, or none of them; without one, all but the conflicts."""
    require(made, ImportState.READY)
    rows = sa.update(ImportRow).where(
        ImportRow.import_id == made.id, ImportRow.outcome != Outcome.FAULTY
    )
    if outcome is not None:
        rows = rows.where(ImportRow.outcome == outcome)
    elif accepted:
        rows = rows.where(ImportRow.outcome != Outcome.CONFLICT)
    session.execute(rows.values(accepted=accepted))


def begin(session: Session, made: Import) -> int:
    """Close the choice and return how many rows were accepted."""
    require(made, ImportState.READY)
    count = session.scalar(sa.select(sa.func.count()).where(*_accepted(made))) or 0
    if not count:
        raise RuleBroken("没有勾选要导入的行")
    made.state = ImportState.TAKING
    session.flush()
    return count


def take(desk: Desk, made: Import, told: Told) -> None:
    """Take over what was accepted; what the service refuses stays, with its reason.

    It goes on where it stopped: rows that were taken over are not touched twice.
    """
    require(made, ImportState.TAKING)
    counting = sa.select(sa.func.count()).where(*_accepted(made), ImportRow.taken)
    done = desk.session.scalar(counting) or 0

    def tell(more: int, left_over: int) -> None:
        told(done + more, done + left_over)

    for rows in slices(desk.session, made, (ImportRow.accepted, ~ImportRow.taken), tell):
        _take(desk, rows)
    made.state, made.taken_at = ImportState.TAKEN, now()
    journal.record(desk.session, desk.actor, f"导入{desk.book.name}填报表", made)


def _take(desk: Desk, rows: Sequence[ImportRow]) -> None:
    records = of_rows(desk, rows)
    written = [(row, _write(desk, row, records.get(row.record_id))) for row in rows]
    desk.session.flush()
    for row, record in written:
        if record is not None:
            row.taken, row.record_id = True, record.id
    as_left = left(desk, of_rows(desk, [row for row in rows if row.taken]))
    for row in rows:
        row.version = as_left.get(row.record_id, row.version) if row.taken else row.version
    desk.session.flush()


def _write(desk: Desk, row: ImportRow, record: Any) -> Any:
    """Return the record of a row that was written, or nothing where it was refused."""
    if row.record_id is not None and _stands(desk, record) != row.version:
        done, faults = None, {"": MEANWHILE}
    else:
        done, faults = write(desk, row.cells, record)
    if faults:
        row.accepted, row.outcome, row.faults = False, Outcome.FAULTY, faults
    return done


def _stands(desk: Desk, record: Any) -> str:
    return "" if record is None else f"{version(record)}.{digest(desk.cells(record))}"


def _accepted(made: Import) -> tuple[sa.ColumnElement[bool], ...]:
    return (ImportRow.import_id == made.id, ImportRow.accepted.is_(True))
