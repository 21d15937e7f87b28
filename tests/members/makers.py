"""What a member list says, a form that registers a unit, and a resolution of the council."""

import datetime as dt

from groupmgr.kernel.clock import today
from groupmgr.meetings.labels import MeetingKind, MeetingState
from groupmgr.meetings.models import Meeting, Resolution
from groupmgr.members.labels import Rank, UnitKind

CODES = ("911400001100700263", "12140000405700013Q", "511400005011000340", "11653200010500041E")
HEAD = [
    "单位全称",
    "统一社会信用代码",
    "单位类别",
    "成员级别",
    "所在地区",
    "联络员",
    "联系电话",
    "加入日期",
]
FORM = {
    "name": "云岭机电职业学院",
    "uscc": CODES[1],
    "kind": "college",
    "rank": "council",
    "region": "春城市",
    "joined_on": "2021-05-20",
    "liaison_name": "周敏",
    "liaison_phone": "13800000000",
}


def unit_facts(**facts):
    return {
        "name": "云岭机电职业学院",
        "uscc": CODES[1],
        "kind": UnitKind.COLLEGE,
        "rank": Rank.COUNCIL,
        "joined_on": dt.date(2021, 5, 20),
        "liaison_name": "周敏",
        "liaison_phone": "13800000000",
    } | facts


def row(name="云岭机电职业学院", code=CODES[1], **facts):
    given = {
        "单位全称": name,
        "统一社会信用代码": code,
        "单位类别": "高职",
        "成员级别": "理事单位",
        "所在地区": "春城市",
        "联络员": "周敏",
        "联系电话": "13800000000",
        "加入日期": "2021年5月20日",
    } | facts
    return [given[label] for label in HEAD]


def make_resolution(make, group, number="〔2026〕1号", day=None):
    starts = dt.datetime.combine(day or today(), dt.time(9))
    meeting = make.add(
        Meeting(
            group_id=group.id,
            title="理事会会议",
            kind=MeetingKind.COUNCIL,
            state=MeetingState.HELD,
            starts_at=starts,
            ends_at=starts + dt.timedelta(hours=2),
        )
    )
    return make.add(Resolution(meeting_id=meeting.id, number=number, text="同意入会"))
