import datetime as dt

from groupmgr.meetings.labels import HELD_STATES, MeetingKind, MeetingState
from groupmgr.meetings.models import FollowUp, Resolution
from groupmgr.meetings.sitting import sitting

LAST_DAY = dt.date(2024, 12, 31)


def test_there_are_60_meetings_of_the_provincial_group_with_agenda_and_seats(world, group):
    mine = [meeting for meeting in world.meetings if meeting.group_id == group.id]
    assert len(mine) >= 60
    assert all(meeting.agenda and meeting.attendance for meeting in mine)
    assert {meeting.state for meeting in mine} == set(MeetingState)


def test_one_quarter_went_by_without_an_exchange(world, group):
    quarters = [
        (meeting.day.year, (meeting.day.month + 2) // 3)
        for meeting in world.meetings
        if meeting.group_id == group.id and meeting.kind is MeetingKind.EXCHANGE
    ]
    assert len(quarters) == 7
    assert (2024, 3) not in quarters


def test_what_was_held_was_quorate_and_what_was_not_was_not(world):
    for meeting in world.meetings:
        seats = sitting(world.session, meeting, LAST_DAY).seats
        if meeting.state in HELD_STATES:
            assert seats.quorate
        if meeting.state is MeetingState.INQUORATE:
            assert seats.attended * 3 < seats.due * 2


def test_resolutions_rest_on_votes_that_carried(world):
    resolutions = world.session.query(Resolution).all()
    results = {}
    for meeting in world.meetings:
        results |= sitting(world.session, meeting, LAST_DAY).results
    assert len(resolutions) > 20
    assert all(
        results[one.agenda_item_id].passed for one in resolutions if one.agenda_item_id in results
    )
    assert any(not result.passed for result in results.values())


def test_follow_ups_are_done_open_and_overdue(world):
    open_ = [one for one in world.session.query(FollowUp) if one.done_on is None]
    assert any(one.due_on < LAST_DAY for one in open_)
    assert any(one.due_on > LAST_DAY for one in open_)
    assert any(one.done_on and one.done_on <= one.due_on for one in world.session.query(FollowUp))
