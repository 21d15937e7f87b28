"""The chronicle as a workbook."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from groupmgr.proceedings.chronicle import Event

_HEADS = (
    ("日期", 12),
    ("会议名称", 40),
    ("会议类型", 20),
    ("地点", 30),
    ("应到（家）", 10),
    ("实到（家）", 10),
    ("决议", 60),
)


def workbook(events: Sequence[Event]) -> bytes:
    """Write one row a meeting; what people typed is never a formula."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("会议大事记")
        head = book.add_format({"bold": True, "bg_color": "#eef1f5", "border": 1})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        for column, (words, width) in enumerate(_HEADS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, words, head)
        for row, one in enumerate(events, 1):
            meeting = one.meeting
            sheet.write_datetime(row, 0, meeting.starts_at, day)
            for column, words in ((1, meeting.title), (2, meeting.kind.label), (3, meeting.place)):
                sheet.write_string(row, column, words, wrapped)
            sheet.write_number(row, 4, one.seats.due)
            sheet.write_number(row, 5, one.seats.came)
            sheet.write_string(row, 6, "\n".join(one.resolutions), wrapped)
        sheet.freeze_panes(1, 0)
    return content.getvalue()
