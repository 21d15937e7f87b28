"""Search of two characters in 100,000 activities, on both databases, beside LIKE."""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session

from bench.population import populate
from bench.table import Table
from groupmgr import policy
from groupmgr.activities.models import Activity
from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.policy import Action, Actor, Role
from groupmgr.search.lists import KINDS
from groupmgr.search.service import SHOWN, look
from tests import postgres

UNITS, ACTIVITIES, ROUNDS = 2_000, 100_000, 40
COMMON, SELDOM, RARE = "技术", "焊接", "罕见"
OFFICE = Actor(1, "秘书处", frozenset({Role.STAFF}), 1)
CLERK = Actor.speaking_for("填报员", 1, 3)


def measure() -> None:
    """Print what the page of all kinds and its question for activities take, in milliseconds."""
    table = Table(f"搜索：{ACTIVITIES:,} 项活动，毫秒，{ROUNDS} 次")
    table.heads("数据库", "谁", "词", "全部", "p95", "活动", "p95", "LIKE", "p95")
    for name, place in (("SQLite", _sqlite), ("PostgreSQL", _postgresql)):
        with place() as app, app.app_context():
            db.create_all()
            populate(db.session(), UNITS, ACTIVITIES)
            _make_rare()
            with Session(db.engine.execution_options(reads=True)) as session:
                for who in (OFFICE, CLERK):
                    for word in (COMMON, SELDOM, RARE):
                        table.row(name, who.name, word, *_times(session, who, word))
            db.session.remove()
            db.engine.dispose()
    table.print()


def _times(session: Session, who: Actor, word: str) -> list[float]:
    activities = [one for one in KINDS if one.model is Activity]
    deeds: tuple[Callable[[], Any], ...] = (
        lambda: look(session, who, word, KINDS),
        lambda: look(session, who, word, activities),
        lambda: session.scalars(_like(who, word)).all(),
    )
    return [figure for deed in deeds for figure in _timed(session, deed)]


def _like(who: Actor, word: str) -> sa.Select[tuple[Activity]]:
    holds = sa.or_(Activity.title.contains(word), Activity.summary.contains(word))
    seen = policy.visible(who, Action.ACTIVITY_VIEW, Activity)
    return sa.select(Activity).where(seen, holds).order_by(Activity.id.desc()).limit(SHOWN + 1)


def _timed(session: Session, deed: Callable[[], Any]) -> tuple[float, float]:
    deed()
    times = []
    for _ in range(ROUNDS):
        session.expunge_all()
        begun = time.perf_counter()
        deed()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _make_rare() -> None:
    for key in (10, 50_000, 99_000):
        one = db.session.get_one(Activity, min(key, ACTIVITIES))
        one.title = f"{RARE}{one.title}"
    db.session.commit()


@contextlib.contextmanager
def _sqlite() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder:
        yield _app(folder, f"sqlite:///{folder}/bench.db")


@contextlib.contextmanager
def _postgresql() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder, postgres.cluster() as server:
        engine = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(sa.text("CREATE DATABASE bench"))
        engine.dispose()
        yield _app(folder, f"{server}/bench")


def _app(folder: str, address: str) -> Flask:
    return create_app({"HOME": Path(folder), "WORKER": "none", "SQLALCHEMY_DATABASE_URI": address})
