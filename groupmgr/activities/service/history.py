"""What was done to a record and to what hangs on it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity, Credit, Party
from groupmgr.activities.remark import Remark
from groupmgr.activities.version import Version
from groupmgr.journal.models import Entry


def history(session: Session, activity: Activity, group_id: int | None = None) -> Sequence[Entry]:
    """Return what was done to the record and to what hangs on it, newest first.

    So of the records that were merged into it. Of the decisions and remarks of
    groups, those of one group alone where it is given, else those on the record itself.
    """
    own = sa.select(Activity.id).where(Activity.id == activity.id)
    both = sa.select(Activity.id).where(
        sa.or_(Activity.id == activity.id, Activity.merged_into_id == activity.id)
    )
    parts = [_of(table, _keys(table, both)) for table in (Party, Version)]
    for table in (Credit, Remark):
        keys = _keys(table, own if group_id is None else both)
        of_group = sa.true() if group_id is None else table.group_id == group_id
        parts.append(_of(table, keys.where(of_group)))
    query = sa.select(Entry).where(sa.or_(_of(Activity, both), *parts))
    return session.scalars(query.order_by(Entry.id.desc())).all()


def _of(table: Any, keys: sa.Select[int]) -> sa.ColumnElement[bool]:
    return sa.and_(Entry.thing == table.__tablename__, Entry.thing_id.in_(keys))


def _keys(table: Any, activities: sa.Select[int]) -> sa.Select[int]:
    return sa.select(table.id).where(table.activity_id.in_(activities))
