"""Taken over and undone in slices, between which others save and the work may stop."""

import datetime as dt
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.bases.models import TrainingBase
from groupmgr.extensions import db as database
from groupmgr.features import HANDLERS
from groupmgr.groups.models import Group
from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.worker import Worker
from groupmgr.journal import service as journal
from groupmgr.journal.models import Entry
from groupmgr.policy import Role
from groupmgr.workbooks.service import slices
from tests.reading import words
from tests.workbooks.sheets import bring

ROWS, SLICE = 61, 20


class Killed(BaseException):
    """The process is gone."""


class Watched:
    """A piece of work to which something happens once it said so many times how far it is."""

    def __init__(self, work, steps, happens):
        self.work, self.steps, self.happens = work, steps, happens

    def __getattr__(self, name):
        return getattr(self.work, name)

    def progress(self, *said):
        self.work.progress(*said)
        self.steps -= 1
        if self.steps == 0:
            self.happens(self.work)


def dies(work):
    raise Killed


def is_cancelled(work):
    with Session(work.engine) as other:
        other.execute(sa.update(Job).values(state=JobState.CANCELLED))
        other.commit()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(slices, "SLICE", SLICE)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业技术学院")


@pytest.fixture
def office(sign_in, group):
    return sign_in(Role.STAFF, group=group)


@pytest.fixture
def work(app, session):
    """Do the job that waits; `happens` after so many steps of it."""

    def run(happens=None, after=0):
        def handle(one):
            HANDLERS["workbook"](Watched(one, after, happens) if happens else one)

        session.commit()
        assert Worker(database.engine, {"workbook": handle}, Path(app.config["HOME"])).run_one()

    return run


@pytest.fixture
def compared(office, school, work):
    """Bring a workbook back and begin to take it over."""

    def begin(rows=ROWS):
        heads = "基地名称,基地类别,依托单位,共建模式,级别,状态,状态起始日期,开放范围"
        said = f"校内实训基地,{school.name},校企共建,校级,已建成运行,2023-09-01,社会"
        lines = [heads, *(f"第{n}实训中心,{said}" for n in range(rows))]
        address = bring(office, "bases", "\n".join(lines).encode(), "名单.csv")
        work()
        office.post(address, data={"do": "all:"})
        office.post(address, data={"do": "take"})
        return address

    return begin


@pytest.fixture
def count(session):
    def bases():
        session.rollback()
        return session.scalar(sa.select(sa.func.count(TrainingBase.id)))

    return bases


def come_back(session):
    """Let the lease of the worker that died run out."""
    session.execute(sa.update(Job).values(lease_until=dt.datetime(2020, 1, 1)))  # noqa: DTZ001
    session.commit()


def test_a_worker_that_died_between_slices_is_followed_by_one_that_goes_on(
    office, compared, work, count, session
):
    address = compared()
    with pytest.raises(Killed):
        work(dies, after=4)  # 正在准备, and the beginnings of three slices
    assert count() == 2 * SLICE
    come_back(session)
    work()
    assert count() == ROWS
    assert "共 61 行" in words(office.get(address).text)
    assert session.scalars(sa.select(Job.total).order_by(Job.id.desc())).first() == ROWS
    assert session.query(Entry).filter_by(deed="登记实训基地").count() == ROWS
    assert session.query(Entry).filter_by(deed="导入实训基地填报表").count() == 1

    office.post(f"{address}/undo")
    with pytest.raises(Killed):
        work(dies, after=7)  # the same, after four slices in which nothing was found changed
    assert count() == ROWS - SLICE
    come_back(session)
    work()
    assert count() == 0
    assert "导入已撤销" in words(office.get(address).text)
    assert session.query(Entry).filter_by(deed="撤销导入实训基地填报表").count() == 1


def test_what_was_cancelled_on_its_way_says_how_far_it_is_and_goes_on(
    office, compared, work, count
):
    address = compared()
    assert office.post(f"{address}/undo", follow_redirects=True).text.count("正在处理")
    work(is_cancelled, after=2)
    page = words(office.get(address).text)
    assert "导入停在中途：已导入 20 行，还有 41 行没有导入" in page
    assert "导入未完成" in page
    office.post(f"{address}/on")
    assert count() == ROWS
    assert "停在中途" not in words(office.get(address).text)


def test_what_was_cancelled_on_its_way_is_undone(office, compared, work, count):
    address = compared()
    work(is_cancelled, after=2)
    assert count() == SLICE
    office.post(f"{address}/undo")
    assert count() == 0
    assert "导入已撤销" in words(office.get(address).text)


def test_what_somebody_changes_while_it_is_undone_stays_and_is_told(
    office, compared, work, count, session
):
    address = compared()
    work()
    office.post(f"{address}/undo")
    work(is_cancelled, after=6)
    assert "撤销停在中途，还有 41 行没有撤销" in words(office.get(address).text)
    base = session.scalars(sa.select(TrainingBase).order_by(TrainingBase.id)).first()
    base.manager = "赵工"
    journal.record(session, office.actor, "修改实训基地", base)
    session.commit()

    office.post(f"{address}/undo")
    assert "撤销期间又有人改过" in words(office.get(address).text)
    assert "1 行期间又有人改过，没有撤销" in words(office.get(address).text)
    assert count() == 1


@pytest.mark.slow
def test_somebody_saves_while_a_large_workbook_is_taken_over(
    office, compared, work, count, session, group
):
    address, engine, actor = compared(200), database.engine, office.actor
    begun, seen = threading.Event(), []

    def save():
        begun.wait()
        with Session(engine) as other:
            one = other.get(Group, group_id)
            one.short_name = "云岭集团"
            journal.record(other, actor, "修改集团", one)
            seen.append(other.scalar(sa.select(sa.func.count(TrainingBase.id))))
            other.commit()

    group_id = group.id
    clerk = threading.Thread(target=save)
    clerk.start()
    work(lambda work: begun.set(), after=3)
    clerk.join()
    assert seen[0] < 200
    assert count() == 200
    assert "共 200 行" in words(office.get(address).text)
