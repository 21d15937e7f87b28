import datetime as dt

import pytest

from groupmgr.journal import service as journal
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.meetings.labels import MeetingKind, MeetingState, Presence
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.service import agenda, attendance, planning
from groupmgr.members.labels import Rank
from groupmgr.members.models import FormerRank
from tests.meetings.makers import YESTERDAY

FACTS = {
    "title": "第二届理事会第四次会议",
    "kind": MeetingKind.COUNCIL,
    "starts_at": YESTERDAY,
    "ends_at": YESTERDAY,
}


def test_the_secretariat_plans_a_meeting_and_the_journal_says_so(session, office):
    meeting = planning.save(session, office, Meeting(), FACTS)
    assert (meeting.state, meeting.group_id) == (MeetingState.PLANNED, office.group_id)
    assert [e.deed for e in journal.history(session, meeting)] == ["拟定会议"]


def test_a_member_does_not_plan_meetings(session, clerk):
    with pytest.raises(NotAllowed):
        planning.save(session, clerk, Meeting(), FACTS)


def test_a_meeting_ends_after_it_began(session, office):
    early = FACTS | {"ends_at": YESTERDAY - dt.timedelta(hours=1)}
    with pytest.raises(RuleBroken, match="结束时间") as broken:
        planning.save(session, office, Meeting(), early)
    assert broken.value.field == "ends_at"


def test_the_convener_is_a_unit_of_the_group(session, make, office, group):
    own, stranger = make.unit(group), make.unit()
    planning.save(session, office, Meeting(), FACTS | {"convener_unit_id": own.id})
    with pytest.raises(RuleBroken, match="本集团的单位"):
        planning.save(session, office, Meeting(), FACTS | {"convener_unit_id": stranger.id})


def test_what_is_over_stays_as_it_was(session, make, office, group):
    archived = make.meeting(group, state=MeetingState.ARCHIVED)
    with pytest.raises(RuleBroken, match="已归档"):
        planning.save(session, office, archived, FACTS)


def test_another_group_s_meeting_cannot_be_changed(session, make, office):
    with pytest.raises(NotAllowed):
        planning.save(session, office, make.meeting(), FACTS)


def test_the_list_counts_seats_and_who_took_them(session, make, office, group):
    meeting = make.meeting(group, came=3, invited=1)
    make.seat(meeting, make.unit(group), Presence.PROXY)
    make.seat(meeting, make.unit(group), Presence.IN_ATTENDANCE)
    make.meeting()
    [(listed, due, attended)] = session.execute(planning.listing(office))
    assert (listed, due, attended) == (meeting, 5, 4)


def test_the_agenda_is_ordered_by_hand(session, make, office, group):
    meeting = make.meeting(group)
    first, second, third = (make.item(meeting, title=name) for name in "甲乙丙")
    agenda.move(session, office, meeting, third, -1)
    agenda.move(session, office, meeting, first, -1)
    agenda.remove(session, office, meeting, second)
    assert [(i.position, i.title) for i in agenda.items(session, meeting)] == [(1, "甲"), (2, "丙")]


def test_all_members_are_invited_or_those_of_some_ranks_on_the_day(session, make, office, group):
    chair, council, left = make.unit(), make.unit(), make.unit()
    make.membership(group, chair, rank=Rank.CHAIR)
    member = make.membership(group, council, rank=Rank.MEMBER)
    make.add(FormerRank(membership_id=member.id, rank=Rank.COUNCIL, until=YESTERDAY.date()))
    make.membership(group, left, ended_on=dt.date(2021, 1, 1))
    meeting = make.meeting(group)
    assert attendance.invite(session, office, meeting, ranks=[Rank.COUNCIL]) == 1
    assert attendance.invite(session, office, meeting, ranks=list(Rank)) == 1
    assert {row.unit_id for row in attendance.roll(session, meeting)} == {chair.id, council.id}


def test_nobody_is_invited_twice(session, make, office, group):
    meeting, unit = make.meeting(group), make.unit(group)
    attendance.invite(session, office, meeting, unit_ids=[unit.id], without_seat=True)
    assert attendance.turnout(session, meeting).due == 0
    with pytest.raises(RuleBroken, match="没有可以新增的单位"):
        attendance.invite(session, office, meeting, unit_ids=[unit.id])


def test_a_unit_that_signed_stays_on_the_list(session, make, office, group):
    meeting = make.meeting(group, came=1, invited=1)
    came, invited = sorted(attendance.roll(session, meeting), key=lambda row: row.id)
    attendance.uninvite(session, office, meeting, invited)
    with pytest.raises(RuleBroken, match="已签到"):
        attendance.uninvite(session, office, meeting, came)
    assert attendance.roll(session, meeting) == [came]
