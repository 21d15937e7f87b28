"""Meetings, what they handed out to be done, and activities."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from groupmgr.activities.labels import EvidenceKind, PartyRole
from groupmgr.activities.models import Activity, Evidence, Stated
from groupmgr.files.models import StoredFile
from groupmgr.kernel.period import Period
from groupmgr.meetings.labels import HELD_STATES, Duty, FollowUpState, MeetingState
from groupmgr.meetings.models import FollowUp, Meeting
from groupmgr.meetings.turnout import Turnout
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, words

_ROLES = tuple(PartyRole)
_PRINTED = ("image/jpeg", "image/png", "image/webp")


def meetings(span: Span) -> tuple[facts.Meeting, ...]:
    """Read the meetings of the year that were held, or failed for want of a quorum."""
    query = (
        sa.select(Meeting)
        .where(
            Meeting.of_group(span.group.id),
            Meeting.state.in_((*HELD_STATES, MeetingState.INQUORATE)),
            Meeting.starts_at >= span.period.start,
            Meeting.starts_at < span.as_of + dt.timedelta(days=1),
        )
        .options(selectinload(Meeting.attendance), selectinload(Meeting.resolutions))
    )
    found = span.session.scalars(query.order_by(Meeting.starts_at, Meeting.id))
    return tuple(_meeting(meeting) for meeting in found)


def _meeting(meeting: Meeting) -> facts.Meeting:
    turnout = Turnout.of(meeting.attendance, None)
    return facts.Meeting(
        number=meeting.id,
        title=meeting.title,
        kind=words(meeting.kind),
        state=words(meeting.state),
        held_on=meeting.day.isoformat(),
        held=meeting.state in HELD_STATES,
        invited=turnout.due,
        attended=turnout.came,
        resolutions=tuple(resolution.text for resolution in meeting.resolutions),
    )


def follow_ups(span: Span) -> tuple[facts.FollowUp, ...]:
    """Read what the meetings of the year handed out, and what older meetings left open."""
    end = span.as_of + dt.timedelta(days=1)
    undone = sa.or_(FollowUp.open(), FollowUp.done_on > span.as_of)
    query = (
        sa.select(FollowUp)
        .join(FollowUp.meeting)
        .where(Meeting.of_group(span.group.id), Meeting.starts_at < end)
        .where(sa.or_(Meeting.starts_at >= span.period.start, undone))
        .options(joinedload(FollowUp.meeting), selectinload(FollowUp.units))
    )
    found = span.session.scalars(query.order_by(FollowUp.due_on, FollowUp.id))
    return tuple(_follow_up(span, follow_up) for follow_up in found)


def _follow_up(span: Span, follow_up: FollowUp) -> facts.FollowUp:
    late_done = follow_up.done_on is not None and follow_up.done_on > span.as_of
    state = FollowUpState.RUNNING if late_done else follow_up.state
    leads = (unit for unit in follow_up.units if unit.duty is Duty.LEAD)
    return facts.FollowUp(
        matter=follow_up.text,
        units=tuple(span.name(unit.unit_id) for unit in leads),
        due_on=follow_up.due_on.isoformat(),
        state=state.label,
        meeting=follow_up.meeting.title,
        done=state is FollowUpState.DONE,
        open=state in (FollowUpState.NOT_STARTED, FollowUpState.RUNNING),
    )


def activities(span: Span) -> tuple[facts.Activity, ...]:
    """Read the approved activities that ended in the year, in order of date."""
    query = (
        sa.select(Activity)
        .where(Activity.counts_in(span.group.id), _ended_in(span.period))
        .options(selectinload(Activity.parties), selectinload(Activity.figures))
    )
    found, pictures = (
        span.session.scalars(query.order_by(Activity.ends_on, Activity.id)),
        _photos(span),
    )
    return tuple(_activity(span, activity, pictures.get(activity.id, ())) for activity in found)


def _photos(span: Span) -> dict[int, Sequence[str]]:
    """Return the photos of each activity, as those see them who neither keep nor review it."""
    query = (
        sa.select(Evidence)
        .join(Evidence.activity)
        .join(Evidence.file)
        .where(Activity.counts_in(span.group.id), _ended_in(span.period))
        .where(Evidence.kind == EvidenceKind.PHOTO, StoredFile.media_type.in_(_PRINTED))
        .options(contains_eager(Evidence.file))
        .order_by(Evidence.id)
    )
    found: dict[int, dict[str, None]] = {}
    for one in span.session.scalars(query):
        if one.file:
            found.setdefault(one.activity_id, {})[one.file.shown.sha256] = None
    return {number: tuple(photos) for number, photos in found.items()}


def _activity(span: Span, activity: Activity, photos: Sequence[str]) -> facts.Activity:
    hosts_first = sorted(activity.parties, key=lambda p: (_ROLES.index(p.role), p.id))
    return facts.Activity(
        number=activity.id,
        title=activity.title,
        category=words(activity.category),
        starts_on=activity.starts_on.isoformat(),
        ends_on=activity.ends_on.isoformat(),
        units=tuple(span.name(party.unit_id, activity.ends_on) for party in hosts_first),
        amounts=tuple(_amount(stated) for stated in activity.figures if stated.party_id is None),
        summary=activity.summary,
        photo=photos[0] if photos else "",
        more_photos=tuple(photos[1:]),
    )


def _amount(stated: Stated) -> facts.Amount:
    value, unit = stated.value, stated.measure.semantics.unit
    if unit == "元":
        value, unit = (value / 10000).quantize(Decimal("0.01")), "万元"
    plain = f"{value:.2f}" if unit == "万元" else f"{value.normalize():f}"
    return facts.Amount(measure=stated.measure.label, value=plain, unit=unit)


def months_before(span: Span) -> tuple[int, ...]:
    """Count last year's approved activities by month; nothing where there were none."""
    query = sa.select(Activity.ends_on).where(
        Activity.counts_in(span.group.id), _ended_in(Period.year(span.year - 1))
    )
    counted = Counter(day.month for day in span.session.scalars(query))
    return tuple(counted[month] for month in range(1, 13)) if counted else ()


def _ended_in(period: Period) -> sa.ColumnElement[bool]:
    return Activity.ends_on.between(period.start, period.end)
