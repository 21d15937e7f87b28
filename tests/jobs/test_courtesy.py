"""A job that writes for long lets others write between its steps."""

import threading
import time

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.extensions import db
from groupmgr.groups.models import Group
from groupmgr.jobs.models import Job
from groupmgr.jobs.worker import Worker

STEPS, HOLDS = 30, 0.08


def test_somebody_saves_while_a_job_that_writes_all_the_time_is_at_it(session, make, tmp_path):
    group = make.group()
    session.add(Job(kind="long", key="long", arguments={}))
    session.commit()
    holding, saved = threading.Event(), threading.Event()

    def save():
        holding.wait()
        with Session(engine) as other:
            other.execute(sa.update(Group).values(short_name="云岭集团"))
            other.commit()
        saved.set()

    def write(work):
        """Hold the database for most of the time until the other has saved."""
        for step in range(STEPS):
            work.progress("写", step, STEPS)
            if saved.is_set():
                return
            work.session.execute(sa.update(Job).values(tick=f"{step}"))
            holding.set()
            time.sleep(HOLDS)
        raise AssertionError

    engine = db.engine
    clerk = threading.Thread(target=save)
    clerk.start()
    Worker(engine, {"long": write}, tmp_path).run_one()
    clerk.join()
    session.refresh(group)
    assert group.short_name == "云岭集团"
    assert session.scalars(sa.select(Job)).one().state == "done"
