"""The minutes: written in versions, read by the units that attended, issued once and for all."""

import datetime as dt
import re

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.groups.models import Body
from groupmgr.journal import locks
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now, today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import MINUTED, MeetingState, MeetingStep
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.revisions import MinutesComment, MinutesRevision
from groupmgr.meetings.series import series
from groupmgr.meetings.service import progress
from groupmgr.meetings.service.attendance import CAME
from groupmgr.policy import Action, Actor


def write(session: Session, actor: Actor, meeting: Meeting, text: str) -> Meeting:
    """Write or mend the minutes; the first text turns a held meeting into one with a draft."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    if meeting.state not in MINUTED:
        meeting = progress.step(session, actor, meeting, MeetingStep.DRAFT_MINUTES)
    if text == meeting.minutes:
        return meeting
    before = journal.facts(meeting)
    meeting.minutes = text
    number = 1 + len(revisions(session, meeting))
    session.add(
        MinutesRevision(meeting_id=meeting.id, number=number, text=text, made_by=actor.name[:40])
    )
    journal.record(session, actor, "修改纪要", meeting, before=before, reason=f"第 {number} 稿")
    return meeting


def revisions(session: Session, meeting: Meeting) -> list[MinutesRevision]:
    """Return the versions of the minutes, the first one first."""
    query = sa.select(MinutesRevision).where(MinutesRevision.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(MinutesRevision.number)))


def circulate(session: Session, actor: Actor, meeting: Meeting, comments_by: dt.date) -> Meeting:
    """Ask the units that attended what they say of the minutes, until a day."""
    if comments_by < today():
        raise RuleBroken("征求意见的截止日期不能早于今天", "comments_by")
    progress.step(session, actor, meeting, MeetingStep.CIRCULATE)
    meeting.comments_by = comments_by
    session.flush()
    return meeting


def comment(
    session: Session, actor: Actor, row: Attendance, name: str, text: str
) -> MinutesComment:
    """Take what a unit that attended says of the minutes as they stand."""
    policy.require_on(session, actor, Action.MEETING_REPLY, row)
    if not may_comment(row):
        raise RuleBroken("现在不收对纪要的意见，请联系秘书处")
    number = len(revisions(session, row.meeting))
    facts = {"name": name[:40], "text": text, "number": number}
    made = MinutesComment(meeting_id=row.meeting_id, unit_id=row.unit_id, **facts)
    session.add(made)
    before = journal.facts(row)
    journal.record(session, actor, "对纪要提出意见", row, before=before, reason=text)
    return made


def may_comment(row: Attendance) -> bool:
    """Tell whether the unit attended, and is asked for comments."""
    meeting = row.meeting
    asked = meeting.state is MeetingState.MINUTES_CIRCULATED and row.presence in CAME
    return asked and (meeting.comments_by is None or today() <= meeting.comments_by)


def comments(session: Session, meeting: Meeting) -> list[MinutesComment]:
    """Return what the units said, the first one first."""
    query = sa.select(MinutesComment).where(MinutesComment.meeting_id == meeting.id)
    named = query.options(joinedload(MinutesComment.unit))
    return list(session.scalars(named.order_by(MinutesComment.id)))


def answer(
    session: Session,
    actor: Actor,
    meeting: Meeting,
    said: MinutesComment,
    *,
    taken: bool,
    words: str,
) -> MinutesComment:
    """Tell a unit whether its comment was taken over, and why it was not."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    if meeting.state is not MeetingState.MINUTES_CIRCULATED:
        raise RuleBroken("纪要不在会签中，不能答复")
    if not taken and not words:
        raise RuleBroken("不采纳时请写明理由，对方会看到", "words")
    said.taken, said.answer, said.answered_at = taken, words, now()
    before = journal.facts(meeting)
    told = f"{said.unit.name}：{'采纳' if taken else '不采纳'} {words}".strip()
    journal.record(session, actor, "答复意见", meeting, before=before, reason=told)
    return said


def issue(session: Session, actor: Actor, meeting: Meeting, signer: str) -> Meeting:
    """Give the minutes the next number of their series and year, and close the meeting."""
    policy.require_on(session, actor, Action.MEETING_EDIT, meeting)
    waiting = [one for one in comments(session, meeting) if one.answered_at is None]
    if waiting:
        names = "、".join(dict.fromkeys(one.unit.name for one in waiting))
        raise RuleBroken(f"还有 {len(waiting)} 条意见没有答复（{names}），请先答复")
    if not signer:
        raise RuleBroken("请填写签发人", "signer")
    if meeting.state is MeetingState.MINUTES_CIRCULATED:
        meeting.minutes_number = _next_number(session, meeting)
        meeting.minutes_issued_on, meeting.signer = today(), signer
    return progress.step(session, actor, meeting, MeetingStep.ARCHIVE)


def _next_number(session: Session, meeting: Meeting) -> str:
    """Return the next 〔年〕n号; one after the other, so that none is given twice."""
    locks.in_turn(session)
    body = session.get(Body, meeting.body_id) if meeting.body_id else None
    begins = f"{series(meeting.kind, body)}纪要〔{today().year}〕"
    query = sa.select(Meeting.minutes_number).where(
        Meeting.group_id == meeting.group_id, Meeting.minutes_number.startswith(begins)
    )
    given = (
        re.fullmatch(r"(\d+)号", (number or "").removeprefix(begins))
        for number in session.scalars(query)
    )
    return f"{begins}{max((int(found[1]) for found in given if found), default=0) + 1}号"
