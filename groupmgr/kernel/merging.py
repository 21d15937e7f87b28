"""Take over the rows of a form into the records behind them."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from groupmgr.kernel.base import Record

R = TypeVar("R", bound=Record)


def merged(
    held: Iterable[R],
    rows: Iterable[Mapping[str, Any]],
    table: type[R],
    by: tuple[str, ...] = ("id",),
) -> list[R]:
    """Return the rows as records; a row that carries the `id` of one held stays that record.

    A record keeps its number for as long as it is there, because frozen
    reports and the journal name records by number. Rows of which there is one
    for a day or a year are known `by` that.
    """
    known = {tuple(getattr(one, name) for name in by): one for one in held}
    records = []
    for row in rows:
        record = known.get(tuple(row[name] for name in by)) or table()
        for name in row.keys() - {"id"}:
            setattr(record, name, row[name])
        records.append(record)
    return records
