import datetime as dt

import pytest
import vobject

from groupmgr.meetings.labels import MeetingState
from groupmgr.policy import Role
from tests.meetings.makers import YESTERDAY

BEIJING = dt.timedelta(hours=8)


@pytest.fixture
def client(sign_in, group):
    return sign_in(Role.SECRETARIAT, group=group)


def subscribed(client):
    """The address that the page shows, without the name of the machine."""
    client.post("/account/calendar")
    page = client.get("/account/calendar").text
    return "/calendar/" + page.partition("/calendar/")[2].partition('"')[0]


def events(answer):
    """What another calendar program reads."""
    calendar = vobject.readOne(answer.text)
    assert calendar.vtimezone.tzid.value == "Asia/Shanghai"
    return {one.summary.value: one for one in calendar.contents.get("vevent", [])}


def test_another_program_reads_the_meetings_in_the_time_of_beijing(app, client, make, group):
    make.meeting(group, title="第二届理事会第四次会议")
    make.meeting(group, title="取消的会议", state=MeetingState.CANCELLED)
    make.meeting(group, title="还在拟定", state=MeetingState.PLANNED)
    make.meeting(title="别的集团的会议")
    stranger = app.test_client()
    found = events(stranger.get(subscribed(client)))
    assert found.keys() == {"第二届理事会第四次会议", "取消的会议"}
    council = found["第二届理事会第四次会议"]
    assert council.dtstart.value.utcoffset() == BEIJING
    assert council.dtstart.value.replace(tzinfo=None) == YESTERDAY
    assert council.location.value == "图文中心报告厅"
    assert found["取消的会议"].status.value == "CANCELLED"


def test_a_unit_has_the_meetings_it_is_invited_to_in_its_calendar(sign_in, make, group):
    unit = make.unit(group)
    make.seat(make.meeting(group, title="请了我们"), unit)
    make.meeting(group, title="没有请我们")
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=unit)
    assert events(clerk.get(subscribed(clerk))).keys() == {"请了我们"}


def test_a_new_address_ends_the_old_one(client, make, group):
    make.meeting(group)
    old = subscribed(client)
    assert client.get(old).status_code == 200
    new = subscribed(client)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
