"""A first draft of the minutes, made of what was recorded at the meeting."""

from collections.abc import Iterator

from groupmgr.kernel.text import chinese
from groupmgr.meetings.labels import Duty
from groupmgr.meetings.models import AgendaItem, FollowUp
from groupmgr.meetings.sitting import Sitting


def draft(sitting: Sitting) -> str:
    """Return the draft; the secretariat writes what was said."""
    return "\n".join(_lines(sitting))


def _lines(sitting: Sitting) -> Iterator[str]:
    meeting, seats = sitting.meeting, sitting.seats
    place = f"在{meeting.place}" if meeting.place else f"以{meeting.form.label}方式"
    yield f"{meeting.starts_at:%Y年%-m月%-d日%H:%M}，{meeting.title}{place}召开。"
    if meeting.host:
        yield f"会议由{meeting.host}主持。"
    proxies = f"（其中委托{seats.proxies}家）" if seats.proxies else ""
    enough = seats.quorum and seats.quorum.share.met(seats.came, seats.due)
    quorum = f"，符合法定人数{seats.needed}家的要求" if enough else ""
    left = f"，其中{seats.left}家中途离开" if seats.left else ""
    yield f"应到{seats.due}家，实到{seats.came}家{proxies}{quorum}{left}。"
    for place_in_order, item in enumerate(meeting.agenda, 1):
        yield from _item(sitting, place_in_order, item)
    if meeting.resolutions:
        yield "会议决定："
        yield from (f"{one.number} {one.text}" for one in meeting.resolutions)
    if meeting.follow_ups:
        yield "会议交办以下事项："
        yield from (_task(n, one) for n, one in enumerate(meeting.follow_ups, 1))


def _item(sitting: Sitting, number: int, item: AgendaItem) -> Iterator[str]:
    presenter = f"（{item.presenter}汇报）" if item.presenter else ""
    yield f"{chinese(number)}、{item.title}{presenter}"
    result = sitting.results.get(item.id)
    if result:
        yield f"表决结果：{result.words}。"


def _task(number: int, one: FollowUp) -> str:
    units = [
        f"{duty.label}：{'、'.join(u.unit.name for u in one.units if u.duty is duty)}"
        for duty in Duty
        if any(u.duty is duty for u in one.units)
    ]
    return f"{number}. {one.text}（{'；'.join(units)}），{one.due_on:%Y年%-m月%-d日}前完成。"
