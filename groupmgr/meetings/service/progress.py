"""The course of a meeting: each step with what must be there before it."""

import datetime as dt
from collections.abc import Callable, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups import closing
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import Charter
from groupmgr.meetings.labels import MeetingStep
from groupmgr.meetings.models import AgendaItem, Attendance, Meeting
from groupmgr.meetings.service import attendance, carrying
from groupmgr.meetings.workflow import PROGRESS
from groupmgr.policy import Action, Actor


def step(
    session: Session, actor: Actor, meeting: Meeting, taken: MeetingStep, reason: str = ""
) -> Meeting:
    """Bring the meeting further; refuse while something is missing."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    after = PROGRESS.after(meeting.state, taken)
    if gate := _GATES.get(taken):
        gate(session, meeting)
    if taken is MeetingStep.CANCEL and not reason:
        raise RuleBroken("请填写取消的原因", "reason")
    before = journal.facts(meeting)
    if taken is MeetingStep.NOTIFY:
        meeting.notice_on = today()
        carrying.carry(session, actor, meeting)
    meeting.state = after
    journal.record(session, actor, taken.label, meeting, before=before, reason=reason)
    return meeting


def late_notice(charter: Charter, meeting: Meeting, day: dt.date) -> str:
    """Return the warning if a notice sent on the day comes too late, with its source."""
    notice = charter.notice
    sent = meeting.notice_on or day
    ahead = (meeting.day - sent).days
    if notice is None or ahead >= notice.days:
        return ""
    return f"通知仅提前 {max(ahead, 0)} 天，规定至少提前 {notice.days} 天（{notice.source}）"


def _ready_to_notify(session: Session, meeting: Meeting) -> None:
    if not _any(session, AgendaItem, meeting):
        raise RuleBroken("还没有议程，请先添加议题")
    if not _any(session, Attendance, meeting):
        raise RuleBroken("还没有邀请单位，请先确定参会单位")


def _ready_to_hold(session: Session, meeting: Meeting) -> None:
    closing.refuse_closed(session, [meeting.group_id], closing.years_of(meeting.day), None)
    if meeting.day > today():
        raise RuleBroken("会议日期未到，不能登记为已召开")
    seats = attendance.turnout(session, meeting)
    if not seats.came:
        raise RuleBroken("还没有登记到会，请先登记各单位到会情况")
    if not seats.quorate:
        raise RuleBroken(f"{seats.shortage}，不能召开；请登记流会")


def _inquorate(session: Session, meeting: Meeting) -> None:
    if meeting.day > today():
        raise RuleBroken("会议日期未到，不能登记流会")
    if attendance.turnout(session, meeting).quorate:
        raise RuleBroken("到会已达法定人数，不是流会")


def _has_minutes(session: Session, meeting: Meeting) -> None:
    if not meeting.minutes.strip():
        raise RuleBroken("还没有会议纪要，请先起草")


def _complete(session: Session, meeting: Meeting) -> None:
    """Ask for 议程、签到、纪要, whose lack is the usual defect of an archive (5-rules.md 5.3)."""
    _has_minutes(session, meeting)
    if not _any(session, AgendaItem, meeting):
        raise RuleBroken("缺少议程，不能归档")
    if not attendance.turnout(session, meeting).came:
        raise RuleBroken("缺少签到，不能归档")
    if meeting.minutes_number is None:
        raise RuleBroken("纪要印发时编号，请先印发纪要")


def _any(session: Session, table: type[AgendaItem | Attendance], meeting: Meeting) -> bool:
    there = sa.exists().where(table.meeting_id == meeting.id)
    return bool(session.scalar(sa.select(there)))


_GATES: Mapping[MeetingStep, Callable[[Session, Meeting], None]] = {
    MeetingStep.NOTIFY: _ready_to_notify,
    MeetingStep.HOLD: _ready_to_hold,
    MeetingStep.FAIL: _inquorate,
    MeetingStep.CIRCULATE: _has_minutes,
    MeetingStep.ARCHIVE: _complete,
}
