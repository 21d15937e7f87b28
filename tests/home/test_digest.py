"""Who asked for it is written what waits, once a week, on a working morning."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.accounts.models import Account, Digest
from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.home import digest
from groupmgr.jobs.recurring import ask
from groupmgr.jobs.worker import Worker
from groupmgr.kernel.clock import BEIJING
from groupmgr.kernel.workdays import is_workday
from groupmgr.mail.models import Mail
from groupmgr.policy import Role
from tests.activities.makers import Stage

MONDAY = dt.datetime(2024, 11, 18, 8, 30, tzinfo=BEIJING)


class Week:
    """A secretary with something to decide, and the clock."""

    def __init__(self, session, stage, home):
        self.session, self.stage, self.home = session, stage, home
        self.account = session.get(Account, stage.office.account_id)
        self.account.email, self.account.site = "zhou@example.cn", "http://x.cn/"

    def letters(self, at=MONDAY):
        """Let the workers look at the clock, and return what is in the outbox."""
        self.session.commit()
        with time_machine.travel(at, tick=False):
            ask(db.engine, [digest.RECURRING])
            Worker(db.engine, {digest.JOB: HANDLERS[digest.JOB]}, self.home).run_one()
        self.session.expire_all()
        return self.session.scalars(sa.select(Mail).order_by(Mail.id)).all()

    def text(self, mail, at=MONDAY):
        with time_machine.travel(at, tick=False):
            letter = digest.compose(self.session, {}, mail)
        return letter.text() if letter else None


@pytest.fixture
def week(session, make, app):
    stage = Stage(make)
    stage.submitted(title="数控师资研修班")
    return Week(session, stage, Path(app.config["HOME"]))


def test_nobody_is_written_to_who_did_not_ask(week):
    assert week.letters() == []


def test_who_asked_is_written_what_waits_once_a_week(week):
    week.account.digest = Digest.WEEKLY
    (mail,) = week.letters()
    assert mail.address == "zhou@example.cn"
    assert "待审核 1 项：数控师资研修班" in week.text(mail)
    assert f"http://x.cn/g/{week.stage.group.code}/" in week.text(mail)
    assert len(week.letters(MONDAY + dt.timedelta(days=2))) == 1
    assert len(week.letters(MONDAY + dt.timedelta(days=7))) == 2


def test_who_wants_only_what_presses_is_not_written_of_the_rest(week):
    week.account.digest = Digest.URGENT
    assert week.letters() == []


def test_nothing_is_written_where_nothing_waits_any_more(week, session):
    week.account.digest = Digest.WEEKLY
    (mail,) = week.letters()
    week.account.digest = Digest.URGENT
    assert week.text(mail) is None


@pytest.mark.parametrize(
    "at",
    [
        MONDAY.replace(hour=7),
        dt.datetime(2024, 11, 16, 10, tzinfo=BEIJING),
        dt.datetime(2024, 10, 1, 10, tzinfo=BEIJING),
    ],
    ids=["too early", "Saturday", "National Day"],
)
def test_nothing_is_written_while_people_are_not_at_work(week, at):
    week.account.digest = Digest.WEEKLY
    assert week.letters(at) == []


@pytest.mark.parametrize(
    ("day", "works"),
    [("2024-09-29", True), ("2024-10-08", True), ("2024-10-07", False), ("2026-02-14", True)],
)
def test_weekends_are_worked_and_holidays_kept_as_announced(day, works):
    assert is_workday(dt.date.fromisoformat(day)) is works


def test_a_person_chooses_on_the_own_page_and_needs_an_address(sign_in, make, session):
    client = sign_in(Role.STAFF, group=make.group())
    facts = {"name": "周敏", "digest": "weekly"}
    assert "填了邮箱才能收到摘要" in client.post("/profile", data=facts).text
    assert "邮箱写法不对" in client.post("/profile", data=facts | {"email": "zhou"}).text
    assert client.post("/profile", data=facts | {"email": "z@x.cn"}).status_code == 303
    account = session.get(Account, client.actor.account_id)
    assert (account.email, account.digest) == ("z@x.cn", Digest.WEEKLY)
    assert account.site == "http://localhost/"
