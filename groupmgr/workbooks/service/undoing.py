"""Undo what was taken over of a workbook, slice by slice."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.workbooks.book import Desk
from groupmgr.workbooks.models import Import, ImportRow, ImportState
from groupmgr.workbooks.service.comparing import Told
from groupmgr.workbooks.service.finding import left, of_rows
from groupmgr.workbooks.service.slices import require, slices
from groupmgr.workbooks.service.writing import Refused, restore

# Also what was taken over of an import that stopped on its way.
WHOLE = (ImportState.TAKING, ImportState.TAKEN)
STAYS = "撤销期间又有人改过，保持现在的内容"
NAMED = 5


def undo(desk: Desk, made: Import, told: Told) -> None:
    """Bring every record back to what it said before.

    It does not begin where somebody changed one of them since. Once it has begun it goes
    on where it stopped, and leaves alone what somebody changes meanwhile.
    """
    require(made, *WHOLE, ImportState.UNDOING)
    if made.state is not ImportState.UNDOING:
        _refuse_changed(desk, made, told)
        made.state = ImportState.UNDOING
    for rows in slices(desk.session, made, (ImportRow.taken,), told, last_first=True):
        _undo(desk, rows)
    made.state, made.undone_at = ImportState.UNDONE, now()
    journal.record(desk.session, desk.actor, f"撤销导入{desk.book.name}填报表", made)


def _refuse_changed(desk: Desk, made: Import, told: Told) -> None:
    changed: list[str] = []
    for rows in slices(desk.session, made, (ImportRow.taken,), lambda done, total: told(0, total)):
        as_left = left(desk, of_rows(desk, rows))
        changed += [row.name for row in rows if as_left.get(row.record_id) != row.version]
    if changed:
        names = "、".join(changed[:NAMED]) + ("等" if len(changed) > NAMED else "")
        words = f"导入后又改过 {len(changed)} 条：{names}，不能整体撤销，请逐条修改"
        raise Refused(words)


def _undo(desk: Desk, rows: Sequence[ImportRow]) -> None:
    """Take new records back first, so that others may have their names again."""
    records = of_rows(desk, rows)
    as_left, going = left(desk, records), []
    for row in rows:
        if as_left.get(row.record_id) == row.version:
            going.append(row)
        else:
            row.faults = {"": STAYS}
    leave(desk, [records[row.record_id] for row in going if not row.was])
    for row in going:
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
