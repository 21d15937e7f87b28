"""Compare a workbook with what is registered, and keep what differs row by row."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from groupmgr.workbooks.book import Cells, Desk, version
from groupmgr.workbooks.comparing import Compared, Comparison
from groupmgr.workbooks.models import Import, ImportRow, ImportState, Outcome
from groupmgr.workbooks.said import Brought, Said
from groupmgr.workbooks.service.finding import Known, known, last_actors
from groupmgr.workbooks.service.writing import CHUNK, Refused, chunks, fitting, tried
from groupmgr.workbooks.stamps import Seen, digest

Told = Callable[[int, int], None]
# Of larger workbooks the rules of the register are first met when a row is taken over.
TRIED = 2_000
NOT_TRIED = (
    "行数较多，这里只检查了各格的填法；登记规则在导入时逐行检查，不合规则的行会留下并写明原因"
)


def compare(desk: Desk, brought: Brought, made: Import, told: Told) -> None:
    """Keep every row that differs, with what is wrong with it; the rest is counted."""
    if brought.origin is not None and brought.origin.group_id != made.group_id:
        raise Refused(f"这份表是从“{brought.origin.group}”下载的，不能导入本集团")
    comparison = Comparison(desk.book, desk.columns, brought)
    desk.session.execute(sa.delete(ImportRow).where(ImportRow.import_id == made.id))
    made.unchanged = done = 0
    trying = len(brought.rows) <= TRIED
    for rows in chunks(brought.rows, CHUNK):
        told(done, len(brought.rows))
        met = known(desk, rows)
        for said in rows:
            one, record, now = _compared(comparison, said, met[said.number])
            made.unchanged += one.outcome is None
            if one.outcome is not None:
                seen = brought.seen.get(one.said.key or 0)
                row = _kept(desk, one, seen, (record, now), trying=trying)
                row.import_id = made.id
                desk.session.add(row)
        desk.session.flush()
        done += len(rows)
    made.notes = "\n".join([*brought.notes, *([] if trying else [NOT_TRIED])])
    made.state = ImportState.READY
    _name_the_others(desk, brought, made)
    desk.session.flush()


def _compared(
    comparison: Comparison, said: Said, known: Known
) -> tuple[Compared, Any, Cells | None]:
    key = known.record.id if known.record is not None else None
    compared = comparison.row(said, key, known.cells, known.doubt)
    return compared, known.record, known.cells


def _kept(
    desk: Desk, one: Compared, seen: Seen | None, known: tuple[Any, Cells | None], *, trying: bool
) -> ImportRow:
    (record, now), faults, stands = known, one.faults, ""
    if record is not None and now is not None:
        stands = f"{version(record)}.{digest(now)}"
    if not faults and one.outcome is not Outcome.FAULTY:
        wrong = tried if trying else fitting
        faults = _labelled(desk, wrong(desk, one.cells, record))
    outcome = Outcome.FAULTY if faults else one.outcome
    return ImportRow(
        number=one.said.number,
        name=desk.book.told[0].cell(record)[:120] if desk.book.told and record else one.name,
        outcome=outcome,
        accepted=outcome in (Outcome.NEW, Outcome.CHANGED),
        record_id=one.key,
        version=stands,
        cells=one.said.cells if faults else one.cells,
        base=asdict(seen) if seen else {},
        was=now or {},
        faults=faults,
        changes={key: asdict(change) for key, change in one.changes.items()},
    )


def _labelled(desk: Desk, faults: Mapping[str, str]) -> dict[str, str]:
    """Put the name of its column before a sentence that does not name it."""
    labels = {one.key: one.label for one in desk.columns}
    return {
        key: words if labels.get(key, "") in words else f"{labels[key]}：{words}"
        for key, words in faults.items()
    }


def _name_the_others(desk: Desk, brought: Brought, made: Import) -> None:
    """Say who changed a record after the download, where both changed it."""
    query = sa.select(ImportRow).where(
        ImportRow.import_id == made.id, ImportRow.outcome == Outcome.CONFLICT
    )
    for rows in chunks(desk.session.scalars(query).all(), CHUNK):
        names = last_actors(desk, rows)
        for row in rows:
            by = names.get(row.record_id, "") if row.base else ""
            row.changes = {key: {**one, "by": by} for key, one in row.changes.items()}
