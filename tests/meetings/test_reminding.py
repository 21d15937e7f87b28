"""Units that did not answer are reminded near the day and after it, and not too often."""

import datetime as dt
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.extensions import db
from groupmgr.features import HANDLERS
from groupmgr.groups import reminding as clocked
from groupmgr.groups.holiday import Holiday
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.home.tasks import piles
from groupmgr.jobs.models import Job
from groupmgr.jobs.worker import Worker
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import BEIJING
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site
from groupmgr.mail.models import Mail
from groupmgr.meetings.labels import MeetingState, Reply
from groupmgr.meetings.letters import compose
from groupmgr.meetings.service import attendance, inviting, reminding, replying
from groupmgr.policy import Role
from tests.reading import words

SITE = Site("key", "https://groups.example")
SETTINGS = {"SECRET_KEY": "key"}
MONDAY = dt.date(2024, 11, 18)
FRIDAY = MONDAY + dt.timedelta(days=4)


class Council:
    """Three units with an address are asked on a Monday to answer by Friday; one does."""

    def __init__(self, session, make, office, group, home):
        self.session, self.office, self.group, self.home = session, office, group, home
        starts = dt.datetime.combine(MONDAY + dt.timedelta(days=14), dt.time(14))
        facts = {"state": MeetingState.NOTIFIED, "reply_by": FRIDAY, "starts_at": starts}
        make.charter(group)
        self.meeting = make.meeting(group, invited=3, ends_at=starts, **facts)
        for row in self.rows():
            make.liaison(group.id, row.unit, email=f"u{row.id}@example.cn")
        with self.on(MONDAY):
            inviting.write(session, office, self.meeting, SITE)
            said = {"said": Reply.JOIN, "person": "陆怀民", "said_by": "陆怀民"}
            replying.answer(session, replying.holder(self.rows()[0]), self.rows()[0], said)
        session.commit()

    def on(self, day, hour=10):
        return time_machine.travel(dt.datetime.combine(day, dt.time(hour), BEIJING), tick=False)

    def rows(self):
        return sorted(attendance.roll(self.session, self.meeting), key=lambda row: row.id)

    def reminded(self, day):
        """Let the clock come round on a day; return how often each unit was reminded by then."""
        self.session.add(Job(kind=clocked.JOB, key=str(day), arguments={}))
        self.session.commit()
        with self.on(day):
            while Worker(
                db.engine, {clocked.JOB: HANDLERS[clocked.JOB]}, self.home, SETTINGS
            ).run_one():
                pass
        self.session.expire_all()
        return [row.reminders for row in self.rows()]

    def mails(self):
        return self.session.scalars(sa.select(Mail).order_by(Mail.id)).all()


@pytest.fixture
def council(app, session, make, office, group):
    return Council(session, make, office, group, Path(app.config["HOME"]))


def days(number):
    return MONDAY + dt.timedelta(days=number)


def test_a_unit_hears_once_near_the_day_and_once_after_it(council):
    told = [council.reminded(days(n)) for n in range(1, 10)]
    assert told[0] == [0, 0, 0]
    assert told[1:4] == [[0, 1, 1]] * 3, "two working days before Friday, and then not again"
    assert told[4:6] == [[0, 1, 1]] * 2, "nobody is written to at weekends"
    assert told[6:] == [[0, 2, 2]] * 3
    assert len(council.mails()) == 3 + 4


def test_the_group_lays_down_when_and_how_often(council, session):
    for subject, amount in (("ahead", 1), ("most", 1)):
        facts = {"kind": RuleKind.REPLYING, "subject": subject, "source": "章程"}
        rule = Rule(group_id=council.group.id, amount=amount, valid_from=MONDAY, **facts)
        session.add(rule)
    session.add(
        Holiday(
            group_id=council.group.id, name="校庆", first_on=FRIDAY, last_on=FRIDAY, source="通知"
        )
    )
    assert council.reminded(days(2)) == [0, 0, 0]
    assert council.reminded(days(3)) == [0, 1, 1]
    assert council.reminded(days(7)) == [0, 1, 1]


def test_who_answered_meanwhile_gets_no_letter(council, session):
    council.reminded(days(2))
    _, row, _ = council.rows()
    *_, mail, last = council.mails()
    with council.on(days(2)):
        assert "再次请" in compose(session, SETTINGS, last).subject
        said = {"said": Reply.EXCUSED, "reason": "出差", "said_by": "周敏"}
        replying.answer(session, replying.holder(row), row, said)
        assert compose(session, SETTINGS, mail) is None
    assert council.reminded(days(7)) == [0, 1, 2]


def test_the_office_reminds_by_hand_once_a_day_and_to_the_limit(council, session):
    with council.on(days(1)):
        assert reminding.remind_all(session, council.office, council.meeting, SITE) == 2
        with pytest.raises(RuleBroken, match="今天已经发过"):
            reminding.remind_all(session, council.office, council.meeting, SITE)
    with council.on(days(2)):
        assert reminding.remind_all(session, council.office, council.meeting, SITE) == 2
    with council.on(days(3)):
        found = reminding.preview(session, council.meeting)
        assert (found.due, len(found.spared)) == ([], 2)
    deeds = session.scalars(sa.select(Entry.deed).where(Entry.deed.startswith("第"))).all()
    assert sorted(deeds) == ["第 1 次提醒回执"] * 2 + ["第 2 次提醒回执"] * 2


def test_the_page_shows_whom_it_writes_to_and_how_often_it_did(council, sign_in):
    with council.on(days(1)):
        client = sign_in(group=council.group)
        page = f"{client.home}/meetings/{council.meeting.id}/replies"
        _, second, third = council.rows()
        shown = words(client.get(page).text)
        assert f"{second.unit.name}、{third.unit.name}" in shown
        address = f"{client.home}/meetings/{council.meeting.id}/remind"
        assert "给 2 家单位发出提醒" in client.post(address, follow_redirects=True).text
        assert words(client.get(page).text).count("已提醒 1 次") == 2


def test_what_is_unanswered_waits_on_the_first_page_of_the_unit(council, session, make):
    _, row, _ = council.rows()
    clerk = make.actor(make.account(Role.UNIT_CLERK, council.group, row.unit), council.group)
    with council.on(days(1)):
        (pile,) = (one for one in piles(session, clerk, days(1)) if one.kind == "待回执")
        assert pile.when(pile.tasks[0], days(1)) == "还剩 3 天"
        assert pile.when(pile.tasks[0], days(5)) == "逾期 1 天"
        said = {"said": Reply.JOIN, "person": "韩卫东", "said_by": "韩卫东"}
        replying.answer(session, replying.holder(row), row, said)
        assert not [one for one in piles(session, clerk, days(1)) if one.kind == "待回执"]
