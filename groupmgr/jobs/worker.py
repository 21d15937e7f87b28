"""Do the jobs, one after the other; whatever happens to this process, none is lost."""

import datetime as dt
import errno
import logging
import threading
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.recurring import Recurring, ask
from groupmgr.jobs.work import Cancelled, Handler, Work
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken

log = logging.getLogger(__name__)

ATTEMPTS = 3
GIVEN_UP = f"连续 {ATTEMPTS} 次中断，已停止。请联系管理员查看日志"
FULL = "服务器磁盘空间不足，请联系管理员清理磁盘后再试一次"
BROKEN = "系统出错，已记录下来。请稍后重试，仍不行请联系管理员"


@dataclass
class Worker:
    """Takes jobs by a lease and keeps it alive while it works.

    A worker that dies leaves its lease to run out; then the next one starts
    the job again, at most `ATTEMPTS` times in all. Every `look` seconds it
    asks for the recurring work that is due. Where `kinds` are named it does
    these alone, so that what is short never waits for what is long.
    """

    engine: sa.Engine
    handlers: Mapping[str, Handler]
    home: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    recurring: Sequence[Recurring] = ()
    kinds: Collection[str] = ()
    lease: dt.timedelta = dt.timedelta(seconds=30)
    pause: float = 1.0
    look: float = 20.0
    stopping: threading.Event = field(default_factory=threading.Event)

    def start(self) -> threading.Thread:
        """Work in a thread that ends with the process."""
        thread = threading.Thread(target=self.run, name="worker", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Work until stopped."""
        looked = -self.look
        while not self.stopping.is_set():
            try:
                if time.monotonic() - looked >= self.look:
                    looked = time.monotonic()
                    ask(self.engine, self.recurring)
                busy = self.run_one()
            except sa.exc.OperationalError:
                log.exception("the worker cannot reach the database")
                busy = False
            if not busy:
                self.stopping.wait(self.pause)

    def run_one(self) -> bool:
        """Do one job; tell whether there was one."""
        with self.engine.execution_options(reads=True).connect() as connection:
            waiting = connection.scalar(sa.select(sa.exists().where(self._free())))
        if not waiting:
            return False
        with Session(self.engine) as session:
            job = self._take(session)
            if job is None:
                return False
            work = self._work(job, session)
            kind = job.kind
            session.commit()
            self._finish(work, *self._outcome(work, kind))
        return True

    def _work(self, job: Job, session: Session) -> Work:
        args = (job.id, job.attempts, job.arguments, self.home, self.engine, session)
        return Work(*args, self.settings)

    def _take(self, session: Session) -> Job | None:
        query = sa.select(Job).where(self._free()).order_by(Job.id).limit(1)
        job = session.scalar(query.with_for_update(skip_locked=True))
        if job is None:
            session.rollback()
            return None
        if job.attempts >= ATTEMPTS:
            job.state, job.problem, job.finished_at = JobState.FAILED, GIVEN_UP, now()
            session.commit()
            return self._take(session)
        job.state, job.attempts, job.lease_until = JobState.RUNNING, job.attempts + 1, self._until()
        job.started_at, job.step = now(), "正在准备"
        session.commit()
        return job

    def _free(self) -> sa.ColumnElement[bool]:
        """Match the jobs that nobody works at."""
        left = sa.and_(Job.state == JobState.RUNNING, Job.lease_until < now())
        free = sa.or_(Job.state == JobState.QUEUED, left)
        return sa.and_(free, Job.kind.in_(self.kinds)) if self.kinds else free

    def _outcome(self, work: Work, kind: str) -> tuple[JobState, str]:
        ended = threading.Event()
        heart = threading.Thread(target=self._beat, args=(work, ended), daemon=True)
        heart.start()
        try:
            self.handlers[kind](work)
            work.session.commit()
        except Cancelled:
            return JobState.CANCELLED, ""
        except RuleBroken as broken:
            return JobState.FAILED, str(broken)
        except Exception as problem:
            log.exception("job %s (%s) failed", work.job_id, kind)
            return JobState.FAILED, FULL if _is_full(problem) else BROKEN
        finally:
            ended.set()
            heart.join()
            work.session.rollback()
        return JobState.DONE, ""

    def _beat(self, work: Work, ended: threading.Event) -> None:
        """Renew the lease; where a long write holds the database, try again at the next beat."""
        while not ended.wait(self.lease.total_seconds() / 3):
            try:
                with Session(self.engine) as session:
                    alive = sa.update(Job).where(*work.held()).values(lease_until=self._until())
                    session.execute(alive)
                    session.commit()
            except sa.exc.OperationalError:
                log.warning("job %s: the lease could not be renewed", work.job_id)

    def _finish(self, work: Work, state: JobState, problem: str) -> None:
        """Write the end, unless the job was cancelled or taken over meanwhile."""
        ended = {"state": state, "problem": problem, "finished_at": now(), "lease_until": None}
        work.session.execute(sa.update(Job).where(*work.held()).values(**ended))
        work.session.commit()

    def _until(self) -> dt.datetime:
        return now() + self.lease


def _is_full(problem: Exception) -> bool:
    return isinstance(problem, OSError) and problem.errno in (errno.ENOSPC, errno.EDQUOT)
