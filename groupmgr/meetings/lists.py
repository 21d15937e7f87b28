"""The lists of meetings, and of what they left to be done."""

from typing import Any

import sqlalchemy as sa
from flask import url_for

from groupmgr.kernel.clock import today
from groupmgr.kernel.text import chinese
from groupmgr.meetings.labels import Duty, FollowUpState, MeetingKind, MeetingState
from groupmgr.meetings.models import FollowUp, Meeting
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Choice, Unit, Words, Year
from groupmgr.web.listing import Listing, View

AHEAD = (MeetingState.PLANNED, MeetingState.NOTIFIED)
UNFINISHED = (
    MeetingState.HELD,
    MeetingState.MINUTES_DRAFTED,
    MeetingState.MINUTES_CIRCULATED,
)


def _came(row: Any) -> str:
    return f"{row.attended}/{row.due}" if row.due else ""


def _session(meeting: Meeting) -> str:
    numbers = ((meeting.term_number, "届"), (meeting.session_number, "次"))
    return "".join(f"第{chinese(number)}{word}" for number, word in numbers if number)


MEETINGS = Listing(
    name="会议",
    counted="次",
    order=(Meeting.starts_at.desc(), Meeting.id.desc()),
    columns=(
        Column(
            "title",
            "会议名称",
            lambda row: row.Meeting.title,
            link=lambda row: url_for("meetings.show", meeting_id=row.Meeting.id),
            under=lambda row: row.Meeting.kind.label,
        ),
        Column("session", "届次", lambda row: _session(row.Meeting), narrow=False),
        Column("starts", "时间", lambda row: row.Meeting.starts_at, sort=Meeting.starts_at),
        Column("place", "地点", lambda row: row.Meeting.place, narrow=False),
        Column("came", "实到/应到（家）", _came, narrow=False),
        Column("state", "状态", lambda row: row.Meeting.state, status=True),
    ),
    conditions=(
        Words("q", "搜索", (Meeting.title, Meeting.place), "会议名称、地点"),
        Choice("kind", "会议类型", MeetingKind, lambda kind: Meeting.kind == kind),
        Year("year", "年份", sa.func.date(Meeting.starts_at, type_=sa.Date)),
        Choice("state", "状态", MeetingState, lambda state: Meeting.state == state),
    ),
    views=(
        View("ahead", "未召开", lambda: Meeting.state.in_(AHEAD)),
        View("unfinished", "待归档", lambda: Meeting.state.in_(UNFINISHED)),
    ),
)


def _units(one: FollowUp, duty: Duty) -> list[str]:
    return [told.unit.name for told in one.units if told.duty is duty]


def _state(one: FollowUp) -> str:
    return "已逾期" if one.days_over(today()) > 0 else one.state.label


FOLLOW_UPS = Listing(
    name="督办事项",
    counted="项",
    order=(sa.case((FollowUp.open(), 0), else_=1), FollowUp.due_on, FollowUp.id),
    columns=(
        Column(
            "text",
            "事项",
            lambda one: one.text,
            link=lambda one: url_for("followups.show", follow_up_id=one.id),
            under=lambda one: one.meeting.title,
        ),
        Column("lead", "牵头单位", lambda one: _units(one, Duty.LEAD)),
        Column("support", "配合单位", lambda one: _units(one, Duty.SUPPORT), narrow=False),
        Column("due", "完成时限", lambda one: one.due_on, sort=FollowUp.due_on),
        Column("done", "完成日期", lambda one: one.done_on, sort=FollowUp.done_on, exported=True),
        Column("progress", "进展情况", lambda one: one.progress, exported=True),
        Column("state", "落实", _state, status=True),
    ),
    conditions=(
        Words("q", "搜索", (FollowUp.text, Meeting.title), "事项、会议名称"),
        Choice("state", "状态", FollowUpState, lambda state: FollowUp.state == state),
        Unit("unit", "单位", lambda unit_id: FollowUp.of_units(frozenset({unit_id}))),
        Year("year", "时限年份", FollowUp.due_on),
    ),
    views=(
        View("open", "未办结", FollowUp.open),
        View("overdue", "已逾期", lambda: FollowUp.overdue_on(today())),
    ),
)
