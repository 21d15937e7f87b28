"""会议通知 with its reply slip and 委托书, from the fields of the meeting."""

import datetime as dt
from collections.abc import Iterator

from groupmgr.groups.models import Group
from groupmgr.kernel.text import chinese
from groupmgr.kernel.written import day_words, moment_words
from groupmgr.meetings.labels import MeetingForm, MeetingKind, Presence
from groupmgr.meetings.models import AgendaItem
from groupmgr.meetings.sitting import Sitting
from groupmgr.official.pieces import Foot, Head, Signature
from groupmgr.proceedings.paper import Annex, Line, Paper, Table
from groupmgr.proceedings.seats import Seats

FEW = 5
_CALLED = {
    MeetingKind.ASSEMBLY: "各成员单位",
    MeetingKind.COUNCIL: "各理事单位",
    MeetingKind.STANDING_COUNCIL: "各常务理事单位",
}


def notice(sitting: Sitting, seats: Seats, group: Group, day: dt.date) -> Paper:
    """Return the notice as it is sent on its day, or would be sent today."""
    meeting = sitting.meeting
    sent = day_words(meeting.notice_on or day)
    return Paper(
        subject=f"{group.name}\n关于召开{meeting.title}的通知",
        head=Head(mark=f"{group.name}文件", number=meeting.notice_number or ""),
        addressee=addressee(meeting.kind, seats),
        lines=tuple(_lines(sitting, seats)),
        annexes=tuple(_annexes(sitting)),
        signature=Signature(name=group.name, dated=sent),
        note=_contact(group),
        foot=Foot(issuer=f"{group.name}秘书处", dated=sent),
    )


def addressee(kind: MeetingKind, seats: Seats) -> str:
    """Return whom the notice is for: few units by their names, many by what they are."""
    called = _CALLED.get(kind)
    if called is None and 0 < len(seats.rows) <= FEW:
        return "、".join(seats.name(row) for row in seats.rows)
    return called or "各有关单位"


def _lines(sitting: Sitting, seats: Seats) -> Iterator[Line]:
    meeting = sitting.meeting
    day = day_words(meeting.day)
    yield Line(f"经研究，定于{day}召开{meeting.title}。现将有关事项通知如下：")
    minutes = round((meeting.ends_at - meeting.starts_at).total_seconds() / 60)
    lasts = f"，会期约{minutes}分钟" if minutes else ""
    parts: list[tuple[str, list[str]]] = [
        ("会议时间", [f"{moment_words(meeting.starts_at)}{lasts}。"]),
        ("会议地点", [f"{_place(sitting)}。"]),
    ]
    agenda = [f"（{chinese(n)}）{_item(one)}；" for n, one in enumerate(meeting.agenda, 1)]
    if agenda:
        agenda[-1] = f"{agenda[-1][:-1]}。"
        parts.append(("会议议程", agenda))
    parts.append(("参会单位", [_guests(meeting.kind, seats)]))
    parts.append(("有关事项", list(_matters(sitting))))
    for number, (heading, lines) in enumerate(parts, 1):
        yield Line(f"{chinese(number)}、{heading}", 1)
        yield from map(Line, lines)


def _place(sitting: Sitting) -> str:
    meeting = sitting.meeting
    online = "" if meeting.form is MeetingForm.ON_SITE else f"（{meeting.form.label}）"
    return f"{meeting.place or '另行通知'}{online}"


def _item(item: AgendaItem) -> str:
    told = [f"{item.presenter}汇报" if item.presenter else ""]
    told.append(f"{item.minutes}分钟" if item.minutes else "")
    words = "，".join(filter(None, told))
    return f"{item.title}（{words}）" if words else item.title


def _guests(kind: MeetingKind, seats: Seats) -> str:
    seated = [row for row in seats.rows if row.presence is not Presence.IN_ATTENDANCE]
    guests = [seats.name(row) for row in seats.of(Presence.IN_ATTENDANCE)]
    many = f"{_CALLED.get(kind, '有关单位')}，共{len(seated)}家"
    return f"{many}。列席单位：{'、'.join(guests)}。" if guests else f"{many}。"


def _matters(sitting: Sitting) -> Iterator[str]:
    meeting, each = sitting.meeting, sitting.charter.proxies
    until = f"于{day_words(meeting.reply_by)}前" if meeting.reply_by else "于会前"
    yield f"（一）请各单位{until}打开本单位回执链接填写回执，或将参会回执（附件1）报秘书处。"
    if each:
        yield (
            "（二）不能派人参加的，可以书面委托他人出席和表决，委托书（附件2）随回执上传或会前交到"
            f"签到处，一人最多代理{each}家；其他情况请说明原因请假。"
        )
    else:
        yield "（二）按规定本次会议不得委托，不能参加的请说明原因请假。"
    more = (line.strip() for line in meeting.notice_text.splitlines())
    for number, line in enumerate(filter(None, more), 3):
        yield f"（{chinese(number)}）{line}"


def _annexes(sitting: Sitting) -> Iterator[Annex]:
    meeting = sitting.meeting
    rows = tuple(("", "", "", "", "") for _ in range(4))
    heads = ("单位", "姓名", "职务", "联系电话", "参加/委托/请假")
    yield Annex(
        "参会回执",
        (f"会议：{meeting.title}", f"时间：{moment_words(meeting.starts_at)}"),
        Table(heads, (7, 5, 5, 6, 5), rows, tall=True),
    )
    if sitting.charter.proxies:
        yield Annex(
            "委托书",
            (
                f"{meeting.title}：",
                "　　我单位因故不能派人参加会议，现委托　　　　　　　（单位及职务：　　　　　　　　"
                "　　　　）代表我单位出席，代为行使表决权。",
                "　　委托事项：□全部议题　□仅以下议题：",
                "",
                "委托单位（盖章）：",
                "受托人（签字）：",
                "　　　　年　　月　　日",
            ),
        )


def _contact(group: Group) -> str:
    return f"联系电话：{group.phone}" if group.phone else ""
