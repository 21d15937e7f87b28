"""The sheet on which people sign at the door."""

from groupmgr.kernel.written import moment_words
from groupmgr.meetings.labels import Presence
from groupmgr.meetings.models import Meeting
from groupmgr.proceedings.paper import Paper, Table
from groupmgr.proceedings.seats import Seats

HEADS = ("序号", "单位", "姓名", "职务", "联系电话", "签名")


def sheet(meeting: Meeting, seats: Seats) -> Paper:
    """Return the sheet: those with a seat first, then those 列席."""
    seated = [row for row in seats.rows if row.presence is not Presence.IN_ATTENDANCE]
    rows = [*seated, *seats.of(Presence.IN_ATTENDANCE)]
    lines = tuple(
        (
            str(number),
            seats.name(row) + ("（列席）" if row not in seated else ""),
            row.person,
            "",
            row.reply.phone if row.reply else "",
            "",
        )
        for number, row in enumerate(rows, 1)
    )
    place = f"　{meeting.place}" if meeting.place else ""
    return Paper(
        subject=f"{meeting.title}\n签到表",
        under=f"{moment_words(meeting.starts_at)}{place}　应到{len(seated)}家",
        table=Table(HEADS, (2, 9, 4, 4, 5, 4), lines, tall=True),
    )
