import datetime as dt

import pytest

from groupmgr.groups.labels import RuleKind
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import MeetingState, MeetingStep, Presence
from groupmgr.meetings.service import attendance, progress, recording


def test_a_meeting_runs_from_the_plan_to_the_archive(session, make, office, group):
    make.charter(group)
    meeting = make.meeting(group, came=2, invited=1, state=MeetingState.PLANNED)
    make.item(meeting)
    progress.step(session, office, meeting, MeetingStep.NOTIFY)
    assert meeting.notice_on == today()
    progress.step(session, office, meeting, MeetingStep.HOLD)
    recording.write(session, office, meeting, "会议听取了报告。")
    recording.circulate(session, office, meeting, today())
    recording.issue(session, office, meeting, "陆怀民")
    assert meeting.state is MeetingState.ARCHIVED
    assert meeting.minutes_number == f"理事会纪要〔{today().year}〕1号"
    with pytest.raises(RuleBroken, match="不能执行“起草纪要”"):
        recording.write(session, office, meeting, "改一个字。")
    with pytest.raises(RuleBroken, match="不能再修改"):
        attendance.sign(session, office, meeting, [])
    deeds = [entry.deed for entry in journal.history(session, meeting)]
    assert deeds == ["归档", "纪要会签", "修改纪要", "起草纪要", "召开", "发出通知"]


def test_no_notice_goes_out_without_agenda_and_units(session, make, office, group):
    meeting = make.meeting(group, state=MeetingState.PLANNED)
    with pytest.raises(RuleBroken, match="还没有议程"):
        progress.step(session, office, meeting, MeetingStep.NOTIFY)
    make.item(meeting)
    with pytest.raises(RuleBroken, match="还没有邀请单位"):
        progress.step(session, office, meeting, MeetingStep.NOTIFY)


def test_without_quorum_a_meeting_fails_and_is_not_held(session, make, office, group):
    make.charter(group)
    meeting = make.meeting(group, came=1, invited=2, state=MeetingState.NOTIFIED)
    with pytest.raises(RuleBroken, match="现到会 1 家，法定人数 2 家，还差 1 家，不能召开"):
        progress.step(session, office, meeting, MeetingStep.HOLD)
    progress.step(session, office, meeting, MeetingStep.FAIL)
    assert meeting.state is MeetingState.INQUORATE


def test_a_meeting_with_quorum_cannot_fail(session, make, office, group):
    make.charter(group)
    meeting = make.meeting(group, came=2, invited=1, state=MeetingState.NOTIFIED)
    with pytest.raises(RuleBroken, match="不是流会"):
        progress.step(session, office, meeting, MeetingStep.FAIL)


def test_tomorrow_s_meeting_was_not_held(session, make, office, group):
    tomorrow = now() + dt.timedelta(days=1)
    facts = {"starts_at": tomorrow, "ends_at": tomorrow, "state": MeetingState.NOTIFIED}
    with pytest.raises(RuleBroken, match="日期未到"):
        progress.step(session, office, make.meeting(group, came=1, **facts), MeetingStep.HOLD)


def test_who_cancels_says_why(session, make, office, group):
    meeting = make.meeting(group, state=MeetingState.NOTIFIED)
    with pytest.raises(RuleBroken, match="原因"):
        progress.step(session, office, meeting, MeetingStep.CANCEL)
    progress.step(session, office, meeting, MeetingStep.CANCEL, "台风停课")
    assert journal.history(session, meeting)[0].reason == "台风停课"


def test_a_meeting_without_minutes_is_not_archived(session, make, office, group):
    meeting = make.meeting(group, came=1, state=MeetingState.MINUTES_CIRCULATED)
    with pytest.raises(RuleBroken, match="还没有会议纪要"):
        progress.step(session, office, meeting, MeetingStep.ARCHIVE)


@pytest.mark.parametrize(
    ("days", "warning"),
    [(5, ""), (4, "通知仅提前 4 天，规定至少提前 5 天（章程第二十条）")],
)
def test_a_late_notice_is_warned_of_with_its_source(session, make, group, days, warning):
    make.rule(group, RuleKind.NOTICE, amount=5, source="章程第二十条")
    meeting = make.meeting(group)
    sent = meeting.day - dt.timedelta(days=days)
    assert progress.late_notice(charter_of(session, meeting), meeting, sent) == warning


def test_a_rule_of_before_or_of_another_kind_says_nothing(session, make, group):
    make.rule(group, RuleKind.NOTICE, amount=30, valid_until=dt.date(2021, 1, 1))
    make.rule(group, RuleKind.NOTICE, amount=30, subject="assembly")
    make.rule(make.group(), RuleKind.NOTICE, amount=30)
    assert charter_of(session, make.meeting(group)).notice is None


def test_one_person_stands_for_one_absent_unit(session, make, office, group):
    meeting = make.meeting(group, invited=2)
    rows = [
        {"unit_id": row.unit_id, "presence": Presence.PROXY, "person": "陆怀民", "people": 1}
        for row in attendance.roll(session, meeting)
    ]
    attendance.sign(session, office, meeting, rows[:1])
    with pytest.raises(RuleBroken, match="陆怀民受 2 家单位委托；一人只能代理 1 家"):
        attendance.sign(session, office, meeting, rows)


def test_attendance_is_written_down_for_many_units_at_once(session, make, office, group):
    meeting = make.meeting(group, invited=3)
    rows = [
        {"unit_id": row.unit_id, "presence": presence, "person": "", "people": 2}
        for row, presence in zip(
            attendance.roll(session, meeting),
            (Presence.PRESENT, Presence.EXCUSED, Presence.IN_ATTENDANCE),
            strict=True,
        )
    ]
    seats = attendance.sign(session, office, meeting, rows)
    assert (seats.due, seats.attended, seats.excused, seats.in_attendance) == (2, 1, 1, 1)
    signed = [row.signed_at is not None for row in attendance.roll(session, meeting)]
    assert signed == [True, False, True]
    entries = len(journal.history(session, meeting))
    attendance.sign(session, office, meeting, rows)
    assert len(journal.history(session, meeting)) == entries
