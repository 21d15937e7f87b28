"""Jobs are done once and none is lost; the second half kills a real process in the middle."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from groupmgr.extensions import db
from groupmgr.jobs import service
from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.worker import ATTEMPTS, FULL, Worker
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def actor(make, group):
    return make.actor(make.account(Role.STAFF, group=group), group)


@pytest.fixture
def asked(session, actor):
    """Ask for a job and return it."""

    def ask(kind="count", key="count:1", **arguments):
        job = service.queue(session, actor, kind, key, arguments)
        session.commit()
        return job

    return ask


def worker(**handlers):
    return Worker(db.engine, handlers, Path())


def look(job_id):
    """Return the job as another connection sees it, without holding up a worker."""
    with Session(db.engine.execution_options(reads=True), expire_on_commit=False) as reading:
        return reading.get(Job, job_id)


def state_of(session, job):
    session.commit()
    session.refresh(job)
    return job.state


def test_a_job_is_done_and_says_how_far_it_is(session, asked):
    job = asked(number=3)
    seen = []

    def count(work):
        for n in range(work.arguments["number"]):
            work.progress("数到", n, 3)
            told = look(work.job_id)
            seen.append((told.state, told.step, told.done, told.total))

    assert worker(count=count).run_one()
    assert not worker(count=count).run_one()
    assert seen == [(JobState.RUNNING, "数到", n, 3) for n in range(3)]
    assert state_of(session, job) is JobState.DONE
    assert job.finished_at


def test_the_same_work_asked_for_twice_is_one_job(session, asked):
    first = asked()
    assert asked() is first
    assert asked(key="count:2") is not first
    worker(count=lambda work: None).run_one()
    assert asked() is not first


def test_a_worker_for_short_work_leaves_the_rest_to_others(session, asked):
    long, short = asked("report", "report:1"), asked("page", "page:1")
    quick = Worker(db.engine, {"page": lambda work: None}, Path(), kinds={"page"})
    assert quick.run_one()
    assert not quick.run_one()
    assert state_of(session, short) is JobState.DONE
    assert state_of(session, long) is JobState.QUEUED


def test_what_a_rule_forbids_is_told_in_its_words_and_a_fault_in_ours(session, asked, caplog):
    def refuse(work):
        raise RuleBroken("这一年没有记录")

    def fail(work):
        work.session.add(Job(kind="half", key="half", arguments={}))
        work.session.flush()
        raise ZeroDivisionError

    first, second = asked(kind="refuse"), asked(kind="fail", key="fail:1")
    one = worker(refuse=refuse, fail=fail)
    one.run_one()
    one.run_one()
    assert state_of(session, first) is JobState.FAILED
    assert first.problem == "这一年没有记录"
    assert state_of(session, second) is JobState.FAILED
    assert "系统出错" in second.problem
    assert "ZeroDivision" not in second.problem
    assert session.query(Job).filter_by(kind="half").count() == 0


def test_a_full_disk_is_told_in_words(session, asked):
    def fill(work):
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"report")

    job = asked()
    assert worker(count=fill).run_one()
    assert state_of(session, job) is JobState.FAILED
    assert job.problem == FULL


def test_a_cancelled_job_stops_at_its_next_step(session, asked, actor):
    job = asked()
    steps = []

    def count(work):
        for n in range(5):
            work.progress("数到", n, 5)
            steps.append(n)
            service.cancel(session, actor, session.get(Job, job.id))
            session.commit()

    worker(count=count).run_one()
    assert steps == [0]
    assert state_of(session, job) is JobState.CANCELLED
    with pytest.raises(RuleBroken, match="已经结束"):
        service.cancel(session, actor, job)


def test_a_clerk_cancels_the_own_job_alone(session, asked, make, group):
    job = asked()
    clerk = make.actor(make.account(Role.UNIT_CLERK, group=group), group)
    with pytest.raises(NotAllowed):
        service.cancel(session, clerk, job)


def test_a_job_whose_worker_died_is_taken_again_and_given_up_at_last(session, asked):
    job = asked()
    runs = []
    one = worker(count=runs.append)
    for _ in range(ATTEMPTS):
        job.state, job.lease_until = JobState.RUNNING, now() + dt.timedelta(seconds=9)
        session.commit()
        assert not one.run_one()
        job.lease_until = now() - dt.timedelta(seconds=1)
        session.commit()
        assert one.run_one()
    assert len(runs) == ATTEMPTS
    job.state, job.lease_until = JobState.RUNNING, now() - dt.timedelta(seconds=1)
    session.commit()
    assert not one.run_one()
    assert state_of(session, job) is JobState.FAILED
    assert "连续 3 次中断" in job.problem


def test_one_who_lost_the_lease_does_not_write_the_end(session, asked):
    job = asked()

    def overslept(work):
        job.attempts += 1
        session.commit()

    worker(count=overslept).run_one()
    assert state_of(session, job) is JobState.RUNNING


SLOW = """
import sys, time
from datetime import timedelta
from pathlib import Path
import sqlalchemy as sa
from groupmgr.app import create_app
from groupmgr.extensions import db
from groupmgr.jobs.worker import Worker

app = create_app({"SECRET_KEY": "x", "SQLALCHEMY_DATABASE_URI": sys.argv[1]})
diary = Path(sys.argv[2])

def write(work):
    work.progress("写", 1, 2)
    with diary.open("a") as file:
        file.write(f"begin {work.attempt}\\n")
    if work.attempt == 1:
        time.sleep(60)
    with diary.open("a") as file:
        file.write(f"end {work.attempt}\\n")

with app.app_context():
    Worker(db.engine, {"write": write}, Path(), lease=timedelta(seconds=2), pause=0.1).run()
"""


def start(diary):
    command = [sys.executable, "-c", SLOW, db.engine.url.render_as_string(False), str(diary)]
    return subprocess.Popen(command, cwd=Path(__file__).parents[2])  # noqa: S603


def until(true):
    deadline = time.monotonic() + 90
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing(app, asked, session, tmp_path):
    job_id = asked(kind="write", key="write:1").id
    session.commit()
    diary = tmp_path / "diary.txt"
    diary.touch()

    first = start(diary)
    until(lambda: "begin 1" in diary.read_text())
    first.kill()
    first.wait()
    assert look(job_id).state is JobState.RUNNING

    second = start(diary)
    try:
        until(lambda: look(job_id).state is JobState.DONE)
    finally:
        second.kill()
        second.wait()
    assert look(job_id).attempts == 2
    assert diary.read_text().split() == ["begin", "1", "begin", "2", "end", "2"]


def test_the_page_of_a_job_asks_again_while_it_runs(session, sign_in, make, group):
    client = sign_in(Role.STAFF, group=group)
    job = service.queue(session, client.actor, "count", "count:9", {})
    session.commit()
    page = f"{client.home}/jobs/{job.id}"

    assert "排队中" in client.get(page).text
    part = client.get(page, headers={"HX-Request": "true"})
    assert "hx-trigger" in part.text
    assert "HX-Refresh" not in part.headers

    client.post(f"{page}/cancel")
    part = client.get(page, headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    stranger = sign_in(Role.STAFF)
    assert stranger.get(f"{stranger.home}/jobs/{job.id}").status_code == 404
