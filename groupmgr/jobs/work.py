"""What a handler is given: what was asked for, and a way to say how far it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.jobs.models import Job, JobState


class Cancelled(Exception):
    """Somebody cancelled the job, or another worker took it over."""


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

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that sees one state of the database and changes nothing."""
        with Session(self.engine.execution_options(reads=True)) as session:
            yield session

    def progress(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say how far the work is; what was changed so far is committed first.

        Raise `Cancelled` where the job is no longer ours.
        """
        self.session.commit()
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
