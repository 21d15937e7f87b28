"""Work that recurs is asked for once in its time, however many look at the clock."""

import datetime as dt
import threading

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.extensions import db
from groupmgr.jobs.models import Job
from groupmgr.jobs.recurring import Recurring, ask

MORNING = dt.datetime(2024, 12, 20, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
DAILY = Recurring("daily", dt.timedelta(days=1), lambda session: True)


@pytest.fixture
def jobs(session):
    def count():
        session.commit()
        return session.scalar(sa.select(sa.func.count(Job.id)))

    return count


def finish(session):
    session.execute(sa.update(Job).values(state="done"))
    session.commit()


def test_it_is_asked_for_once_a_day(session, jobs):
    for hours, expected in ((0, 1), (5, 1), (24, 2)):
        with time_machine.travel(MORNING + dt.timedelta(hours=hours), tick=False):
            ask(db.engine, [DAILY])
            assert jobs() == expected
            finish(session)


def test_where_there_is_nothing_to_do_nothing_is_asked_for(jobs):
    ask(db.engine, [Recurring("idle", dt.timedelta(days=1), lambda session: False)])
    assert jobs() == 0


def test_many_workers_at_once_ask_once(jobs):
    workers = [threading.Thread(target=ask, args=(db.engine, [DAILY])) for _ in range(6)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert jobs() == 1
