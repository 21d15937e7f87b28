"""Read the years of units: once what concerns the whole group, then what concerns each."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.groups.models import Group
from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.indicators import CAME, held
from groupmgr.meetings.models import Attendance, Meeting
from groupmgr.members.roll import member_on
from groupmgr.reports import facts
from groupmgr.reports.collect import events, roll
from groupmgr.reports.collect.span import Span, words
from groupmgr.reports.papers.facts import Deed, Seat, Unit, UnitYear
from groupmgr.reports.papers.figures import Figures
from groupmgr.reports.papers.holdings import Holdings


@dataclass(frozen=True, slots=True)
class Years:
    """The year of a group, from which the years of its units are cut."""

    span: Span
    group: facts.Group
    members: dict[int, facts.Member]
    activities: dict[int, facts.Activity]
    figures: Figures
    holdings: Holdings
    follow_ups: tuple[facts.FollowUp, ...]

    @classmethod
    def of(cls, session: Session, group: Group, year: int, as_of: dt.date) -> "Years":
        """Read what concerns the whole group."""
        span = Span.of(session, group, year, as_of)
        return cls(
            span=span,
            group=roll.group(span),
            members={member.number: member for member in roll.members(span)},
            activities={activity.number: activity for activity in events.activities(span)},
            figures=Figures.read(span),
            holdings=Holdings.read(span),
            follow_ups=events.follow_ups(span),
        )

    def unit(self, unit_id: int) -> UnitYear:
        """Return the year of a unit that is on the roll of the cut-off day."""
        span, member = self.span, self.members.get(unit_id)
        if member is None:
            raise RuleBroken("该单位在数据截止日不是集团成员")
        return UnitYear(
            group=self.group,
            unit=Unit(
                number=unit_id,
                name=member.name,
                kind=member.kind,
                rank=member.rank,
                joined_on=member.joined_on,
                uscc=span.units[unit_id].uscc,
            ),
            year=span.year,
            as_of=span.as_of.isoformat(),
            figures=self.figures.of(unit_id),
            deeds=tuple(self._deeds(unit_id)),
            seats=tuple(_seats(span, unit_id)),
            holdings=self.holdings.of(member.name),
            follow_ups=tuple(one for one in self.follow_ups if member.name in one.units),
            missing=self.figures.missing(unit_id),
        )

    def _deeds(self, unit_id: int) -> Iterator[Deed]:
        """Yield what is credited to the unit: it was a member on the day each of them ended."""
        span = self.span
        query = (
            sa.select(Party)
            .join(Activity, Activity.id == Party.activity_id)
            .where(
                Party.unit_id == unit_id,
                Party.activity_id.in_(self.activities),
                member_on(span.group.id, Party.unit_id, Activity.ends_on),
            )
            .order_by(Activity.ends_on, Activity.id)
        )
        parties = list(span.session.scalars(query))
        stated = sa.select(Stated).where(Stated.party_id.in_([party.id for party in parties]))
        own: dict[int | None, list[Stated]] = {}
        for one in span.session.scalars(stated.order_by(Stated.id)):
            own.setdefault(one.party_id, []).append(one)
        for party in parties:
            yield _deed(self.activities[party.activity_id], party, own.get(party.id, []))


def _deed(activity: facts.Activity, party: Party, own: list[Stated]) -> Deed:
    return Deed(
        number=activity.number,
        title=activity.title,
        category=activity.category,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        role=party.role.label,
        amounts=tuple((one.measure, f"{one.value}{one.unit}") for one in activity.amounts),
        own=tuple((one.measure.label, _amount(one)) for one in own),
    )


def _amount(stated: Stated) -> str:
    unit = stated.measure.semantics.unit
    if unit == "元":
        return f"{(stated.value / 10000).quantize(Decimal('0.01'))}万元"
    return f"{stated.value.normalize():f}{unit}"


def _seats(span: Span, unit_id: int) -> Iterator[Seat]:
    query = (
        sa.select(Meeting.title, Meeting.kind, Meeting.starts_at, Attendance.presence)
        .join(Attendance, Attendance.meeting_id == Meeting.id)
        .where(held(span.scope), Attendance.unit_id == unit_id)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    for title, kind, starts_at, presence in span.session.execute(query):
        yield Seat(
            title=title,
            kind=words(kind),
            held_on=starts_at.date().isoformat(),
            presence=presence.label,
            came=presence in CAME,
        )
