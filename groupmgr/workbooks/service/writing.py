"""Write one row through the service of its register, for good or for a trial."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from groupmgr.kernel.errors import RuleBroken
from groupmgr.workbooks.book import Desk, Save, Value

T = TypeVar("T")
# As many rows as are read and written in one go.
CHUNK = 200
UNFIT = "与登记的规则不符，请在页面上登记"


class Refused(RuleBroken):
    """A workbook, or a row of one, is not taken over."""


class _TakenBack(Exception):
    """Ends a trial."""


def write(desk: Desk, cells: Mapping[str, Value], record: Any = None) -> tuple[Any, dict[str, str]]:
    """Save a row and return its record, or what is wrong, by column; it is done whole or not."""
    return _saved(desk, cells, record, desk.book.save)


def restore(desk: Desk, cells: Mapping[str, Value], record: Any) -> dict[str, str]:
    """Save what a record said before an import, or return what is wrong with that, by column."""
    return _saved(desk, cells, record, desk.book.restore or desk.book.save)[1]


def fitting(desk: Desk, cells: Mapping[str, Value], record: Any = None) -> dict[str, str]:
    """Return what the form alone says is wrong with a row."""
    faults: dict[str, str] = desk.filled(cells, record).faults
    return faults


def tried(desk: Desk, cells: Mapping[str, Value], record: Any = None) -> dict[str, str]:
    """Return what would be wrong with a row."""
    return _saved(desk, cells, record, desk.book.save, keep=False)[1]


def _saved(
    desk: Desk, cells: Mapping[str, Value], record: Any, save: Save, *, keep: bool = True
) -> tuple[Any, dict[str, str]]:
    filled = desk.filled(cells, record)
    if filled.faults:
        return None, filled.faults
    thing = record if record is not None else desk.book.model()
    try:
        with desk.session.begin_nested():
            made = save(desk.session, desk.actor, thing, filled.facts)
            thing = made if isinstance(made, desk.book.model) else thing
            desk.session.flush()
            if not keep:
                raise _TakenBack
    except _TakenBack:
        return None, {}
    except RuleBroken as broken:
        return None, {broken.field or "": str(broken)}
    except (sa.exc.IntegrityError, sa.exc.DataError):
        return None, {"": UNFIT}
    return thing, {}


def chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield the rows, so many at a time."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
