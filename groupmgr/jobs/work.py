"""What a handler is given: what was asked for, and a way to say how far it is."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.jobs.models import Job, JobState

# SQLite keeps no queue: who waits looks again every 0.1 s, and finds nothing free where a job
# that wrote begins to write again at once. So it stays away so long after so much of work.
WRITES, STAYS_AWAY = 0.3, 0.15


class Cancelled(Exception):
    """Somebody cancelled the job, or another worker took it over."""


@dataclass(slots=True)
class Courtesy:
    """Lets others write between the steps of long work on SQLite."""

    since: float = field(default_factory=time.monotonic)

    def give_way(self, engine: sa.Engine) -> None:
        """Stay away for a moment, where the work went on long enough to be waited for."""
        if engine.dialect.name == "sqlite" and time.monotonic() - self.since > WRITES:
            time.sleep(STAYS_AWAY)
            self.since = time.monotonic()


@dataclass(frozen=True, slots=True)
class Work:
    """One attempt at a job.

    `session` is for changes, `reading()` for long reading that must hold up
    nobody. `home` is the folder in which the installation keeps its files,
    `settings` is what its deployment decided.
    """

    job_id: int
    attempt: int
    arguments: Mapping[str, Any]
    home: Path
    engine: sa.Engine
    session: Session
    settings: Mapping[str, Any] = field(default_factory=dict)
    courtesy: Courtesy = field(default_factory=Courtesy)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database and changes nothing."""
        with Session(self.engine.execution_options(reads=True)) as session:
            yield session

    def progress(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is; what was changed so far is committed first.

        Others who wait to write do so now. Raise `Cancelled` where the job is no longer ours.
        """
        wrote = self.session.in_transaction()
        self.session.commit()
        if wrote:
            self.courtesy.give_way(self.engine)
        with Session(self.engine) as session:
            told = sa.update(Job).where(*self.held()).values(step=step, done=done, total=total)
            held = session.execute(told.returning(Job.id)).one_or_none()
            session.commit()
        if held is None:
            raise Cancelled

    def held(self) -> tuple[sa.ColumnElement[bool], ...]:
        """Match the row of the job while this attempt holds it."""
        return (Job.id == self.job_id, Job.state == JobState.RUNNING, Job.attempts == self.attempt)


Handler = Callable[[Work], None]
