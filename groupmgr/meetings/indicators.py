"""Figures about the meetings: held in their cadence, attended, followed up."""

from collections.abc import Callable

import sqlalchemy as sa

from groupmgr.kernel.indicator import Indicator, Ratio, Rows
from groupmgr.kernel.period import Scope
from groupmgr.meetings.labels import HELD_STATES, FollowUpState, MeetingKind, Presence
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.models import Unit
from groupmgr.members.roll import member_on, name_on

CAME = (Presence.PRESENT, Presence.PROXY, Presence.IN_ATTENDANCE)
SEATED = (Presence.PRESENT, Presence.PROXY)
_DAY = sa.func.date(Meeting.starts_at, type_=sa.Date)
_SOURCE = "会议登记"


def held(scope: Scope) -> sa.ColumnElement[bool]:
    """Match the group's meetings that were held in the period, on the day they were held."""
    return sa.and_(
        Meeting.group_id == scope.group_id,
        Meeting.state.in_(HELD_STATES),
        Meeting.starts_at >= scope.period.start_time,
        Meeting.starts_at < scope.period.end_time,
    )


def _meetings(*kinds: MeetingKind) -> Callable[[Scope], Rows]:
    def rows(scope: Scope) -> Rows:
        return sa.select(
            Meeting.id, Meeting.title, Meeting.kind, Meeting.starts_at, Meeting.place
        ).where(held(scope), Meeting.kind.in_(kinds))

    return rows


def _attending(scope: Scope) -> Rows:
    return (
        sa.select(Meeting.id, Attendance.unit_id)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(held(scope), Attendance.presence.in_(CAME))
        .where(member_on(scope.group_id, Attendance.unit_id, _DAY))
    )


def _seats(scope: Scope) -> Rows:
    return (
        sa.select(
            Attendance.id,
            Meeting.id.label("meeting_id"),
            Meeting.title,
            Meeting.starts_at,
            name_on(Unit, _DAY).label("unit_name"),
            Attendance.presence,
        )
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .join(Unit, Unit.id == Attendance.unit_id)
        .where(held(scope), Attendance.presence != Presence.IN_ATTENDANCE)
    )


def _taken(scope: Scope) -> Rows:
    return _seats(scope).where(Attendance.presence.in_(SEATED))


def _seated(scope: Scope) -> Rows:
    return (
        sa.select(Attendance.id, Attendance.unit_id)
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(held(scope), member_on(scope.group_id, Attendance.unit_id, _DAY))
    )


def _due(scope: Scope) -> Rows:
    return (
        sa.select(
            FollowUp.id,
            Meeting.id.label("meeting_id"),
            FollowUp.text,
            Meeting.title,
            FollowUp.due_on,
            FollowUp.state,
            FollowUp.done_on,
        )
        .join(Meeting, Meeting.id == FollowUp.meeting_id)
        .where(
            Meeting.group_id == scope.group_id,
            Meeting.state.in_(HELD_STATES),
            FollowUp.due_on.between(scope.period.start, scope.period.end),
        )
    )


def _done_in_time(scope: Scope) -> Rows:
    done = sa.and_(FollowUp.state == FollowUpState.DONE, FollowUp.done_on <= FollowUp.due_on)
    return _due(scope).where(done)


def _responsible(scope: Scope) -> Rows:
    return (
        sa.select(FollowUp.id, FollowUpUnit.unit_id)
        .join(FollowUpUnit, FollowUpUnit.follow_up_id == FollowUp.id)
        .join(Meeting, Meeting.id == FollowUp.meeting_id)
        .where(Meeting.group_id == scope.group_id)
        .where(member_on(scope.group_id, FollowUpUnit.unit_id, FollowUp.due_on))
    )


def _counted(code: str, name: str, definition: str, *kinds: MeetingKind) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="次",
        definition=f"{definition}按召开当日计；拟定、已通知、取消和流会的不计。",
        source=_SOURCE,
        rows=_meetings(*kinds),
        shares=_attending,
        columns={"title": "会议名称", "starts_at": "召开时间", "place": "地点"},
        opens="meetings.show",
        dated="starts_at",
    )


def _attendance(code: str, name: str, definition: str, rows: Callable[[Scope], Rows]) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="家次",
        definition=definition,
        source="会议签到",
        rows=rows,
        shares=_seated,
        columns={
            "title": "会议名称",
            "starts_at": "召开时间",
            "unit_name": "单位名称",
            "presence": "签到状态",
        },
        opens="meetings.show",
        record="meeting_id",
    )


def _follow_ups(code: str, name: str, definition: str, rows: Callable[[Scope], Rows]) -> Indicator:
    return Indicator(
        code=code,
        name=name,
        unit="项",
        definition=definition,
        source="会议跟踪督办",
        rows=rows,
        shares=_responsible,
        columns={
            "text": "事项",
            "title": "会议名称",
            "due_on": "完成时限",
            "state": "状态",
            "done_on": "完成日期",
        },
        opens="meetings.show",
        record="meeting_id",
    )


ALL = (
    _counted(
        "G07",
        "领导小组联席会议召开达标",
        "统计期内召开的领导小组联席会议次数；是否每半年至少一次，见“规则与口径”。",
        MeetingKind.JOINT_CONFERENCE,
    ),
    _counted(
        "G08",
        "政校企交流会议召开达标",
        "统计期内召开的政校企交流会议次数；是否每季度至少一次，见“规则与口径”。",
        MeetingKind.EXCHANGE,
    ),
    _counted(
        "G09",
        "政校企推进会议召开达标",
        "统计期内召开的政校企推进会议次数；是否每半年至少一次，见“规则与口径”。",
        MeetingKind.PUSH_FORWARD,
    ),
    _counted("G10", "理事会会议次数", "统计期内召开的理事会会议次数。", MeetingKind.COUNCIL),
    _counted(
        "G11",
        "常务理事会会议次数",
        "统计期内召开的常务理事会会议次数。",
        MeetingKind.STANDING_COUNCIL,
    ),
    Ratio(
        code="G13",
        name="成员参会率",
        unit="%",
        definition="统计期内召开的会议，出席和委托的家次除以应到家次；列席不计入应到与实到。",
        source="会议签到",
        over=_attendance("G13-A", "实到家次", "出席或委托的单位，一会一家计一次。", _taken),
        under=_attendance("G13-I", "应到家次", "受邀的单位，一会一家计一次；列席不计。", _seats),
    ),
    Ratio(
        code="G14",
        name="议定事项按期办结率",
        unit="%",
        definition="完成时限在统计期内的议定事项，当日或以前已完成的除以全部；终止的按未办结计。",
        source="会议跟踪督办",
        over=_follow_ups("G14-D", "按期办结事项", "完成日期不晚于完成时限的事项。", _done_in_time),
        under=_follow_ups("G14-A", "到期事项", "完成时限在统计期内的全部事项。", _due),
    ),
)
