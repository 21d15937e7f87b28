"""Invite units to a meeting, and write down who came for them."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import Presence
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
    named = query.options(joinedload(Attendance.unit))
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
    stored = {row.unit_id: row for row in roll(session, meeting)}
    changed = [words for facts in rows if (words := _sign(stored, facts))]
    _refuse_two_proxies(stored.values())
    if changed:
        note(session, actor, meeting, "登记到会", "；".join(changed))
    return turnout(session, meeting)


def _sign(stored: Mapping[int, Attendance], facts: Mapping[str, Any]) -> str:
    """Write one row down; return what changed, in words."""
    row = stored.get(facts["unit_id"])
    if row is None:
        raise RuleBroken("名单刚有变化，请刷新后再登记")
    was = (row.presence, row.person, row.people)
    row.presence = facts["presence"]
    row.person = facts.get("person") or ""
    row.people = facts.get("people") or 1
    if (row.presence, row.person, row.people) == was:
        return ""
    row.signed_at = (row.signed_at or now()) if row.presence in CAME else None
    return f"{row.unit.name} {row.presence.label} {row.person}".strip()


def _refuse_two_proxies(rows: Collection[Attendance]) -> None:
    """Let one person stand for one absent unit only (5-rules.md 5.2)."""
    proxies = Counter(r.person for r in rows if r.presence is Presence.PROXY and r.person)
    twice = next((name for name, times in proxies.items() if times > 1), None)
    if twice:
        raise RuleBroken(f"{twice}受两家以上单位委托；一人只能代理一家")


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
