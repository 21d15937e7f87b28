"""How long it takes to find what may be the same as a record that is being typed."""

import statistics
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from bench.population import populate
from bench.table import Table
from groupmgr.activities.models import Activity
from groupmgr.activities.service import checking
from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.policy import Actor, Role

ACTIVITIES, UNITS, ROUNDS = 100_000, 2_000, 200


def measure() -> None:
    """Print the time of a look-up for a clerk and for the secretariat."""
    table = Table(f"查找相近的记录：{ACTIVITIES:,} 项活动，毫秒，{ROUNDS} 次")
    table.heads("谁", "中位数", "p95", "最长")
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            {
                "HOME": Path(folder),
                "SECRET_KEY": "bench",
                "WORKER": "none",
                "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/bench.db",
            }
        )
        with app.app_context():
            db.create_all()
            populate(db.session(), UNITS, ACTIVITIES)
            for words, roles in (("填报员", Role.UNIT_CLERK), ("秘书处", Role.STAFF)):
                times = sorted(_times(db.session(), roles))
                p95 = statistics.quantiles(times, n=20)[-1]
                table.row(words, statistics.median(times), p95, times[-1])
            db.engine.dispose()
    table.print()


def _times(session: Session, role: Role) -> list[float]:
    """Return the milliseconds of a look-up for records from the first to the last."""
    times = []
    options = (selectinload(Activity.parties), selectinload(Activity.evidence))
    for key in range(1, ACTIVITIES, ACTIVITIES // ROUNDS):
        query = sa.select(Activity).where(Activity.id == key).options(*options)
        activity = session.scalars(query).one()
        actor = Actor(1, "测量", frozenset({role}), 1)
        if role is Role.UNIT_CLERK:
            actor = Actor.speaking_for("测量", 1, activity.owner_unit_id)
        start = time.perf_counter()
        checking.candidates(session, actor, activity)
        times.append((time.perf_counter() - start) * 1000)
        session.rollback()
    return times
