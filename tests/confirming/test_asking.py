"""Parties are asked by mail: a first letter, then reminders to a limit and on working days."""

import datetime as dt

import pytest
import sqlalchemy as sa
import time_machine

from groupmgr.activities.labels import Measure, PartyStanding
from groupmgr.activities.service import submitting
from groupmgr.confirming import asking as service
from groupmgr.confirming import inviting, proposals
from groupmgr.confirming.models import Answer, Invitation
from groupmgr.groups import reminding
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.journal.models import Entry
from groupmgr.kernel.clock import BEIJING
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.mail.models import MailState
from groupmgr.policy import Role
from tests.confirming.makers import SITE

# A Monday, before the people of Beijing have lunch.
MONDAY = dt.datetime(2024, 12, 2, 10, 0, tzinfo=BEIJING)


@pytest.fixture
def clock():
    """Stand on a day after that Monday."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield lambda days: traveller.move_to(MONDAY + dt.timedelta(days=days))


@pytest.fixture
def firm(clock, asking):
    """The firm, with an address."""
    asking.change({(Measure.PERSON_TIMES, None): 319})
    asking.reach()
    return asking


def link_in(letter):
    text = letter.get_body(("plain",)).get_content()
    return "/c/" + text.partition("/c/")[2].split()[0]


def test_a_letter_holds_the_link_and_nothing_of_it_is_kept(firm, session):
    link = firm.ask()
    firm.remind()
    (letter,) = firm.letters()
    assert "请恒砺数控技术有限公司核对合作活动：数控师资研修班" in letter["Subject"]
    assert link_in(letter) == link
    assert "请贵单位核对" in firm.open(link).text
    secret = link.removeprefix("/c/")
    for table in sa.inspect(session.get_bind()).get_table_names():
        for row in session.execute(sa.text(f'SELECT * FROM "{table}"')):  # noqa: S608
            assert secret not in str(row), table


def test_another_key_makes_no_link(firm, session):
    firm.link()
    invitation = session.scalars(sa.select(Invitation)).one()
    assert inviting.Site("other", "http://localhost").link(invitation) is None


def test_a_party_without_an_address_is_asked_otherwise(clock, asking):
    with pytest.raises(RuleBroken, match="没有邮箱"):
        asking.ask()
    assert asking.mails() == []


def test_all_parties_with_an_address_are_asked_at_once_and_once(firm, session):
    asked = service.ask_all(session, firm.clerk, firm.party.activity, SITE)
    assert [one.unit_id for one in asked] == [firm.firm.id]
    session.commit()
    with pytest.raises(RuleBroken, match="没有可以发邮件的单位"):
        service.ask_all(session, firm.clerk, firm.party.activity, SITE)


def test_a_partner_writes_to_nobody(firm, session):
    partner = firm.stage.clerk(firm.third)
    with pytest.raises(NotAllowed):
        firm.ask(partner)


def test_reminders_end_at_the_limit_and_say_so(firm):
    for _ in range(3):
        firm.ask()
    with pytest.raises(RuleBroken, match="已经催办 2 次"):
        firm.ask()
    assert len(firm.mails()) == 3


def test_a_new_link_is_no_way_round_the_limit(firm):
    for _ in range(3):
        firm.ask()
    firm.link()
    with pytest.raises(RuleBroken, match="已经催办 2 次"):
        firm.ask()


def test_the_limit_is_a_rule_of_the_group(firm, session):
    facts = {"subject": "most", "amount": 1, "source": "章程", "valid_from": dt.date(2024, 1, 1)}
    session.add(Rule(group_id=firm.stage.group.id, kind=RuleKind.CONFIRMING, **facts))
    session.commit()
    firm.ask()
    firm.ask()
    with pytest.raises(RuleBroken, match="已经催办 1 次"):
        firm.ask()


def test_the_worker_reminds_after_some_days_and_not_more_often_than_it_may(firm, clock):
    firm.ask()
    sent = []
    for day in range(14):
        clock(day)
        firm.remind()
        sent.append(len(firm.mails()))
    assert sent == [1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3], "and not on a Sunday"
    subjects = [letter["Subject"] for letter in firm.letters()]
    assert [words.startswith("再次请") for words in subjects] == [False, True, True]
    assert len({link_in(letter) for letter in firm.letters()}) == 1, "old letters go on to work"


def test_the_worker_run_twice_reminds_once(firm, clock):
    firm.ask()
    clock(3)
    firm.remind()
    firm.remind()
    assert len(firm.mails()) == 2


@pytest.mark.parametrize(
    ("day", "hour", "expected"), [(0, 10, True), (4, 10, True), (5, 10, False), (6, 10, False)]
)
def test_nobody_is_reminded_at_weekends(clock, session, make, day, hour, expected):
    make.group()
    session.flush()
    clock(day)
    assert reminding.is_time(session) is expected


def test_nobody_is_reminded_before_nine(session, make):
    make.group()
    with time_machine.travel(MONDAY.replace(hour=8), tick=False):
        assert not reminding.is_time(session)


def revoke(asking):
    inviting.revoke(asking.session, asking.clerk, asking.party)


def withdraw(asking):
    submitting.withdraw(asking.session, asking.clerk, asking.party.activity)


def void(asking):
    submitting.void(asking.session, asking.clerk, asking.party.activity, "没有举办")


def reply(asking):
    asking.answer(asking.link())


def leave(asking):
    own = [one for one in asking.party.activity.parties if one.unit_id == asking.school.id]
    asking.activity.figures = [one for one in asking.activity.figures if one.party is None]
    asking.activity.parties = own


@pytest.mark.parametrize("end", [revoke, withdraw, void, reply, leave])
def test_reminders_stop_and_letters_that_wait_are_not_sent(firm, clock, end):
    firm.ask()
    end(firm)
    firm.session.commit()
    clock(3)
    firm.remind()
    (mail,) = firm.mails()
    assert mail.state is MailState.DROPPED
    assert firm.letters() == []


def test_reminders_stop_when_the_link_has_expired(firm, clock):
    firm.ask()
    clock(15)
    firm.remind()
    assert len(firm.mails()) == 1
    assert firm.party.standing is PartyStanding.OVERDUE


def test_after_a_change_the_party_is_written_to_about_the_difference(firm, clock):
    link = firm.ask()
    firm.remind()
    firm.answer(link)
    firm.change({(Measure.PERSON_TIMES, None): 302})
    clock(1)
    firm.remind()
    first, letter = firm.letters()
    assert "填报了合作活动" in first.get_body(("plain",)).get_content()
    assert "319 人次 → 302 人次" in letter.get_body(("plain",)).get_content()


def test_who_objected_is_written_to_with_the_reply(firm, clock, session):
    firm.answer(firm.ask(), said="disputed", remark="没有参加")
    given = session.scalars(sa.select(Answer)).one()
    proposals.reply(session, firm.clerk, firm.party, given, "签到表上有贵单位两人")
    session.commit()
    clock(1)
    firm.remind()
    text = firm.letters()[-1].get_body(("plain",)).get_content()
    assert "签到表上有贵单位两人" in text


def test_every_letter_stands_in_the_journal(firm, clock, session):
    firm.ask()
    clock(3)
    firm.remind()
    query = sa.select(Entry.actor_name, Entry.deed).where(Entry.thing == "parties")
    deeds = [tuple(row) for row in session.execute(query.order_by(Entry.id))]
    name = firm.clerk.name
    assert deeds == [
        (name, "发出确认链接"),
        (name, "发出确认邮件"),
        ("系统", "第 1 次催办"),
    ]


def test_a_closed_door_at_one_party_keeps_the_others_not_waiting(firm, clock, session):
    other = next(one for one in firm.party.activity.parties if one.unit_id == firm.third.id)
    other.contact_email = "x@lanshan.cn"
    session.commit()
    service.ask_all(session, firm.clerk, firm.party.activity, SITE)
    session.commit()
    clock(3)
    firm.party.contact_email = "no address"
    session.commit()
    firm.remind()
    assert len(firm.mails()) == 3


def test_a_clerk_asks_and_reminds_on_the_page(firm, sign_in):
    school = sign_in(Role.UNIT_CLERK, group=firm.stage.group, unit=firm.school)
    page = f"{school.home}/activities/{firm.activity.id}"
    assert "发邮件" in school.get(page).text
    assert school.post(f"{page}/asking/mail").status_code == 303
    assert "发过邮件" in school.get(page).text
    key = firm.party.id
    assert school.post(f"{page}/asking/{key}/mail").status_code == 303
    assert "催办 1 次" in school.get(page).text
    school.post(f"{page}/asking/{key}/mail")
    assert school.post(f"{page}/asking/{key}/mail").status_code == 409


def test_the_sheet_has_a_code_for_every_party(firm, sign_in):
    school = sign_in(Role.UNIT_CLERK, group=firm.stage.group, unit=firm.school)
    place = f"{school.home}/activities/{firm.activity.id}/asking/sheet"
    assert '<svg class="gm-qr"' not in school.get(place).text
    page = school.post(place, follow_redirects=True).text
    assert page.count("gm-qr") == 2
    assert school.post(place, follow_redirects=True).text.count("gm-qr") == 2
    assert len(firm.session.scalars(sa.select(Invitation)).all()) == 2, "links are kept"
