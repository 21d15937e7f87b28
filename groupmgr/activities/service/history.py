"""What was done to a record and to what hangs on it."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity, Credit, Party
from groupmgr.activities.version import Version
from groupmgr.journal.models import Entry


def history(session: Session, activity: Activity) -> Sequence[Entry]:
    """Return what was done to the record, its versions, parties and credits, newest first."""
    parts = [
        sa.and_(
            Entry.thing == table.__tablename__,
            Entry.thing_id.in_(sa.select(table.id).where(table.activity_id == activity.id)),
        )
        for table in (Credit, Party, Version)
    ]
    own = sa.and_(Entry.thing == Activity.__tablename__, Entry.thing_id == activity.id)
    query = sa.select(Entry).where(sa.or_(own, *parts))
    return session.scalars(query.order_by(Entry.id.desc())).all()
