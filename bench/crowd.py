"""Many people at once: clerks who save and hand in, reviewers who decide, and what came of it."""

import os
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from bench.person import Person, Shown
from bench.population import POPULATED, populate
from bench.start import serving
from bench.table import Table
from groupmgr.accounts.models import Account, Assignment
from groupmgr.activities.models import Activity
from groupmgr.journal import service as journal
from groupmgr.journal.models import Entry
from groupmgr.policy import Role
from tests import postgres

CLERKS, REVIEWERS, SECONDS, PAUSE = 50, 5, int(os.environ.get("BENCH_SECONDS", "120")), 2.0
PASSWORD = "bench-horse-9"  # noqa: S105
SUMMARY = "校企双方就岗位标准、课程内容与实训安排逐项对接，形成纪要并确定下一步分工和时间。" * 2


def measure() -> None:
    """Print what each kind of database bore; raise nothing, a failure is a row of the table."""
    table = Table(f"{CLERKS} 名填报员和 {REVIEWERS} 名审核人同时工作 {SECONDS} 秒")
    table.heads("数据库", "请求", "中位数(ms)", "p95(ms)", "保存", "审核", "报错", "丢失", "日志缺")
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'groupmgr.db'}"
        table.row("SQLite", *_crowd(Path(folder), address))
    with tempfile.TemporaryDirectory() as folder, postgres.cluster() as server:
        table.row("PostgreSQL", *_crowd(Path(folder), f"{server}/postgres"))
    table.print()


def _crowd(home: Path, address: str) -> list[float]:
    settings = {"GROUPMGR_HOME": str(home), "GROUPMGR_DATABASE_URL": address}
    with serving(settings) as site, _session(address) as session:
        units = _people(session)
        clerks = [Clerk(site, f"clerk{n}", unit) for n, unit in enumerate(units)]
        reviewers = [Reviewer(site, f"reviewer{n}") for n in range(REVIEWERS)]
        people: list[Clerk | Reviewer] = [*clerks, *reviewers]
        until = time.monotonic() + SECONDS
        threads = [threading.Thread(target=one.work, args=(until,)) for one in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times = [taken * 1000 for one in people for taken in one.times]
        for one in people:
            for words in one.wrong[:3]:
                print(f"{one.login}: {words}")  # noqa: T201
        return [
            len(times),
            statistics.median(times),
            statistics.quantiles(times, n=20)[-1],
            sum(one.done for one in clerks),
            sum(one.done for one in reviewers),
            sum(len(one.wrong) for one in people),
            _lost(session, clerks),
            _unwritten(session, clerks, reviewers),
        ]


@contextmanager
def _session(address: str) -> Iterator[Session]:
    engine = sa.create_engine(address)
    with Session(engine) as session:
        yield session
    engine.dispose()


def _people(session: Session) -> list[int]:
    """Fill the database that the server migrated; return the units that have a clerk."""
    populate(session, CLERKS, 5_000)
    if session.get_bind().dialect.name == "postgresql":
        _count_on(session)
    secret = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    for n in range(CLERKS):
        _add(session, f"clerk{n}", secret, Assignment(role=Role.UNIT_CLERK, unit_id=n + 1))
    for n in range(REVIEWERS):
        _add(session, f"reviewer{n}", secret, Assignment(role=Role.SECRETARIAT, group_id=1))
    session.commit()
    return list(range(1, CLERKS + 1))


def _add(session: Session, login: str, secret: str, role: Assignment) -> None:
    session.add(Account(login=login, name=login, password_hash=secret, assignments=[role]))


def _count_on(session: Session) -> None:
    """Let PostgreSQL know what was put in: the next keys, and how much there is of each."""
    for table in POPULATED:
        last = sa.select(sa.func.max(table.id) + 1).scalar_subquery()
        counter = sa.func.pg_get_serial_sequence(table.__tablename__, "id")
        session.execute(sa.select(sa.func.setval(counter, last, False)))
    session.execute(sa.text("ANALYZE"))


def _lost(session: Session, clerks: "list[Clerk]") -> int:
    """Return how many records do not hold what was saved last."""
    session.expire_all()
    kept = dict(iter(session.execute(sa.select(Activity.id, Activity.summary))))
    saves = [(key, text) for one in clerks for key, text in one.saved.items()]
    return sum(kept.get(key) != text for key, text in saves)


def _unwritten(session: Session, clerks: "list[Clerk]", reviewers: "list[Reviewer]") -> int:
    """Return how many entries the journal lacks, or all of them where its chain is broken."""
    begun, handed_in = sum(c.number for c in clerks), sum(c.handed_in for c in clerks)
    done = begun + handed_in + sum(one.done for one in reviewers)
    deeds = Entry.deed.in_(("新建草稿", "提交审核", "通过并计入本集团"))
    written = session.scalar(sa.select(sa.func.count()).where(deeds)) or 0
    return done if journal.broken_at(session) is not None else done - written


class Worker:
    """Somebody signed in who works with pauses until the time is over."""

    def __init__(self, site: str, login: str) -> None:
        self.login, self.done = login, 0
        self.person = Person(site)
        self.chance = random.Random(login)  # noqa: S311 - the length of a pause
        self.times: list[float] = self.person.times
        self.wrong: list[str] = []

    def work(self, until: float) -> None:
        """Do one thing after the other."""
        time.sleep(self.chance.uniform(0, PAUSE))
        self._try(lambda: self.person.sign_in(self.login, PASSWORD))
        while time.monotonic() < until:
            self._try(self.step)
            time.sleep(self.chance.uniform(PAUSE / 2, PAUSE * 1.5))

    def step(self) -> None:
        """Do one thing."""
        raise NotImplementedError

    def _try(self, deed: Callable[[], Any]) -> None:
        try:
            deed()
        except (OSError, Shown, LookupError) as error:
            self.wrong.append(f"{type(error).__name__}: {error}")


class Clerk(Worker):
    """Begins records, saves each some times, and hands it in."""

    def __init__(self, site: str, login: str, unit: int) -> None:
        super().__init__(site, login)
        self.unit, self.number, self.handed_in = unit, 0, 0
        self.saved: dict[int, str] = {}
        self.open: tuple[int, int] | None = None

    def step(self) -> None:
        """Begin a record where none is open; else save it, the fourth time to hand it in."""
        if self.open is None:
            self.open = self._begin(), 0
            return
        key, saves = self.open
        text = f"{SUMMARY}第{self.number}项，第{saves + 1}次保存。"
        page = self.person.get(f"/g/bench/activities/{key}/edit")
        last = saves == 3
        changed = {"summary": text, "deed": "submit" if last else "more"}
        if last:
            changed["link"] = f"https://news.example.cn/{key}"
        self.person.send(page, "activity", changed)
        self.saved[key], self.done = text, self.done + 1
        self.handed_in += last
        self.open = None if last else (key, saves + 1)

    def _begin(self) -> int:
        page = self.person.get("/g/bench/activities/new")
        facts = {
            "title": f"{self.login}的第{self.number + 1}场专家讲座",
            "category": "lecture",
            "starts_on": "2024-05-06",
            "ends_on": "2024-05-06",
        }
        answer = self.person.send(page, None, facts)
        self.number += 1
        return int(answer.address.rstrip("/").split("/")[-2])


class Reviewer(Worker):
    """Opens what has waited longest and approves it."""

    def step(self) -> None:
        """Decide on one record."""
        page = self.person.get("/g/bench/activities/review")
        if not page.has("decide"):
            return
        self.person.send(page, "decide", {"decision": "approved"})
        self.done += 1
