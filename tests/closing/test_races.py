"""Who writes and who closes the year at the same time: one of them is first, wherever they meet."""

import contextlib
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.catalogue import CATALOGUE
from groupmgr.extensions import db
from groupmgr.groups import closing
from groupmgr.groups.closing import Closed
from groupmgr.groups.models import Closing, Exemption
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.period import Period, Scope
from tests.closing.attempts import TRIED, decide, save
from tests.closing.makers import TIMES, YEAR

on_postgresql = pytest.mark.parametrize(
    "app", [pytest.param("postgresql", marks=pytest.mark.scale)], indirect=True
)
WAITING = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")


class Rival(threading.Thread):
    """Somebody on a connection of their own, who commits, and then reads the figures."""

    def __init__(self, year, deed, is_slow=False):
        super().__init__()
        self.engine, self.deed, self.is_slow = db.engine, deed, is_slow
        self.scope = Scope(year.group.id, Period.year(YEAR))
        self.at_work, self.done = threading.Event(), threading.Event()
        self.figures = None

    def run(self):
        with Session(self.engine) as session:
            self.deed(session)
            self.at_work.set()
            if self.is_slow:
                self.settle()
            session.commit()
            self.done.set()
            self.figures = figures(session, self.scope)

    def settle(self):
        """Wait until they are done, or somebody waits for a lock, or for a while."""
        for _ in range(100):
            if self.done.wait(0.005) or somebody_waits(self.engine):
                return


def somebody_waits(engine):
    """Tell whether a statement waits for a lock, which SQLite does not say."""
    if engine.dialect.name == "sqlite":
        return False
    with engine.connect() as connection:
        return connection.scalar(WAITING) > 0


def figures(session, scope):
    return {reading: dict(found) for reading, found in CATALOGUE.beside(session, scope).items()}


@contextlib.contextmanager
def after_the_question(rival):
    """Let the rival begin when somebody was told that nothing is closed."""
    asking = threading.current_thread()

    def begin(connection, cursor, statement, *rest):
        asks = "FROM closings" in statement and threading.current_thread() is asking
        if asks and not rival.ident:
            rival.start()
            rival.settle()

    sa.event.listen(db.engine, "after_cursor_execute", begin)
    try:
        yield
    finally:
        sa.event.remove(db.engine, "after_cursor_execute", begin)


def close(year):
    return lambda session: closing.close(session, year.chief, YEAR)


def end(year):
    options = joinedload(Exemption.closing)
    return lambda session: closing.end(
        session, year.chief, session.scalars(sa.select(Exemption).options(options)).one()
    )


def exempt(year):
    """Close the year, and let the school write into it."""
    year.close()
    facts = {"unit_id": year.school.id, "until": today(), "reason": "补报"}
    closing.exempt(year.session, year.chief, year.closing(), **facts)
    year.session.commit()


def forget(year):
    year.session.rollback()
    year.session.execute(sa.delete(Closing))
    year.session.commit()


@pytest.mark.slow
@on_postgresql
def test_nobody_closes_a_year_between_the_question_and_the_end_of_a_change(year):
    for name, attempts in TRIED.items():
        for number, attempt in enumerate(attempts):
            rival = Rival(year, close(year))
            with after_the_question(rival):
                attempt(year)
                year.session.flush()
            assert rival.ident, (name, number)
            assert not rival.done.is_set(), (name, number)
            year.session.rollback()
            rival.join()
            forget(year)


def test_the_figures_of_a_year_are_in_the_end_what_they_were_when_it_was_closed(year, session):
    rival = Rival(year, close(year))
    with after_the_question(rival):
        save(year, "counted", figures={TIMES: 320})
        decide(year, "waiting", Decision.APPROVED)
        session.commit()
    rival.join()
    assert figures(session, rival.scope) == rival.figures


def test_the_figures_of_a_year_are_in_the_end_what_they_were_when_an_exemption_ended(year, session):
    exempt(year)
    rival = Rival(year, end(year))
    with after_the_question(rival):
        save(year, "counted", figures={TIMES: 320})
        session.commit()
    rival.join()
    assert figures(session, rival.scope) == rival.figures


def test_who_asks_while_a_year_is_being_closed_is_told_that_it_is_closed(year, session):
    rival = Rival(year, close(year), is_slow=True)
    session.rollback()
    rival.start()
    assert rival.at_work.wait(10)
    with pytest.raises(Closed):
        decide(year, "waiting", Decision.APPROVED)
    rival.join()
