"""What units answer to the notice: they come, they delegate, or they are excused."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.files.models import StoredFile
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.charter import charter_of
from groupmgr.meetings.labels import MeetingState, Presence, Reply
from groupmgr.meetings.models import Attendance, Meeting, UnitReply
from groupmgr.policy import Action, Actor

BY_LINK = "（经会议链接）"
NAME_LENGTH = 40


def is_open(meeting: Meeting) -> bool:
    """Tell whether units can still answer: from the notice until the meeting begins."""
    return meeting.state is MeetingState.NOTIFIED and now() < meeting.starts_at


def holder(row: Attendance) -> Actor:
    """Return whoever holds the link of a unit, as one who speaks for it alone."""
    name = row.unit.name[: NAME_LENGTH - len(BY_LINK)] + BY_LINK
    return Actor.speaking_for(name, row.meeting.group_id, row.unit_id)


def answer(session: Session, actor: Actor, row: Attendance, facts: Mapping[str, Any]) -> UnitReply:
    """Take what a unit says; the last word holds."""
    policy.require_on(session, actor, Action.MEETING_REPLY, row)
    if not is_open(row.meeting):
        raise RuleBroken("会议已经开始或不再需要回执，有变化请直接联系秘书处")
    said, person = facts["said"], facts.get("person") or ""
    _check(session, row, facts)
    before = journal.facts(row)
    given = row.reply or UnitReply(seat=row)
    given.said, given.said_by = said, facts.get("said_by") or actor.name
    given.person = "" if said is Reply.EXCUSED else person
    given.people = (facts.get("people") or 1) if said is Reply.JOIN else 1
    given.phone = facts.get("phone") or ""
    given.delegate_unit_id = facts.get("delegate_unit_id") if said is Reply.DELEGATE else None
    given.reason = (facts.get("reason") or "") if said is Reply.EXCUSED else ""
    session.add(given)
    row.presence = Presence.EXCUSED if said is Reply.EXCUSED else _unless_excused(row.presence)
    row.person, row.people = given.person[:NAME_LENGTH], given.people
    journal.record(session, actor, "回执", row, before=before, reason=given.words)
    return given


def mandate(
    session: Session, actor: Actor, row: Attendance, file: StoredFile, name: str
) -> Attendance:
    """Keep the 委托书 of a unit."""
    policy.require_on(session, actor, Action.MEETING_REPLY, row)
    before = journal.facts(row)
    row.mandate_id, row.mandate_name = file.id, name[-120:]
    journal.record(session, actor, "上传委托书", row, before=before)
    return row


def _unless_excused(presence: Presence) -> Presence:
    return Presence.INVITED if presence is Presence.EXCUSED else presence


def _check(session: Session, row: Attendance, facts: Mapping[str, Any]) -> None:
    said, person = facts["said"], facts.get("person") or ""
    if row.presence is Presence.IN_ATTENDANCE and said is not Reply.JOIN:
        raise RuleBroken("列席单位不用委托或请假，不来可以不回执", "said")
    if said is Reply.EXCUSED and not facts.get("reason"):
        raise RuleBroken("请写明请假的原因", "reason")
    if said is not Reply.EXCUSED and not person:
        words = "受托人" if said is Reply.DELEGATE else "参会人"
        raise RuleBroken(f"请写明{words}姓名", "person")
    if said is Reply.DELEGATE:
        _check_delegate(session, row, person, facts.get("delegate_unit_id"))


def _check_delegate(session: Session, row: Attendance, person: str, unit_id: int | None) -> None:
    """Let one person stand for as many units as the charter allows, in words that name no other."""
    each = charter_of(session, row.meeting).proxies
    if not each:
        raise RuleBroken("按规定这个会议不得委托，请选参加或请假", "said")
    others = session.scalars(
        sa.select(UnitReply.delegate_unit_id)
        .join(UnitReply.seat)
        .where(
            Attendance.meeting_id == row.meeting_id,
            Attendance.id != row.id,
            UnitReply.said == Reply.DELEGATE,
            UnitReply.person == person,
        )
    ).all()
    if sum(one is None or unit_id is None or one == unit_id for one in others) >= each:
        raise RuleBroken(
            f"{person}已受其他单位委托，一人最多代理 {each} 家；请另选受托人", "person"
        )


def seats_of(session: Session, actor: Actor, meeting: Meeting) -> list[Attendance]:
    """Return the seats for which the actor may answer, as one of the units."""
    query = (
        sa.select(Attendance)
        .join(Attendance.unit)
        .where(Attendance.meeting_id == meeting.id, Attendance.of_units(actor.unit_ids))
        .options(joinedload(Attendance.unit), joinedload(Attendance.reply))
        .order_by(Attendance.id)
    )
    return list(session.scalars(query))
