"""Since when each member has taken no part, and what is missing of it."""

import datetime as dt
from calendar import monthrange
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from groupmgr import policy
from groupmgr.activities.models import Activity, Party
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.period import Period
from groupmgr.meetings.labels import HELD_STATES
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.meetings.service.attendance import CAME
from groupmgr.members.labels import VOCATIONAL_SCHOOLS
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Liaison
from groupmgr.members.statistics import SchoolYear
from groupmgr.policy import Action, Actor

# What every unit's sheet should say.
WANTED = (
    ("单位性质", Unit.ownership.is_(None)),
    ("所在地区", Unit.region == ""),
    ("详细地址", Unit.address.is_(None)),
    ("邮编", Unit.postcode.is_(None)),
)
HAS_LIAISON = sa.exists().where(Liaison.membership_id == Membership.id, Liaison.ended_on.is_(None))
SINCE_TIME = dt.time.min


def listing(actor: Actor, day: dt.date) -> sa.Select[Any]:
    """Return the query of the members of a day, with what was seen and what is missing of each.

    A row holds the membership with its unit; `acted` and `met`, the last day
    of a counted activity and of a meeting it came to; `acts`, its counted
    activities of the last twelve months; `has_liaison`, and `has_year`, which
    is nothing where no school year is asked for.
    """
    acted, met = _acted(actor.group_id, day), _met(actor.group_id, day)
    return (
        sa.select(
            Membership,
            acted.c.last.label("acted"),
            met.c.last.label("met"),
            sa.func.coalesce(acted.c.number, 0).label("acts"),
            HAS_LIAISON.label("has_liaison"),
            sa.case((is_school(), has_year(day))).label("has_year"),
        )
        .join(Membership.unit)
        .outerjoin(acted, acted.c.unit_id == Unit.id)
        .outerjoin(met, met.c.unit_id == Unit.id)
        .options(contains_eager(Membership.unit))
        .where(policy.visible(actor, Action.MEMBER_VIEW, Membership), Membership.on_roll(day))
        .order_by(Unit.pinyin, Unit.id)
    )


def since(membership: Membership, acted: dt.date | None, met: dt.datetime | None) -> dt.date:
    """Return the last day on which a member took part, or the day it joined."""
    known = [acted, met.date() if met else None, membership.joined_on]
    return max(one for one in known if one is not None)


def months(start: dt.date, day: dt.date) -> int:
    """Return the whole months that lie between two days."""
    return (day.year - start.year) * 12 + day.month - start.month - (day.day < start.day)


def months_before(day: dt.date, number: int) -> dt.date:
    """Return the day that lies so many months before, the last of its month where it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def rule_of(session: Session, group_id: int, day: dt.date) -> Rule | None:
    """Return what the group's charter says of silence on a day, if it says anything."""
    query = sa.select(Rule).where(
        Rule.of_group(group_id), Rule.kind == RuleKind.SILENCE, Rule.in_force_on(day)
    )
    return session.scalars(query.order_by(Rule.valid_from.desc()).limit(1)).first()


def silent_since(group_id: int, day: dt.date, before: dt.date) -> sa.ColumnElement[bool]:
    """Match the memberships of those who took no part from a day on, and were members then."""
    acted, met = _acted(group_id, day), _met(group_id, day)
    start = dt.datetime.combine(before, SINCE_TIME)
    return sa.and_(
        Membership.joined_on <= before,
        Membership.unit_id.not_in(sa.select(acted.c.unit_id).where(acted.c.last > before)),
        Membership.unit_id.not_in(
            sa.select(met.c.unit_id).where(met.c.last >= start + dt.timedelta(days=1))
        ),
    )


def is_school() -> sa.ColumnElement[bool]:
    """Match the units that report school years."""
    return Unit.kind.in_(VOCATIONAL_SCHOOLS)


def has_year(day: dt.date) -> sa.ColumnElement[bool]:
    """Match the units that reported the last school year to end by a day."""
    began = Period(day, day).school_year
    return sa.exists().where(SchoolYear.unit_id == Unit.id, SchoolYear.began == began)


def lacking() -> sa.ColumnElement[bool]:
    """Match the units whose sheet is not complete."""
    return sa.or_(*(lacks for _, lacks in WANTED))


def missing(unit: Unit) -> list[str]:
    """Return what the sheet of a unit does not say."""
    said = (unit.ownership, unit.region, unit.address, unit.postcode)
    return [label for (label, _), value in zip(WANTED, said, strict=True) if not value]


def _acted(group_id: int, day: dt.date) -> sa.Subquery:
    year = Period(day, day).last_twelve_months()
    lately = sa.case((Activity.ends_on >= year.start, 1), else_=0)
    return (
        sa.select(
            Party.unit_id,
            sa.func.max(Activity.ends_on).label("last"),
            sa.func.sum(lately).label("number"),
        )
        .join(Activity, Activity.id == Party.activity_id)
        .where(Activity.counts_in(group_id), Activity.ends_on <= day)
        .group_by(Party.unit_id)
        .subquery()
    )


def _met(group_id: int, day: dt.date) -> sa.Subquery:
    end = dt.datetime.combine(day + dt.timedelta(days=1), SINCE_TIME)
    return (
        sa.select(Attendance.unit_id, sa.func.max(Meeting.starts_at).label("last"))
        .join(Meeting, Meeting.id == Attendance.meeting_id)
        .where(
            Meeting.of_group(group_id),
            Meeting.state.in_(HELD_STATES),
            Meeting.starts_at < end,
            Attendance.presence.in_(CAME),
        )
        .group_by(Attendance.unit_id)
        .subquery()
    )
