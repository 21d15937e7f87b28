import datetime as dt
import io

import pytest

from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import (
    AgendaKind,
    FollowUpState,
    MeetingForm,
    MeetingKind,
    MeetingState,
    VoteBy,
)
from groupmgr.meetings.models import Meeting
from groupmgr.meetings.service import agenda, carrying, planning, voting
from groupmgr.policy import Role
from tests.meetings.makers import YESTERDAY


@pytest.fixture
def body(make, group):
    return make.add(Body(group_id=group.id, kind=BodyKind.COUNCIL, name="理事会"))


def plan(session, office, body, days=30):
    starts = YESTERDAY + dt.timedelta(days=days)
    facts = {"title": "下一次理事会会议", "kind": MeetingKind.COUNCIL, "form": MeetingForm.ON_SITE}
    times = {"starts_at": starts, "ends_at": starts, "body_id": body.id}
    return planning.save(session, office, Meeting(), facts | times)


def test_open_tasks_stand_on_the_next_agenda_of_the_body_by_themselves(
    session, make, office, group, body
):
    last = make.meeting(group, came=1, body_id=body.id)
    open_one = make.follow_up(last, make.unit(group))
    make.follow_up(last, make.unit(group), state=FollowUpState.DONE)
    make.follow_up(make.meeting(group, came=1), make.unit(group))
    meeting = plan(session, office, body)
    [item] = agenda.items(session, meeting)
    assert (item.title, item.kind) == (carrying.REPORT, AgendaKind.INFORM)
    assert carrying.told(session, meeting) == {item.id: [open_one]}
    open_one.state = FollowUpState.DONE
    carrying.carry(session, office, meeting)
    assert carrying.told(session, meeting) == {}


def test_what_was_not_come_to_waits_for_an_agenda_and_is_taken_once(
    session, make, office, group, body
):
    make.charter(group)
    failed = make.meeting(group, state=MeetingState.INQUORATE, body_id=body.id)
    held = make.meeting(group, came=3, body_id=body.id)
    discussed = make.item(failed, title="通报情况", kind=AgendaKind.INFORM)
    unvoted = make.item(held, title="审定章程")
    voted = make.item(held, title="审定报告")
    make.item(held, title="讨论计划", kind=AgendaKind.DISCUSS)
    voting.cast(
        session, office, held, voted, {"yes": 3, "no": 0, "abstained": 0, "by": VoteBy.HANDS}
    )
    meeting = plan(session, office, body)
    assert {item for item, _ in carrying.backlog(session, meeting)} == {discussed, unvoted}
    with pytest.raises(RuleBroken, match="请勾选"):
        carrying.take(session, office, meeting, [voted.id])
    assert carrying.take(session, office, meeting, [unvoted.id]) == 1
    assert [item.title for item in agenda.items(session, meeting)] == ["审定章程"]
    later = plan(session, office, body, days=60)
    assert [item for item, _ in carrying.backlog(session, later)] == [discussed]


def test_papers_are_numbered_through_the_meeting_and_read_by_members(sign_in, make, session, group):
    meeting = make.meeting(group)
    first, second = make.item(meeting), make.item(meeting, title="通报情况")
    client = sign_in(Role.SECRETARIAT, group=group)
    page = f"{client.home}/meetings/{meeting.id}"
    for item in (second, first):
        paper = (io.BytesIO("报告".encode()), f"材料{item.id}.txt")
        client.post(f"{page}/agenda/{item.id}/papers", data={"paper": paper})
    text = client.get(page).text
    assert f"会议材料1 材料{second.id}.txt" in text
    assert f"会议材料2 材料{first.id}.txt" in text
    reader = sign_in(Role.LEADER, group=group)
    with reader.get(f"{page}/papers/1") as handed:
        assert handed.data == "报告".encode()
    assert reader.post(f"{page}/papers/1/remove").status_code == 403


def test_a_unit_proves_what_it_did(sign_in, make, group):
    unit = make.unit(group)
    told = make.follow_up(make.meeting(group, came=1), unit)
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=unit)
    page = f"{clerk.home}/followups/{told.id}"
    clerk.post(f"{page}/proofs", data={"proof": (io.BytesIO("已办".encode()), "总结.txt")})
    assert "总结.txt" in clerk.get(page).text
    with clerk.get(f"{page}/proofs/1") as handed:
        assert handed.data == "已办".encode()
    other = sign_in(Role.UNIT_CLERK, group=group, unit=make.unit(group))
    assert other.get(f"{page}/proofs/1").status_code == 404
