"""The letter by which a unit is invited: written when it is sent, of what then stands."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.groups.models import Group
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site
from groupmgr.mail.letter import Letter
from groupmgr.mail.models import Mail
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service import inviting, replying


def compose(session: Session, settings: Mapping[str, Any], mail: Mail) -> Letter | None:
    """Return the letter, or nothing where the unit need not answer any more."""
    row = _seat(session, mail.arguments["attendance_id"])
    reminder = mail.arguments.get("reminder", 0)
    if row is None or not replying.is_open(row.meeting) or (reminder and row.reply):
        return None
    site = Site(settings["SECRET_KEY"], settings.get("SITE") or mail.arguments["site"])
    link = inviting.link(site, row)
    if link is None:
        raise RuleBroken("系统密钥换过，这个链接不能再发；请在会议回执页重新生成链接")
    group = session.get_one(Group, row.meeting.group_id)
    return Letter(
        subject=f"{'再次请' if reminder else '请'}{row.unit.name}回执：{row.meeting.title}",
        paragraphs=[f"{mail.name}：您好。", _asked(row.meeting, group), _until(row.meeting)],
        link=link,
        label="打开后填回执，不用注册，约 1 分钟",
        closing=[
            "链接只给贵单位用，会议开始前都可以改。",
            f"不清楚时请联系{group.name}秘书处{_phone(group)}。",
        ],
    )


def _seat(session: Session, key: int) -> Attendance | None:
    """Return the seat with what a letter tells of."""
    query = sa.select(Attendance).where(Attendance.id == key)
    parts = (Attendance.unit, Attendance.meeting, Attendance.reply)
    return session.scalar(query.options(*(joinedload(part) for part in parts)))


def _asked(meeting: Meeting, group: Group) -> str:
    place = f"，地点：{meeting.place}" if meeting.place else ""
    starts = f"{meeting.starts_at:%Y年%-m月%-d日%H:%M}"
    return f"{group.name}定于{starts}召开“{meeting.title}”{place}。"


def _until(meeting: Meeting) -> str:
    if meeting.reply_by is None:
        return "请贵单位回执是否参加。"
    if meeting.reply_by < today():
        return f"回执截止日期{meeting.reply_by:%Y年%-m月%-d日}已过，请贵单位尽快回执是否参加。"
    return f"请贵单位在{meeting.reply_by:%Y年%-m月%-d日}前回执是否参加。"


def _phone(group: Group) -> str:
    return f"（{group.phone}）" if group.phone else ""
