"""会议纪要 in its official layout."""

import re

from groupmgr.groups.models import Group
from groupmgr.kernel.written import day_words
from groupmgr.meetings.labels import Presence
from groupmgr.meetings.series import series
from groupmgr.meetings.sitting import Sitting
from groupmgr.official.pieces import Foot, Head
from groupmgr.proceedings.paper import Line, Paper
from groupmgr.proceedings.seats import Seats

# As many characters of the smallest mark stand in the line.
WIDEST = 16
_HEADING = re.compile(r"[一二三四五六七八九十]+、.{1,40}")
_PEOPLE = (
    ("出席", Presence.PRESENT),
    ("委托", Presence.PROXY),
    ("列席", Presence.IN_ATTENDANCE),
    ("请假", Presence.EXCUSED),
    ("缺席", Presence.ABSENT),
)


def minutes(sitting: Sitting, seats: Seats, group: Group) -> Paper:
    """Return the minutes as they were issued, or marked as a draft."""
    meeting = sitting.meeting
    number = meeting.minutes_number or ""
    issued = meeting.minutes_issued_on
    return Paper(
        subject=meeting.title if issued else f"{meeting.title}\n（征求意见稿）",
        head=Head(
            mark=_mark(group, f"{series(meeting.kind, meeting.body)}纪要"),
            number=number[number.index("〔") :] if "〔" in number else "",
        ),
        lines=tuple(
            Line(line.strip(), 1 if _HEADING.fullmatch(line.strip()) else 0)
            for line in meeting.minutes.splitlines()
            if line.strip()
        ),
        people=tuple(
            (label, f"{people}。") for label, of in _PEOPLE if (people := seats.people(of))
        ),
        note=f"签发：{meeting.signer}" if meeting.signer else "",
        foot=Foot(issuer=f"{group.name}秘书处", dated=day_words(issued)) if issued else None,
    )


def _mark(group: Group, called: str) -> str:
    """Return the mark with as much of the group's name as stands in one line of it."""
    names = (f"{group.name}{called}", f"{group.short_name}{called}", called)
    return next((one for one in names if len(one) <= WIDEST), called)
