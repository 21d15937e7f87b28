"""Invite units to a meeting, and write down who came for them."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import MINUTED, Presence, SignedBy
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service.minuting import note, refuse_closed, require_open
from groupmgr.meetings.turnout import Turnout
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.policy import Actor

CAME = (Presence.PRESENT, Presence.PROXY, Presence.IN_ATTENDANCE)


def roll(session: Session, meeting: Meeting) -> list[Attendance]:
    """Return the invited units in the order of their names."""
    query = sa.select(Attendance).join(Attendance.unit).where(Attendance.meeting_id == meeting.id)
    named = query.options(
        joinedload(Attendance.unit), joinedload(Attendance.meeting), joinedload(Attendance.reply)
    )
    return list(session.scalars(named.order_by(Unit.pinyin, Unit.id)))


def turnout(session: Session, meeting: Meeting) -> Turnout:
    """Count the seats as they are now, against the quorum of the day."""
    query = sa.select(
        Attendance.presence, Attendance.person, Attendance.delegate_unit_id, Attendance.left_at
    ).where(Attendance.meeting_id == meeting.id)
    charter = charter_of(session, meeting)
    return Turnout.of(session.execute(query), charter.quorum, charter.proxies)


def invite(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    *,
    ranks: Collection[Rank] = (),
    unit_ids: Collection[int] = (),
    without_seat: bool = False,
) -> int:
    """Invite the members of some ranks and some single units; return how many are new.

    The ranks are those of the day of the meeting. Units 列席 have no seat.
    """
    require_open(session, actor, meeting)
    refuse_closed(session, meeting)
    wanted = set(unit_ids) & _known(session, meeting) | _of_ranks(session, meeting, ranks)
    fresh = wanted - {row.unit_id for row in roll(session, meeting)}
    if not fresh:
        raise RuleBroken("没有可以新增的单位：请选择级别或单位，已邀请的不重复邀请")
    presence = Presence.IN_ATTENDANCE if without_seat else Presence.INVITED
    session.add_all(
        Attendance(meeting_id=meeting.id, unit_id=unit_id, presence=presence)
        for unit_id in sorted(fresh)
    )
    note(session, actor, meeting, "邀请单位", f"{len(fresh)} 家")
    return len(fresh)


def uninvite(session: Session, actor: Actor, meeting: Meeting, row: Attendance) -> None:
    """Take a unit off the list, unless it is already known to have come."""
    require_open(session, actor, meeting)
    refuse_closed(session, meeting)
    if row.presence in (Presence.PRESENT, Presence.PROXY):
        raise RuleBroken("已签到的单位不能移出，请先改为缺席")
    session.execute(sa.delete(Attendance).where(Attendance.id == row.id))
    note(session, actor, meeting, "移出单位", row.unit.name)


def sign(
    session: Session, actor: Actor, meeting: Meeting, rows: Sequence[Mapping[str, Any]]
) -> Turnout:
    """Write down for some of the invited units who came and how; return the new count."""
    require_open(session, actor, meeting)
    refuse_closed(session, meeting)
    if meeting.state in MINUTED:
        raise RuleBroken("纪要已经起草，改动到会情况请用“补录”")
    stored = {row.unit_id: row for row in roll(session, meeting)}
    changed = [words for facts in rows if (words := _sign(stored, facts))]
    _tie_delegates(stored.values())
    _refuse_too_many_proxies(stored.values(), charter_of(session, meeting).proxies)
    if changed:
        note(session, actor, meeting, "登记到会", "；".join(changed))
    return turnout(session, meeting)


def leave(
    session: Session, actor: Actor, meeting: Meeting, row: Attendance, at: dt.datetime
) -> Turnout:
    """Write down when a unit left; with its person go the units that person stands for."""
    require_open(session, actor, meeting)
    if row.presence not in CAME or row.left_at is not None:
        raise RuleBroken(f"{row.unit.name}不在会场，不用登记离开")
    if row.signed_at and at < row.signed_at:
        raise RuleBroken(f"离开时间不能早于签到时间 {row.signed_at:%H:%M}", "at")
    gone = [row, *_stood_for(session, meeting, row)]
    for one in gone:
        one.left_at = at
    note(session, actor, meeting, "中途离开", f"{at:%H:%M} {_names(gone)}")
    return turnout(session, meeting)


def come_back(session: Session, actor: Actor, meeting: Meeting, row: Attendance) -> Turnout:
    """Count a unit again that had left, with those its person stands for."""
    require_open(session, actor, meeting)
    back = [row, *_stood_for(session, meeting, row)]
    for one in back:
        one.left_at = None
    note(session, actor, meeting, "返回会场", _names(back))
    return turnout(session, meeting)


def refuse_twice(rows: Collection[Attendance], row: Attendance, person: str) -> None:
    """Let one person be there for one unit in person: for others a delegate, or another name."""
    other = next((r for r in rows if r is not row and _is_there(r) and r.person == person), None)
    if other is not None:
        raise RuleBroken(
            f"{person}已代表{other.unit.name}签到；一人只代表一家。受委托的，由委托单位先交回执；"
            "同名的两个人，请在姓名后加注职务",
            "person",
        )


def _is_there(row: Attendance) -> bool:
    return row.presence is Presence.PRESENT and row.left_at is None and bool(row.person)


def _stood_for(session: Session, meeting: Meeting, row: Attendance) -> list[Attendance]:
    """Return the seats by proxy of the person who is there for a unit."""
    return [
        one
        for one in roll(session, meeting)
        if one.presence is Presence.PROXY
        and one.delegate_unit_id == row.unit_id
        and one.person in row.person.split("、")
    ]


def _names(rows: Collection[Attendance]) -> str:
    return "、".join(row.unit.name for row in rows)


def _sign(stored: Mapping[int, Attendance], facts: Mapping[str, Any]) -> str:
    """Write one row down; return what changed, in words."""
    row = stored.get(facts["unit_id"])
    if row is None:
        raise RuleBroken("名单刚有变化，请刷新后再登记")
    was = (row.presence, row.person, row.people)
    is_now = (facts["presence"], facts.get("person") or "", facts.get("people") or 1)
    if is_now == was:
        return ""
    if facts["presence"] is Presence.PRESENT and is_now[1]:
        refuse_twice(stored.values(), row, is_now[1])
    row.presence, row.person, row.people = is_now
    write_presence(row, SignedBy.SIGNATURE)
    return f"{row.unit.name} {row.presence.label} {row.person}".strip()


def write_presence(row: Attendance, by: SignedBy) -> None:
    """Let time and way of signing follow from who came; what was said before stays."""
    came = row.presence in CAME
    row.signed_at = (row.signed_at or now()) if came else None
    row.signed_by = (row.signed_by or by) if came else None
    if row.presence is not Presence.PROXY:
        row.delegate_unit_id = None
    if not came:
        row.left_at = None


def _tie_delegates(rows: Collection[Attendance]) -> None:
    """Note of which unit a delegate is, where that one is there for its own."""
    units = {row.person: row.unit_id for row in rows if _is_there(row)}
    for row in rows:
        if row.presence is Presence.PROXY and row.delegate_unit_id is None:
            row.delegate_unit_id = units.get(row.person)


def _refuse_too_many_proxies(rows: Collection[Attendance], each: int) -> None:
    """Let one person stand for as many absent units as the charter allows (5-rules.md 5.2)."""
    proxies = Counter((r.person or r.unit.name) for r in rows if r.presence is Presence.PROXY)
    above = next((name for name, times in proxies.items() if times > each), None)
    if above and each:
        raise RuleBroken(f"{above}受 {proxies[above]} 家单位委托；一人只能代理 {each} 家")
    if above:
        raise RuleBroken("按规定这个会议不得委托，请改为出席或请假")


def _known(session: Session, meeting: Meeting) -> set[int]:
    return set(session.scalars(sa.select(Unit.id).where(Unit.of_group(meeting.group_id))))


def _of_ranks(session: Session, meeting: Meeting, ranks: Collection[Rank]) -> set[int]:
    if not ranks:
        return set()
    query = sa.select(Membership).where(
        Membership.group_id == meeting.group_id, Membership.on_roll(meeting.day)
    )
    members = session.scalars(query.options(selectinload(Membership.former_ranks)))
    return {one.unit_id for one in members if one.rank_on(meeting.day) in ranks}
