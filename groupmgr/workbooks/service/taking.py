"""Take over the accepted rows of a workbook, and undo that as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.workbooks.book import Desk, version
from groupmgr.workbooks.models import Import, ImportRow, ImportState, Outcome
from groupmgr.workbooks.service.comparing import Told
from groupmgr.workbooks.service.finding import last_entries, records_of
from groupmgr.workbooks.service.writing import CHUNK, Refused, chunks, restore, write
from groupmgr.workbooks.stamps import digest

MEANWHILE = "比对以后又有人改过这条记录，请重新下载或重新上传比对"
NAMED = 5


def choose(session: Session, made: Import, shown: Sequence[int], ticked: Sequence[int]) -> None:
    """Accept of the rows that were shown those that were ticked."""
    _require(made, ImportState.READY)
    query = sa.select(ImportRow).where(ImportRow.import_id == made.id, ImportRow.id.in_(shown))
    for row in session.scalars(query):
        row.accepted = row.id in ticked and row.outcome is not Outcome.FAULTY
    session.flush()


def choose_all(session: Session, made: Import, outcome: Outcome | None, *, accepted: bool) -> None:
    """Accept all rows of an outcome, or none of them; without one, all but the conflicts."""
    _require(made, ImportState.READY)
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
    _require(made, ImportState.READY)
    count = session.scalar(sa.select(sa.func.count()).where(*_accepted(made))) or 0
    if not count:
        raise RuleBroken("没有勾选要导入的行")
    made.state = ImportState.TAKING
    session.flush()
    return count


def take(desk: Desk, made: Import, told: Told) -> None:
    """Take over what was accepted; what the service refuses stays, with its reason.

    It may be run again: rows that were taken over are not touched twice.
    """
    _require(made, ImportState.TAKING)
    waiting = sa.select(ImportRow.id).where(*_accepted(made), ~ImportRow.taken)
    keys = desk.session.scalars(waiting.order_by(ImportRow.id)).all()
    for at, part in enumerate(chunks(keys, CHUNK)):
        told(at * CHUNK, len(keys))
        query = sa.select(ImportRow).where(ImportRow.id.in_(part)).order_by(ImportRow.id)
        _take(desk, desk.session.scalars(query).all())
    made.state, made.taken_at = ImportState.TAKEN, now()
    journal.record(desk.session, desk.actor, f"导入{desk.book.name}填报表", made)


def undo(desk: Desk, made: Import, told: Told) -> None:
    """Bring every record back to what it said before; all of them, or none."""
    _require(made, ImportState.TAKEN)
    query = sa.select(ImportRow).where(ImportRow.import_id == made.id, ImportRow.taken)
    rows = desk.session.scalars(query.order_by(ImportRow.id.desc())).all()
    _refuse_changed(desk, rows)
    told(0, len(rows))
    for part in chunks(rows, CHUNK):
        _undo(desk, part)
    made.state, made.undone_at = ImportState.UNDONE, now()
    journal.record(desk.session, desk.actor, f"撤销导入{desk.book.name}填报表", made)


def _take(desk: Desk, rows: Sequence[ImportRow]) -> None:
    records = _records(desk, rows)
    written = [(row, _write(desk, row, records.get(row.record_id))) for row in rows]
    desk.session.flush()
    for row, record in written:
        if record is not None:
            row.taken, row.record_id = True, record.id
    left = _all_left(desk, [row for row in rows if row.taken])
    for row in rows:
        row.version = left.get(row.record_id, row.version) if row.taken else row.version
    desk.session.flush()


def _records(desk: Desk, rows: Iterable[ImportRow]) -> dict[int | None, Any]:
    return records_of(desk, (row.record_id for row in rows))


def _all_left(desk: Desk, rows: Iterable[ImportRow]) -> dict[int | None, str]:
    """Return for the record of each row what tells how it is now from any later deed."""
    records = _records(desk, rows)
    latest = last_entries(desk, records.values())
    return {key: _left(record, latest) for key, record in records.items()}


def _left(record: Any, latest: Mapping[int | None, int]) -> str:
    """Return what tells how a record was left from how it is after any later deed."""
    return f"{latest.get(record.id, 0)} {version(record)}"


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


def _undo(desk: Desk, rows: Sequence[ImportRow]) -> None:
    """Take new records back first, so that others may have their names again."""
    records = _records(desk, rows)
    leave(desk, [records[row.record_id] for row in rows if not row.was])
    for row in rows:
        if row.was and (faults := restore(desk, row.was, records[row.record_id])):
            raise Refused(f"不能撤销：“{row.name}”{'；'.join(faults.values())}")
        row.taken = False
    desk.session.flush()


def leave(desk: Desk, records: Sequence[Any]) -> None:
    """Take records back that the import made."""
    if desk.book.leave is not None:
        for record in records:
            desk.book.leave(desk.session, desk.actor, record)
        return
    journal.record_all(desk.session, desk.actor, "撤销导入，删除新登记的记录", records)
    try:
        with desk.session.begin_nested():
            for record in records:
                desk.session.delete(record)
            desk.session.flush()
    except sa.exc.IntegrityError:
        raise Refused("不能撤销：新登记的记录已被别处引用") from None


def _refuse_changed(desk: Desk, rows: Sequence[ImportRow]) -> None:
    """Refuse where anything was done to one of the records since."""
    changed = []
    for part in chunks(rows, CHUNK):
        left = _all_left(desk, part)
        changed += [row.name for row in part if left.get(row.record_id) != row.version]
    if changed:
        names = "、".join(changed[:NAMED]) + ("等" if len(changed) > NAMED else "")
        words = f"导入后又改过 {len(changed)} 条：{names}，不能整体撤销，请逐条修改"
        raise Refused(words)


def _accepted(made: Import) -> tuple[sa.ColumnElement[bool], ...]:
    return (ImportRow.import_id == made.id, ImportRow.accepted.is_(True))


def _require(made: Import, state: ImportState) -> None:
    if made.state is not state:
        raise RuleBroken(f"这次导入现在是“{made.state.label}”，请刷新页面")
