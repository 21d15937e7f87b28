import io

import pytest
from python_calamine import CalamineWorkbook

from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.meetings.labels import FollowUpState, MeetingState, Presence
from groupmgr.meetings.models import AgendaItem, Meeting, Resolution, Vote
from groupmgr.meetings.service import attendance
from groupmgr.policy import Role
from tests.reading import words

PLAN = {
    "title": "第二届理事会第四次会议",
    "kind": "council",
    "form": "on-site",
    "starts_at": "2024-11-14T14:00",
    "ends_at": "2024-11-14T16:00",
    "place": "图文中心报告厅",
}


def after(client, answer):
    """The page to which a deed led."""
    assert answer.status_code == 303, answer.text
    return client.get(answer.location).text


@pytest.fixture
def client(sign_in, group):
    return sign_in(Role.SECRETARIAT, group=group)


@pytest.fixture
def council(make, group):
    make.charter(group)
    return make.meeting(group, came=5, invited=2)


def test_a_meeting_is_planned_in_the_browser(client, session):
    answer = client.post(f"{client.home}/meetings/new", data=PLAN)
    page_after = after(client, answer)
    assert "第二届理事会第四次会议" in page_after
    assert "拟定" in page_after
    assert session.query(Meeting).one().starts_at.hour == 14


def test_what_was_typed_stays_when_the_plan_is_refused(client):
    wrong = PLAN | {"ends_at": "2024-11-14T13:00"}
    answer = client.post(f"{client.home}/meetings/new", data=wrong)
    assert "结束时间不能早于开始时间" in answer.text
    assert "第二届理事会第四次会议" in answer.text
    assert "2024-11-14T13:00" in answer.text


def test_the_second_editor_sees_what_the_first_one_changed(client, make, group):
    meeting = make.meeting(group)
    page = f"{client.home}/meetings/{meeting.id}/edit"
    client.post(page, data=PLAN | {"revision": "1", "place": "第一会议室"})
    answer = client.post(page, data=PLAN | {"revision": "1", "place": "第二会议室"})
    assert "刚被别人改过" in answer.text
    assert "第一会议室" in answer.text
    assert "第二会议室" in answer.text


def test_the_list_narrows_and_exports(client, make, group):
    make.meeting(group, title="换届会议", came=2, invited=1)
    make.meeting(group, title="年中会议", state=MeetingState.PLANNED)
    answer = client.get(f"{client.home}/meetings/?q=换届&kind=council&state=held")
    assert "换届会议" in answer.text
    assert "年中会议" not in answer.text
    file = io.BytesIO(client.get(f"{client.home}/meetings/?as=xlsx").data)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    titles = {row[0] for row in rows}
    assert titles == {"会议名称", "换届会议", "年中会议"}


def test_the_list_says_what_the_rules_call_for(client, make, group):
    make.rule(group, RuleKind.CADENCE, amount=1, per=PeriodUnit.YEAR)
    assert "本期应开会议" in client.get(f"{client.home}/meetings/").text


@pytest.mark.parametrize("page", ["/meetings/", "/followups/"])
def test_a_list_asks_as_often_for_twenty_rows_as_for_one(client, make, group, statements, page):
    first = make.meeting(group, came=1)
    make.follow_up(first, make.unit(group))
    client.get(f"{client.home}{page}")
    with statements() as one:
        client.get(f"{client.home}{page}")
    for _ in range(19):
        make.follow_up(make.meeting(group, came=1), make.unit(group), make.unit(group))
    with statements() as twenty:
        client.get(f"{client.home}{page}")
    assert len(one) == len(twenty)


def test_a_meeting_asks_as_often_for_twenty_units_as_for_one(client, make, group, statements):
    make.charter(group)
    small, large = make.meeting(group, came=1), make.meeting(group, came=20)
    for meeting in (small, large):
        for _ in range(1 if meeting is small else 20):
            make.item(meeting)
            make.follow_up(meeting, make.unit(group))
    counts = []
    for meeting in (small, large):
        with statements() as sent:
            assert client.get(f"{client.home}/meetings/{meeting.id}").status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_a_unit_is_led_to_what_it_was_told_and_reads_the_rest(sign_in, make, group, council):
    mine = make.unit(group)
    make.seat(council, mine)
    own, foreign = make.follow_up(council, mine), make.follow_up(council, make.unit(group))
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=mine)
    page = clerk.get(f"{clerk.home}/meetings/{council.id}").text
    assert f'{clerk.home}/followups/{own.id}"' in page
    assert f'{clerk.home}/followups/{foreign.id}"' not in page
    assert foreign.text in words(page)


def test_the_agenda_is_arranged_without_script(client, make, group, session):
    meeting = make.meeting(group)
    page = f"{client.home}/meetings/{meeting.id}/agenda/"
    for title in ("听取报告", "审定章程"):
        client.post(page, data={"title": title, "kind": "decide"})
    last = session.query(AgendaItem).filter_by(title="审定章程").one()
    client.post(f"{page}{last.id}/up")
    text = client.get(page).text
    assert text.index("审定章程") < text.index("听取报告")
    client.post(f"{page}{last.id}/remove")
    assert "审定章程" not in client.get(page).text


def test_attendance_is_saved_as_one_form(client, council, session):
    rows = attendance.roll(session, council)
    data = {}
    for n, row in enumerate(rows):
        data |= {
            f"rows-{n}-unit_id": row.unit_id,
            f"rows-{n}-presence": "excused" if n else "present",
            f"rows-{n}-person": "陆怀民",
            f"rows-{n}-people": "2",
        }
    page = f"{client.home}/meetings/{council.id}/attendance/"
    answer = client.post(page, data=data)
    page_after = after(client, answer)
    assert "不足法定人数" in page_after
    found = [(row.presence, row.people) for row in attendance.roll(session, council)]
    assert found == [(Presence.PRESENT, 2)] + [(Presence.EXCUSED, 2)] * 6


def test_attendance_is_saved_row_by_row(client, council, session):
    row = attendance.roll(session, council)[0]
    data = {
        "rows-6-unit_id": row.unit_id,
        "rows-6-presence": "proxy",
        "rows-6-person": "韩卫东",
        "rows-6-people": "1",
    }
    page = f"{client.home}/meetings/{council.id}/attendance/"
    answer = client.post(page, data=data, headers={"HX-Request": "true"})
    assert "委托 1" in answer.text
    assert "<html" not in answer.text
    session.refresh(row)
    assert (row.presence, row.person) == (Presence.PROXY, "韩卫东")


def test_a_wrong_row_says_what_is_wrong(client, council, session):
    row = attendance.roll(session, council)[0]
    data = {"rows-0-unit_id": row.unit_id, "rows-0-presence": "present", "rows-0-people": "两"}
    page = f"{client.home}/meetings/{council.id}/attendance/"
    assert "请填整数" in client.post(page, data=data, headers={"HX-Request": "true"}).text
    assert "请填整数" in client.post(page, data=data).text


def test_units_are_invited_by_rank(client, make, group, session):
    meeting = make.meeting(group)
    make.unit(group)
    page = f"{client.home}/meetings/{meeting.id}/attendance"
    client.post(f"{page}/invite", data={"ranks": ["member"]})
    assert attendance.turnout(session, meeting).due == 1
    again = client.post(f"{page}/invite", data={"ranks": ["member"]})
    assert "没有可以新增的单位" in again.text
    [row] = attendance.roll(session, meeting)
    client.post(f"{page}/{row.id}/remove")
    assert attendance.turnout(session, meeting).due == 0


def test_a_vote_and_its_resolution_are_recorded(client, make, council, session):
    item = make.item(council)
    page = f"{client.home}/meetings/{council.id}"
    votes = {"yes": "4", "no": "0", "abstained": "1", "by": "hands"}
    answer = client.post(f"{page}/agenda/{item.id}/vote", data=votes)
    page_after = after(client, answer)
    assert "黑线为通过线 4 票" in page_after
    assert session.query(Vote).one().base == 5
    made = client.post(
        f"{page}/resolutions/new",
        data={"agenda_item_id": str(item.id), "text": "同意年度工作报告"},
    )
    number = f"理事会〔{council.day.year}〕1号"
    assert number in after(client, made)
    resolution = session.query(Resolution).one()
    client.post(f"{page}/resolutions/{resolution.id}/edit", data={"text": "同意年度工作报告。"})
    assert session.get(Resolution, resolution.id).number == number


def test_too_many_votes_are_refused_and_stay_typed(client, make, council):
    item = make.item(council)
    votes = {"yes": "9", "no": "0", "abstained": "0", "by": "hands"}
    answer = client.post(f"{client.home}/meetings/{council.id}/agenda/{item.id}/vote", data=votes)
    assert "共 9 票，多于到会的 5 家" in answer.text
    assert 'value="9"' in answer.text


def test_the_minutes_begin_with_what_was_recorded(client, make, council):
    make.item(council, title="审议年度工作报告")
    page = f"{client.home}/meetings/{council.id}/minutes"
    draft = client.get(page).text
    assert "应到7家，实到5家，符合法定人数5家的要求。" in draft
    assert "一、审议年度工作报告" in draft
    answer = client.post(page, data={"text": "会议审议了报告。"})
    page_after = after(client, answer)
    assert "会议审议了报告。" in page_after
    assert "纪要起草" in page_after


def test_a_step_that_is_not_due_is_refused_in_words(client, make, group):
    meeting = make.meeting(group, state=MeetingState.PLANNED)
    answer = client.post(f"{client.home}/meetings/{meeting.id}/archive")
    assert answer.status_code == 409
    assert "不能执行“归档”" in answer.text
    client.post(f"{client.home}/meetings/{meeting.id}/cancel", data={"reason": "台风"})
    assert "已取消" in client.get(f"{client.home}/meetings/{meeting.id}").text


def test_a_task_goes_from_the_meeting_to_the_unit_and_back(client, sign_in, make, group, council):
    unit, other = make.unit(group), make.unit(group)
    task = {"text": "建设共享师资库", "lead_ids": [str(unit.id)], "due_on": "2099-01-01"}
    client.post(f"{client.home}/meetings/{council.id}/tasks/new", data=task)
    clerk = sign_in(Role.UNIT_CLERK, group=group, unit=unit)
    assert "建设共享师资库" in clerk.get(f"{clerk.home}/followups/").text
    done = {"state": "done", "progress": "已建成", "done_on": ""}
    answer = clerk.post(f"{clerk.home}/followups/1/report", data=done)
    page_after = after(clerk, answer)
    assert "已建成" in page_after
    assert FollowUpState.DONE.label in page_after
    stranger = sign_in(Role.UNIT_CLERK, group=group, unit=other)
    assert "建设共享师资库" not in stranger.get(f"{stranger.home}/followups/").text
    assert stranger.get(f"{stranger.home}/followups/1").status_code == 404


def test_a_task_can_be_given_to_other_units(client, make, group, council):
    told = make.follow_up(council, make.unit(group))
    page = f"{client.home}/meetings/{council.id}/tasks/{told.id}/edit"
    assert client.get(page).status_code == 200
    new = make.unit(group, name="澜山职业技术学院")
    client.post(page, data={"text": "改办", "lead_ids": [str(new.id)], "due_on": "2099-01-01"})
    shown = client.get(f"{client.home}/followups/{told.id}").text
    assert "改办" in shown
    assert "澜山职业技术学院" in shown


@pytest.mark.parametrize("role", [Role.LEADER, Role.UNIT_CLERK, Role.AUTHORITY])
def test_who_does_not_organise_meetings_reads_them(sign_in, make, group, council, role):
    client = sign_in(role, group=group)
    page = f"{client.home}/meetings/{council.id}"
    assert client.get(page).status_code == 200
    assert client.get(f"{page}/attendance/").status_code == 200
    assert "登记到会" not in client.get(page).text
    assert client.get(f"{page}/edit").status_code == 403
    assert client.post(f"{page}/hold").status_code == 403


def test_another_group_s_meeting_does_not_exist(client, make):
    assert client.get(f"{client.home}/meetings/{make.meeting().id}").status_code == 404
