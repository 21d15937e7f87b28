import datetime as dt
from pathlib import Path

import pypdfium2
import pytest
import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.jobs.models import Job, JobState
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from groupmgr.reports import service
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import load
from groupmgr.reports.seal import seal, thaw
from tests.reports.makers import YearMaker


@pytest.fixture
def office(make):
    group = make.group()
    return make.actor(make.account(Role.SECRETARIAT, group=group), group)


@pytest.fixture
def worker(app):
    return Worker(db.engine, HANDLERS, Path(app.config["HOME"]))


def ask(session, office, **facts):
    edition_id = service.ask(session, office, 2024, **facts).id
    session.commit()
    return edition_id


def again(session, edition_id):
    """Read the edition anew, and hold no lock for it."""
    query = sa.select(Edition).where(Edition.id == edition_id)
    whole = query.options(joinedload(Edition.job), joinedload(Edition.file))
    edition = session.scalars(whole, execution_options={"populate_existing": True}).one()
    session.expunge_all()
    session.commit()
    return edition


def test_the_same_wish_joins_the_build_under_way(session, office):
    assert ask(session, office) == ask(session, office)
    later = ask(session, office, as_of=dt.date(2024, 6, 30))
    assert again(session, later).number == 2


def test_a_year_to_come_is_refused(session, office):
    with pytest.raises(RuleBroken, match="报告年度"):
        service.ask(session, office, 2999)


def test_only_the_office_has_reports_built(session, make, office):
    group = make.group()
    leader = make.actor(make.account(Role.LEADER, group=group), group)
    with pytest.raises(NotAllowed):
        service.ask(session, leader, 2024)


def test_the_worker_builds_what_was_asked_for(app, session, office, worker, make):
    year = YearMaker(session)
    group = session.get_one(Group, office.group_id)
    title = year.activity(group, make.unit(group), people=1234).title
    edition_id = ask(session, office)
    assert worker.run_one()
    edition = again(session, edition_id)
    assert edition.state is EditionState.DRAFT
    assert edition.seal == seal(edition.facts)
    assert thaw(edition.facts).activities[0].title == title
    text = pdf_text(app, edition)
    assert title in text
    assert "1234人次" in text
    assert edition.pages > 5
    assert edition.word_id not in (None, edition.file_id)
    assert load(edition.findings) == ()


def test_an_edition_has_no_file_until_its_job_is_done(session, office, worker):
    edition_id = ask(session, office)
    assert again(session, edition_id).file_id is None
    assert again(session, edition_id).standing == JobState.QUEUED.label
    broken = Worker(worker.engine, {"report": fail}, worker.home)
    assert broken.run_one()
    assert again(session, edition_id).file_id is None
    assert again(session, edition_id).standing == JobState.FAILED.label


def test_a_job_run_twice_ends_in_the_same_edition(session, office, worker):
    edition_id = ask(session, office)
    assert worker.run_one()
    first = again(session, edition_id).seal
    session.execute(
        sa.update(Job).values(state=JobState.RUNNING, lease_until=now() - dt.timedelta(minutes=1))
    )
    session.commit()
    assert worker.run_one()
    assert again(session, edition_id).seal == first


def fail(work):
    raise RuleBroken("磁盘已满")


def pdf_text(app, edition):
    path = Store.under(Path(app.config["HOME"])).path(edition.file.sha256)
    with pypdfium2.PdfDocument(path) as file:
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in file)
