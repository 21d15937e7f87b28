import datetime as dt
import io

import pytest
import sqlalchemy as sa

from groupmgr.groups.labels import RuleKind
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.site import Site
from groupmgr.mail.models import Mail
from groupmgr.meetings.labels import MeetingState, Presence, Reply, SignedBy
from groupmgr.meetings.letters import compose
from groupmgr.meetings.service import attendance, door, inviting, replying
from tests.reading import words

SITE = Site("key", "https://groups.example")
JOIN = {"said": Reply.JOIN, "person": "陆怀民、周敏", "people": 2, "said_by": "周敏"}


def delegates(person, unit=None):
    key = unit.id if unit else None
    return {"said": Reply.DELEGATE, "person": person, "delegate_unit_id": key, "said_by": "周敏"}


@pytest.fixture
def council(make, group):
    """Four units are invited to a meeting that begins in an hour."""
    make.charter(group)
    starts = now() + dt.timedelta(hours=1)
    ends = starts + dt.timedelta(hours=2)
    state = MeetingState.NOTIFIED
    return make.meeting(group, invited=4, state=state, starts_at=starts, ends_at=ends)


def rows(session, meeting):
    return sorted(attendance.roll(session, meeting), key=lambda row: row.id)


def reply(session, row, facts):
    return replying.answer(session, replying.holder(row), row, facts)


def test_a_unit_answers_by_its_link_and_changes_its_mind(session, office, council):
    assert inviting.make_links(session, office, council, SITE) == 4
    assert inviting.make_links(session, office, council, SITE) == 0
    row = rows(session, council)[0]
    address = inviting.link(SITE, row)
    found = inviting.seat_of(session, address.rpartition("/")[2])
    assert found is row
    assert reply(session, row, JOIN).words == "参加 陆怀民、周敏等 2 人"
    assert (row.presence, row.people) == (Presence.INVITED, 2)
    reply(session, row, {"said": Reply.EXCUSED, "reason": "出差", "said_by": "周敏"})
    assert (row.presence, row.reply.words) == (Presence.EXCUSED, "请假：出差")
    reply(session, row, JOIN)
    assert row.presence is Presence.INVITED


def test_a_link_opens_one_unit_and_a_copy_of_the_database_none(session, office, council):
    inviting.make_links(session, office, council, SITE)
    row, other = rows(session, council)[:2]
    assert inviting.link(Site("another key", SITE.address), row) is None
    assert inviting.seat_of(session, row.token_hash) is None
    with pytest.raises(NotAllowed):
        replying.answer(session, replying.holder(other), row, JOIN)


def test_one_person_is_sent_by_one_unit_unless_the_charter_allows_more(
    session, make, office, council, group
):
    first, second, third, last = rows(session, council)
    reply(session, first, delegates("韩卫东", last.unit))
    with pytest.raises(RuleBroken, match="韩卫东已受其他单位委托，一人最多代理 1 家"):
        reply(session, second, delegates("韩卫东", last.unit))
    # Of another unit it is somebody else.
    reply(session, second, delegates("韩卫东", third.unit))
    make.rule(group, RuleKind.PROXY, amount=0)
    with pytest.raises(RuleBroken, match="不得委托"):
        reply(session, third, delegates("周敏", last.unit))


def test_the_delegate_signs_once_for_both_units_and_each_counts_once(session, office, council):
    own, sending, other, _ = rows(session, council)
    reply(session, sending, delegates("韩卫东", own.unit))
    signed = door.sign(session, council, own.unit_id, "韩卫东")
    assert signed == [own, sending]
    assert (own.presence, sending.presence) == (Presence.PRESENT, Presence.PROXY)
    assert own.signed_by is SignedBy.SCAN
    seats = attendance.turnout(session, council)
    assert (seats.attended, seats.proxies) == (2, 1)
    with pytest.raises(RuleBroken, match="一人只代表一家"):
        door.sign(session, council, other.unit_id, "韩卫东")
    # Scanned once more, or by a colleague: the units stay two.
    door.sign(session, council, own.unit_id, "韩卫东")
    door.sign(session, council, own.unit_id, "周敏")
    assert (own.person, own.people) == ("韩卫东、周敏", 2)
    assert attendance.turnout(session, council).attended == 2


def test_a_unit_that_comes_although_it_delegated_counts_once(session, office, council):
    own, sending, *_ = rows(session, council)
    reply(session, sending, delegates("韩卫东", own.unit))
    door.sign(session, council, own.unit_id, "韩卫东")
    door.sign(session, council, sending.unit_id, "周敏")
    assert (sending.presence, sending.delegate_unit_id) == (Presence.PRESENT, None)
    seats = attendance.turnout(session, council)
    assert (seats.attended, seats.proxies) == (2, 0)


def test_with_the_delegate_leave_the_units_he_stands_for(session, office, council):
    own, sending, other, _ = rows(session, council)
    reply(session, sending, delegates("韩卫东", own.unit))
    door.sign(session, council, own.unit_id, "韩卫东")
    door.sign(session, council, other.unit_id, "周敏")
    assert attendance.turnout(session, council).quorate
    early = now() - dt.timedelta(hours=1)
    with pytest.raises(RuleBroken, match="不能早于签到时间"):
        attendance.leave(session, office, council, own, early)
    seats = attendance.leave(session, office, council, own, now())
    assert (seats.attended, seats.left, seats.quorate) == (1, 2, False)
    assert seats.shortage == "现到会 1 家，法定人数 3 家，还差 2 家"
    assert attendance.come_back(session, office, council, own).attended == 3


def test_the_code_at_the_door_is_good_around_the_meeting_only(session, office, council):
    assert door.is_open(council, council.starts_at - dt.timedelta(hours=2))
    assert not door.is_open(council, council.starts_at - dt.timedelta(hours=3))
    assert not door.is_open(council, council.ends_at + dt.timedelta(hours=2))
    council.starts_at += dt.timedelta(days=1)
    council.ends_at += dt.timedelta(days=1)
    with pytest.raises(RuleBroken, match="不是签到时间"):
        door.sign(session, council, rows(session, council)[0].unit_id, "韩卫东")


def test_a_letter_goes_to_each_unit_with_an_address_that_did_not_answer(
    session, make, office, council
):
    first, second, *_ = rows(session, council)
    for row in (first, second):
        make.liaison(council.group_id, row.unit, email=f"u{row.id}@example.cn")
    reply(session, second, JOIN)
    assert inviting.write(session, office, council, SITE) == (1, 2)
    mail = session.scalars(sa.select(Mail)).one()
    letter = compose(session, {"SECRET_KEY": "key"}, mail)
    assert letter.link == inviting.link(SITE, first)
    assert first.unit.name in letter.subject
    council.state = MeetingState.CANCELLED
    session.flush()
    assert compose(session, {"SECRET_KEY": "key"}, mail) is None


def test_a_unit_answers_and_signs_in_on_its_phone_without_an_account(app, session, office, council):
    client = app.test_client()
    site = Site(app.config["SECRET_KEY"], "")
    inviting.make_links(session, office, council, site)
    inviting.renew_door(session, office, council, site)
    session.commit()
    row = rows(session, council)[0]
    link = inviting.link(site, row)
    page = client.get(link)
    assert row.unit.name in words(page.text)
    assert "请写明参会人姓名" in client.post(link, data={"said": "join", "said_by": "周敏"}).text
    paper = (io.BytesIO("授权".encode()), "委托书.txt")
    given = {"said": "delegate", "person": "韩卫东", "said_by": "周敏", "mandate": paper}
    assert client.post(link, data=given).status_code == 303
    session.expire_all()
    row = rows(session, council)[0]
    assert (row.reply.said, row.mandate_name) == (Reply.DELEGATE, "委托书.txt")
    entrance = inviting.door(site, council)
    signed = client.post(entrance, data={"unit_id": row.unit_id, "person": "韩卫东"})
    assert "已签到" in words(signed.text)
    session.expire_all()
    assert rows(session, council)[0].presence is Presence.PROXY
    assert client.get("/m/nobody").status_code == client.get("/d/nobody").status_code == 404
