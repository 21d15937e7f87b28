import datetime as dt

from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.meetings.labels import MeetingKind
from groupmgr.meetings.service import proposing
from groupmgr.policy import Role

MONDAY = dt.date(2024, 3, 25)


def test_the_next_meeting_follows_the_last_one_and_is_in_time(session, make, group):
    at = dt.datetime.combine(dt.date(2023, 12, 1), dt.time(14))
    facts = {"starts_at": at, "ends_at": at, "term_number": 2, "session_number": 4}
    make.meeting(group, title="第二届理事会第四次会议", **facts)
    make.rule(group, RuleKind.CADENCE, amount=1, per=PeriodUnit.QUARTER)
    found = proposing.next_meeting(session, group.id, MeetingKind.COUNCIL, MONDAY)
    assert (found["title"], found["session_number"]) == ("第二届理事会第五次会议", 5)
    # The quarter ends on a Sunday, six days on.
    assert found["starts_at"].date() == dt.date(2024, 3, 29)


def test_what_is_proposed_stands_in_the_form(sign_in, make, group):
    make.meeting(group, title="第二届理事会第四次会议", session_number=4)
    client = sign_in(Role.SECRETARIAT, group=group)
    assert "第二届理事会第五次会议" in client.get(f"{client.home}/meetings/new?kind=council").text
    assert client.get(f"{client.home}/meetings/new?kind=nonsense").status_code == 200
