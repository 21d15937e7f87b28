"""What a closed year keeps of a record: all that any indicator counts, and nothing else.

A record counts on the day it ended, its stories on the days they appeared, its
people in every year in which they were sent, and for five years after a
practice. It is held by each group it was offered to that did not decide to
leave it out.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.details import Seconded
from groupmgr.activities.labels import ActivityState, Category
from groupmgr.activities.material import material_of
from groupmgr.activities.models import Activity, Credit, MediaReport
from groupmgr.groups import closing
from groupmgr.groups.models import Closing
from groupmgr.journal import locks
from groupmgr.kernel.base import Record
from groupmgr.kernel.credit import Decision

# Told by `material_of`, or what groups say and no part of what the record says.
_APART = {"parties", "figures", "credits"}
# The days of a practice count for five years (5-rules.md 5.5).
LOOKED_BACK = 5
_EVERY_ROW = {"id", "activity_id", "created_at", "changed_at"}


def refuse_closed(session: Session, activity: Activity, group_id: int | None = None) -> None:
    """Raise `Closed` if a group closed a year in which the record counts.

    With a group it is about what this one decides, and the others do not matter.
    """
    locks.beside(session)
    held = closed_for(session, activity, group_id)
    if held is not None:
        raise closing.Closed(closing.words(held))


def closed_for(session: Session, activity: Activity, group_id: int | None = None) -> Closing | None:
    """Return the closing that keeps the record as it is, if there is one."""
    groups = Closing.group_id == group_id if group_id else Closing.group_id.in_(_groups(activity))
    return closing.find(session, sa.and_(groups, _years(activity)), activity.owner_unit_id)


@contextmanager
def guarded(session: Session, activity: Activity) -> Iterator[None]:
    """Let a record that was handed in, loaded as a whole, be changed in its words alone.

    It is held by the years in which it counted before and by those after. What
    is refused is undone, so that nothing of it is left to be committed.
    """
    if activity.state is not ActivityState.SUBMITTED:
        yield
        return
    locks.beside(session)
    with session.begin_nested():
        held, before = closed_for(session, activity), counted(activity)
        yield
        if counted(activity) == before:
            return
        held = held or closed_for(session, activity)
        if held is not None:
            raise closing.Closed(closing.words(held))


def counted(activity: Activity) -> dict[str, Any]:
    """Return all that indicators may count of a record; its wording is left out."""
    parts = sa.inspect(Activity).relationships
    rows = {one.key for one in parts if one.cascade.delete_orphan} - _APART
    offered = sorted(credit.group_id for credit in activity.credits)
    said = {key: _rows(getattr(activity, key)) for key in rows}
    return {"material": material_of(activity), "offered": offered, **said}


def _rows(held: Any) -> list[str]:
    """Write the rows of a part in an order of their own; a part may be one row or none."""
    rows: list[Record] = held if isinstance(held, list) else [held] if held else []
    return sorted(repr(_values(row)) for row in rows)


def _values(row: Record) -> list[tuple[str, Any]]:
    columns = (column.key for column in sa.inspect(type(row)).column_attrs)
    return [(key, getattr(row, key)) for key in columns if key not in _EVERY_ROW]


def _groups(activity: Activity) -> sa.Select[int]:
    return sa.select(Credit.group_id).where(
        Credit.activity_id == activity.id, Credit.decision != Decision.EXCLUDED
    )


def _years(activity: Activity) -> sa.ColumnElement[bool]:
    published = sa.exists().where(
        MediaReport.activity_id == activity.id,
        sa.extract("year", MediaReport.on) == Closing.year,
    )
    back = LOOKED_BACK if activity.category is Category.TEACHER_PRACTICE else 0
    sent = sa.exists().where(
        Seconded.activity_id == activity.id,
        sa.extract("year", Seconded.since) <= Closing.year,
        sa.extract("year", Seconded.until) >= Closing.year - back,
    )
    return sa.or_(Closing.year == activity.ends_on.year, published, sent)
