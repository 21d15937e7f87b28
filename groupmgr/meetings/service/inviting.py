"""Write to the invited units, each with a link by which it answers without an account."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.groups.models import Body
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.site import Site, hashed, new_salt
from groupmgr.mail import service as mail
from groupmgr.meetings.labels import MeetingState
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service import attendance
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.members.models import Membership
from groupmgr.members.people import Liaison, Person
from groupmgr.members.service import seats
from groupmgr.policy import Actor

LETTER = "meeting"
UNIT, DOOR = "meeting unit", "meeting door"
UNIT_PATH, DOOR_PATH = "/m/", "/d/"


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to write to for a unit."""

    name: str
    address: str


def of_body(session: Session, actor: Actor, meeting: Meeting) -> int:
    """Invite the units that sit in the body of the meeting on its day; return how many are new."""
    body = session.get(Body, meeting.body_id) if meeting.body_id else None
    if body is None:
        raise RuleBroken("这次会议没有选所属机构，请按级别或单位邀请")
    keys = [seat.unit_id for seat in seats.invited(session, body, meeting.day)]
    if not keys:
        raise RuleBroken(f"{body.name}当日没有登记任职单位，请按级别或单位邀请")
    return attendance.invite(session, actor, meeting, unit_ids=keys)


def link(site: Site, row: Attendance) -> str | None:
    """Return the address by which a unit answers, where it has one."""
    return site.opening(UNIT_PATH, UNIT, row.salt, row.token_hash)


def door(site: Site, meeting: Meeting) -> str | None:
    """Return the address by which people sign in at the door, where there is one."""
    return site.opening(DOOR_PATH, DOOR, meeting.door_salt, meeting.door_hash)


def make_links(session: Session, actor: Actor, meeting: Meeting, site: Site) -> int:
    """Give every invited unit a link that has none; return how many are new."""
    require_open(session, actor, meeting)
    _require_noticed(meeting)
    meeting.site = site.address[:120]
    lacking = [row for row in attendance.roll(session, meeting) if link(site, row) is None]
    for row in lacking:
        row.salt = new_salt()
        row.token_hash = hashed(site.made(UNIT, row.salt))
    if lacking:
        note(session, actor, meeting, "生成回执链接", f"{len(lacking)} 家")
    return len(lacking)


def renew_door(session: Session, actor: Actor, meeting: Meeting, site: Site) -> None:
    """Make a new code for the door; the one before opens nothing any more."""
    require_open(session, actor, meeting)
    _require_noticed(meeting)
    meeting.door_salt = new_salt()
    meeting.door_hash = hashed(site.made(DOOR, meeting.door_salt))
    note(session, actor, meeting, "生成签到二维码", "")


def write(session: Session, actor: Actor, meeting: Meeting, site: Site) -> tuple[int, int]:
    """Write to every unit that has an address, was not written to and did not answer.

    Return how many letters there are, and how many units have no address.
    """
    make_links(session, actor, meeting, site)
    waiting = [row for row in attendance.roll(session, meeting) if is_unasked(row)]
    if not waiting:
        raise RuleBroken("各单位都已回执或者发过邮件；没有回执的可以提醒")
    found = contacts(session, meeting)
    for row in waiting:
        if contact := found.get(row.unit_id):
            post(session, actor, row, contact, site)
    sent = sum(row.unit_id in found for row in waiting)
    if not sent:
        raise RuleBroken("没有单位登记了联络员邮箱；请复制链接用微信发送，或先补登邮箱")
    note(session, actor, meeting, "发出会议邀请邮件", f"{sent} 家")
    return sent, len(waiting) - sent


def is_unasked(row: Attendance) -> bool:
    """Tell whether a unit neither answered nor was written to."""
    return row.reply is None and row.asked_at is None


def contacts(session: Session, meeting: Meeting, *unit_ids: int) -> dict[int, Contact]:
    """Return the liaison officers, of all units or of some, that have an address."""
    query = (
        sa.select(Membership.unit_id, Person.name, Person.email)
        .join(Liaison, Liaison.membership_id == Membership.id)
        .join(Person, Person.id == Liaison.person_id)
        .where(
            Membership.group_id == meeting.group_id,
            Liaison.ended_on.is_(None),
            Person.email.is_not(None),
            Membership.unit_id.in_(unit_ids) if unit_ids else sa.true(),
        )
    )
    return {key: Contact(name, address or "") for key, name, address in session.execute(query)}


def seat_of(session: Session, secret: str) -> Attendance | None:
    """Return the seat that a link was made for."""
    query = sa.select(Attendance).where(Attendance.token_hash == hashed(secret))
    whole = joinedload(Attendance.meeting).joinedload(Meeting.body)
    return session.scalar(
        query.options(whole, joinedload(Attendance.unit), joinedload(Attendance.reply))
    )


def meeting_of(session: Session, secret: str) -> Meeting | None:
    """Return the meeting whose door a code opens."""
    return session.scalar(sa.select(Meeting).where(Meeting.door_hash == hashed(secret)))


def post(session: Session, actor: Actor, row: Attendance, contact: Contact, site: Site) -> None:
    """Put the letter to a unit into the outbox."""
    row.asked_at = now()
    mail.post(
        session,
        actor,
        LETTER,
        {"attendance_id": row.id, "site": site.address, "reminder": row.reminders},
        name=contact.name,
        address=contact.address,
        title=row.meeting.title,
    )


def _require_noticed(meeting: Meeting) -> None:
    if meeting.state is MeetingState.PLANNED:
        raise RuleBroken("会议还没有发出通知，请先点“发出通知”")
