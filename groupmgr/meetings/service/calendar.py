"""The meetings of a person as a calendar program reads them, behind a secret address."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from icalendar import Calendar, Event, Timezone, TimezoneStandard, vText
from sqlalchemy.orm import Session, joinedload

from groupmgr.accounts.models import Account, Assignment
from groupmgr.groups.models import Group
from groupmgr.kernel.clock import BEIJING, now
from groupmgr.kernel.site import Site, hashed, new_salt
from groupmgr.meetings.feed import Feed
from groupmgr.meetings.labels import MeetingState
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.policy import UNIT_ROLES, Role

PATH, PURPOSE = "/calendar/", "calendar"
ZONE = "Asia/Shanghai"
HIDDEN = (MeetingState.PLANNED,)
NOT_HELD = (MeetingState.CANCELLED, MeetingState.INQUORATE)


def renew(session: Session, account_id: int, site: Site) -> str:
    """Return a new address for an account; the one before opens nothing any more."""
    salt = new_salt()
    facts = {"salt": salt, "token_hash": hashed(site.made(PURPOSE, salt))}
    feed = session.scalar(sa.select(Feed).where(Feed.account_id == account_id))
    if feed is None:
        session.add(Feed(account_id=account_id, **facts))
    else:
        feed.salt, feed.token_hash = salt, facts["token_hash"]
    session.flush()
    return address(session, account_id, site) or ""


def address(session: Session, account_id: int, site: Site) -> str | None:
    """Return the address of an account, where it has one."""
    feed = session.scalar(sa.select(Feed).where(Feed.account_id == account_id))
    found = site.opening(PATH, PURPOSE, feed.salt, feed.token_hash) if feed else None
    return f"{found}.ics" if found else None


def owner(session: Session, secret: str) -> Account | None:
    """Return the person whose calendar a secret opens, while the account is in use."""
    query = sa.select(Feed).where(Feed.token_hash == hashed(secret))
    feed = session.scalar(query.options(joinedload(Feed.account)))
    return feed.account if feed and feed.account.active else None


def meetings(session: Session, account: Account) -> Sequence[Meeting]:
    """Return what concerns the person: all meetings of an office, those a unit is invited to.

    What is only planned stands in no calendar yet.
    """
    assigned = session.scalars(
        sa.select(Assignment).where(Assignment.account_id == account.id)
    ).all()
    groups = {one.group_id for one in assigned if one.group_id}
    units = {one.unit_id for one in assigned if one.unit_id and one.role in UNIT_ROLES}
    invited = sa.exists().where(Attendance.meeting_id == Meeting.id, Attendance.unit_id.in_(units))
    whole = any(one.role is Role.SYSTEM for one in assigned)
    mine = sa.true() if whole else sa.or_(Meeting.group_id.in_(groups), invited)
    query = sa.select(Meeting).where(mine, Meeting.state.not_in(HIDDEN))
    return session.scalars(query.order_by(Meeting.starts_at, Meeting.id)).all()


def written(session: Session, found: Iterable[Meeting], host: str) -> bytes:
    """Write meetings as iCalendar (RFC 5545), with their zone in it."""
    names = dict(session.execute(sa.select(Group.id, Group.name)).all())
    calendar = Calendar()
    calendar.add("prodid", "-//groupmgr//meetings//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "集团会议")
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    for one in found:
        calendar.add_component(_event(one, names[one.group_id], host))
    return bytes(calendar.to_ical())


def _zone() -> Timezone:
    """Describe the time of Beijing, which has had no summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", now().replace(year=1991, month=9, day=15, hour=0, minute=0, second=0))
    standard.add("tzoffsetfrom", BEIJING.utcoffset(None))
    standard.add("tzoffsetto", BEIJING.utcoffset(None))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone


def _event(meeting: Meeting, group: str, host: str) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@{host}")
    event.add("summary", meeting.title)
    for name, at in (("dtstart", meeting.starts_at), ("dtend", meeting.ends_at)):
        event.add(name, at, parameters={"TZID": ZONE})
    event.add("dtstamp", meeting.changed_at.replace(tzinfo=BEIJING))
    event.add("last-modified", meeting.changed_at.replace(tzinfo=BEIJING))
    event.add("sequence", meeting.revision)
    event.add("location", vText(meeting.place))
    event.add("description", f"{group}\n{meeting.kind.label}，{meeting.form.label}")
    event.add("status", "CANCELLED" if meeting.state in NOT_HELD else "CONFIRMED")
    return event
