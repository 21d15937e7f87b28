"""Whether a base or a studio is alive: what the activities held there say."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.conditions import confirmed
from groupmgr.activities.models import Activity, Party
from groupmgr.kernel.clock import today
from groupmgr.kernel.period import Period
from groupmgr.members.models import Unit
from groupmgr.policy import Actor


class Vitality(NamedTuple):
    """The last confirmed activity at a place (key, title, day), and who worked there in a year."""

    last: tuple[int, str, dt.date] | None
    months: int | None
    since: dt.date
    partners: Sequence[tuple[int, str, int]]


def vitality(session: Session, actor: Actor, column: str, record: Any) -> Vitality:
    """Read it from the activities of the open group that point to the record and are confirmed."""
    day = today()
    since = Period(day, day).last_twelve_months().start
    held = sa.and_(
        getattr(Activity, column) == record.id, Activity.counts_in(actor.group_id), confirmed()
    )
    query = sa.select(Activity.id, Activity.title, Activity.ends_on).where(held)
    found = session.execute(query.order_by(Activity.ends_on.desc(), Activity.id).limit(1)).first()
    last = (found.id, found.title, found.ends_on) if found else None
    months = _months(last[2], day) if last else None
    return Vitality(last, months, since, _partners(session, held, record.owner_unit_id, since))


def _partners(
    session: Session, held: sa.ColumnElement[bool], host_id: int, since: dt.date
) -> Sequence[tuple[int, str, int]]:
    number = sa.func.count(sa.distinct(Activity.id))
    query = (
        sa.select(Unit.id, Unit.name, number)
        .join(Party, Party.unit_id == Unit.id)
        .join(Activity, Activity.id == Party.activity_id)
        .where(held, Activity.ends_on >= since, Unit.id != host_id)
        .group_by(Unit.id, Unit.name, Unit.pinyin)
        .order_by(number.desc(), Unit.pinyin)
    )
    return [(key, name, count) for key, name, count in session.execute(query)]


def _months(since: dt.date, day: dt.date) -> int:
    """Return the full months between two days; a day still to come is none."""
    months = (day.year - since.year) * 12 + day.month - since.month
    return max(0, months - (day.day < since.day))
