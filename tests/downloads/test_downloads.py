"""A file is made once, found again by whoever asked, and forgotten after some days."""

import datetime as dt

import pytest

from groupmgr.downloads import printing, service
from groupmgr.jobs.models import Job, JobState
from groupmgr.policy import Role
from tests.downloads.makers import made, taken, work
from tests.reading import words


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def client(sign_in, make, group):
    make.unit(group, name="云岭机电职业学院")
    return sign_in(Role.STAFF, group=group)


@pytest.fixture
def roll(client):
    return f"{client.home}/certificates/roll.pdf"


def test_a_file_is_waited_for_taken_home_and_found_again(app, client, roll):
    page = client.post(roll).location
    assert "排队中" in words(client.get(page).text)
    assert client.get(f"{page}/file").status_code == 404
    work(app)
    assert "保留到" in words(client.get(page).text)
    file = taken(client, page)
    assert file.data.startswith(b"%PDF")
    assert file.mimetype == "application/pdf"
    assert "成员名册" in words(client.get(f"{client.home}/downloads/").text)


def test_others_neither_see_nor_get_it(app, client, roll, sign_in, group):
    page = client.post(roll).location
    work(app)
    colleague = sign_in(Role.STAFF, group=group)
    assert colleague.get(page).status_code == 404
    assert colleague.get(f"{page}/file").status_code == 404
    assert "成员名册" not in words(colleague.get(f"{colleague.home}/downloads/").text)


def test_the_same_page_is_printed_once_and_a_changed_one_again(app, client, roll, make, group):
    page = client.post(roll).location
    assert client.post(roll).location == page
    work(app)
    assert client.post(roll).location == page
    make.unit(group, name="澜山职业技术学院")
    assert client.post(roll).location != page


def test_files_are_forgotten_after_some_days(app, client, roll, monkeypatch):
    page = client.post(roll).location
    work(app)
    monkeypatch.setattr(service, "KEPT", dt.timedelta(0))
    assert "已经清理" in words(client.get(page).text)
    assert client.get(f"{page}/file").status_code == 404
    assert "成员名册" not in words(client.get(f"{client.home}/downloads/").text)
    assert service.sweep(app.config["HOME"]) == 1
    assert service.sweep(app.config["HOME"]) == 0


def test_a_job_that_is_done_twice_leaves_one_file(app, client, roll, session):
    file = made(app, client, roll)
    job = session.query(Job).filter_by(kind=printing.JOB).one()
    job.state = JobState.QUEUED
    session.commit()
    work(app)
    assert taken(client, f"{client.home}/downloads/{job.id}").data == file.data


def test_other_work_of_a_person_is_no_download(client, session, make):
    job = make.add(Job(kind="report", key="report-1", arguments={}, group_id=client.actor.group_id))
    job.account_id = client.actor.account_id
    session.commit()
    assert client.get(f"{client.home}/downloads/{job.id}").status_code == 404
