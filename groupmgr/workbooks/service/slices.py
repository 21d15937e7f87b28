"""Go through the rows of a workbook in slices, each a transaction of its own."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.journal import locks
from groupmgr.kernel.errors import RuleBroken
from groupmgr.workbooks.models import Import, ImportRow, ImportState
from groupmgr.workbooks.service.comparing import Told
from groupmgr.workbooks.service.writing import chunks

Wanted = Sequence[sa.SQLColumnExpression[bool]]
# As many rows as are written before others may: half a second of the processor.
SLICE = 100


def slices(
    session: Session, made: Import, wanted: Wanted, told: Told, *, last_first: bool = False
) -> Iterator[Sequence[ImportRow]]:
    """Yield the rows that are wanted, as they are when their turn comes.

    `told` commits the slice before. From then on the import is held, in the state
    in which it is now: so two who are at it never touch a row twice, and none goes
    on with what another has ended.
    """
    state, query = made.state, sa.select(ImportRow).where(ImportRow.import_id == made.id, *wanted)
    ordered = query.order_by(ImportRow.id.desc() if last_first else ImportRow.id)
    keys = session.scalars(ordered.with_only_columns(ImportRow.id)).all()
    for at, part in enumerate(chunks(keys, SLICE)):
        told(at * SLICE, len(keys))
        hold(session, made, state)
        mine = ordered.where(ImportRow.id.in_(part))
        yield session.scalars(mine.execution_options(populate_existing=True)).all()
    hold(session, made, state)


def hold(session: Session, made: Import, *states: ImportState) -> None:
    """Keep others from it until the transaction ends; refuse where it is in another state."""
    locks.in_turn(session)
    session.flush()
    session.refresh(made, with_for_update=True)
    require(made, *states)


def require(made: Import, *states: ImportState) -> None:
    """Refuse where it is in another state."""
    if made.state not in states:
        raise RuleBroken(f"这次导入现在是“{made.state.label}”，请刷新页面")
