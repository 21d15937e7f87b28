"""Work that recurs: asked for once in its time, however many workers look at the clock."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.jobs.models import Job
from groupmgr.kernel.clock import now

# Every span of time is counted from here, as Beijing's clocks show it.
_MIDNIGHT = dt.datetime.combine(dt.date(2000, 1, 1), dt.time())


@dataclass(frozen=True, slots=True)
class Recurring:
    """A kind of job that is asked for once in every span of time, where there is any to do."""

    kind: str
    every: dt.timedelta
    wanted: Callable[[Session], bool]

    def tick(self, at: dt.datetime) -> str:
        """Return the name of the span in which a moment lies, as in mail 2024-12-20T09:31:00."""
        begun = _MIDNIGHT + (at - _MIDNIGHT) // self.every * self.every
        return f"{self.kind} {begun.isoformat()}"


def ask(engine: sa.Engine, kinds: Iterable[Recurring]) -> None:
    """Ask for what is due; of several workers that ask at once the database takes one."""
    for one in kinds:
        tick = one.tick(now())
        with Session(engine.execution_options(reads=True)) as reading:
            asked = sa.exists().where(Job.tick == tick)
            if reading.scalar(sa.select(asked)) or not one.wanted(reading):
                continue
        with Session(engine) as session:
            session.add(Job(kind=one.kind, key=one.kind, tick=tick, arguments={}))
            try:
                session.commit()
            except sa.exc.IntegrityError:
                session.rollback()
