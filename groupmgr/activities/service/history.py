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

    Of the decisions and remarks of groups, those of one group alone where it is given.
    """
    parts = [
        sa.and_(Entry.thing == table.__tablename__, Entry.thing_id.in_(_keys(table, activity)))
        for table in (Party, Version)
    ]
    for table in (Credit, Remark):
        of_group = sa.true() if group_id is None else table.group_id == group_id
        keys = _keys(table, activity).where(of_group)
        parts.append(sa.and_(Entry.thing == table.__tablename__, Entry.thing_id.in_(keys)))
    own = sa.and_(Entry.thing == Activity.__tablename__, Entry.thing_id == activity.id)
    query = sa.select(Entry).where(sa.or_(own, *parts))
    return session.scalars(query.order_by(Entry.id.desc())).all()


def _keys(table: Any, activity: Activity) -> sa.Select[int]:
    return sa.select(table.id).where(table.activity_id == activity.id)
