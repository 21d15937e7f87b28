"""Many who write, and a secretariat that closes, opens and numbers: nobody waits for ever."""

import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.orm.exc import StaleDataError

from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding, drafting
from groupmgr.activities.service.loading import WHOLE
from groupmgr.certificates import service as certificates
from groupmgr.certificates.models import CertificateKind
from groupmgr.extensions import db
from groupmgr.groups import closing
from groupmgr.groups import service as groups
from groupmgr.groups.models import Closing, Group
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.models import Membership, Unit
from tests.closing.makers import TIMES, YEAR

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize(
        "app", [pytest.param("postgresql", marks=pytest.mark.scale)], indirect=True
    ),
]
ROUNDS = 25
# Who deletes a figure that somebody else has just deleted is warned, which is an error in tests.
REFUSED = (RuleBroken, StaleDataError, sa.exc.SAWarning)


def read(session, year, name):
    query = sa.select(Activity).where(Activity.id == year.keys[name]).options(*WHOLE)
    return session.scalars(query).one()


def change(session, year, turn):
    for name in ("counted", "waiting"):
        drafting.save(session, year.clerk, read(session, year, name), {"figures": {TIMES: turn}})


def decide(session, year, turn):
    for name in ("waiting", "counted"):
        one = read(session, year, name)
        facts = {"version": one.version}
        deciding.decide(session, year.office, one, Decision.APPROVED, **facts)


def close(session, year, turn):
    closing.close(session, year.chief, YEAR)
    session.commit()
    closed = sa.select(Closing).where(Closing.reopened_at.is_(None))
    closing.reopen(session, year.chief, session.scalars(closed).one(), "补报")


def number(session, year, turn):
    names = selectinload(Membership.unit).selectinload(Unit.former_names)
    ranks = selectinload(Membership.former_ranks)
    query = sa.select(Membership).options(names, ranks).limit(2)
    members = session.scalars(query).all()
    kind = CertificateKind.PLAQUE
    certificates.issue(session, year.chief, members, kind, today())


def rename(session, year, turn):
    group = session.scalars(sa.select(Group).where(Group.id == year.chief.group_id)).one()
    groups.edit(session, year.chief, group, {"name": f"第{turn}职业教育集团"})


def work(deed, year, engine, done, wrong):
    for turn in range(1, ROUNDS):
        with Session(engine) as session:
            try:
                deed(session, year, turn)
                session.commit()
                done.append(deed)
            except REFUSED:
                session.rollback()
            except Exception as error:  # a thread has nobody to tell
                wrong.append(f"{deed.__name__}: {error}")


def test_of_all_who_write_at_once_nobody_is_turned_away_by_the_database(year, session):
    done, wrong, engine = [], [], db.engine
    session.rollback()
    deeds = (change, change, decide, decide, close, number, rename)
    args = (year, engine, done, wrong)
    people = [threading.Thread(target=work, args=(one, *args)) for one in deeds]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert wrong == []
    assert len(done) > ROUNDS
    assert journal.broken_at(session) is None
