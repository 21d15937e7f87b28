"""Server time and number of queries of the pages that must stay quick however much there is."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from bench.population import populate
from bench.table import Table
from groupmgr.accounts import service as accounts
from groupmgr.accounts.models import Account, Assignment
from groupmgr.app import create_app
from groupmgr.cli.serve import settle
from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.journal import service as journal
from groupmgr.policy import Actor, Role

ROUNDS = 25
SMALL, LARGE = 1_000, 100_000
UNITS = 2_000
PAGES = {
    "工作台（首次）": "/",
    "工作台（再看）": "/",
    "活动列表": "/activities/",
    "活动列表，按年度和类别": "/activities/?year=2024&category=training",
    "活动列表，搜两个字": "/activities/?q=焊接",
    "活动列表，搜少见的词": "/activities/?q=第777期",
    "成员单位": "/members/",
    "指标一览（首次）": "/indicators/?year=2024",
    "指标一览（再看）": "/indicators/?year=2024",
    "指标明细 S01": "/indicators/S01?year=2024",
}


def measure() -> None:
    """Print a table: each page with few and with many records.

    首次 is after a change, of which there is one between any two rounds.
    """
    table = Table(f"页面：{UNITS:,} 家单位；服务器时间为毫秒，{ROUNDS} 次")
    table.heads("页面", "记录", "中位数", "p95", "查询数")
    for number in (SMALL, LARGE):
        with tempfile.TemporaryDirectory() as folder, _filled(Path(folder), number) as client:
            for name, path in PAGES.items():
                times, queries = _times(client, path, fresh="首次" in name)
                p95 = statistics.quantiles(times, n=20)[-1]
                table.row(name, f"{number:,}", statistics.median(times), p95, queries)
    table.print()


@contextmanager
def _filled(folder: Path, activities: int) -> Iterator[FlaskClient]:
    app = create_app(
        {
            "HOME": folder,
            "SECRET_KEY": "bench",
            "RATELIMIT_ENABLED": False,
            "WORKER": "none",
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'bench.db'}",
        }
    )
    with app.app_context():
        db.create_all()
        populate(db.session(), UNITS, activities)
        client = _signed_in(app)
    settle()
    yield client
    with app.app_context():
        db.engine.dispose()


def _signed_in(app: Flask) -> FlaskClient:
    role = Assignment(role=Role.SECRETARIAT, group_id=1)
    person = Account(login="bench", name="秘书", password_hash="", assignments=[role])
    db.session.add(person)
    db.session.flush()
    token = accounts.open_session(db.session(), person, "bench", "127.0.0.1")
    db.session.commit()
    db.session.remove()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["login"] = token
    return client


def _times(client: FlaskClient, path: str, *, fresh: bool) -> tuple[list[float], int]:
    """Return milliseconds of each round, and the queries of the last; `fresh` writes between."""
    times, sent = [], []
    with client.application.app_context():
        engine = db.engine
    sa.event.listen(engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    client.get(f"/g/bench{path}")  # reads the templates, once for a server's life
    for _ in range(ROUNDS):
        if fresh:
            _write(client.application)
        sent.clear()
        start = time.perf_counter()
        answer = client.get(f"/g/bench{path}")
        times.append((time.perf_counter() - start) * 1000)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")
    reads = [one for one in sent if one.startswith(("SELECT", "WITH"))]
    return times, len(reads)


def _write(app: Flask) -> None:
    """Change something, as somebody always does, so that no answer can be remembered."""
    with app.app_context():
        person = db.session.scalars(sa.select(Account)).one()
        office = Actor(person.id, person.name, frozenset({Role.SECRETARIAT}), 1)
        journal.record(db.session(), office, "测量", db.session.get_one(Group, 1))
        db.session.commit()
        db.session.remove()
