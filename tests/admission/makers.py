"""An application as a unit types it, and a council's resolution."""

import datetime as dt

from groupmgr.kernel.clock import today
from groupmgr.meetings.labels import MeetingKind, MeetingState
from groupmgr.meetings.models import Meeting, Resolution

CODE = "12140000405700013Q"
FORM = {
    "name": "云岭机电职业学院",
    "uscc": CODE,
    "kind": "college",
    "ownership": "public",
    "region": "云岭省春城市",
    "contact": "周敏",
    "position": "办公室主任",
    "phone": "13800000000",
    "email": "zhou@example.cn",
    "statement": "愿意参加实训基地共建",
}


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
