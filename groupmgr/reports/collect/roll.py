"""The group, its members, its ties, its honours, its rules and its plans."""

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from groupmgr.groups.labels import PlanSection, RuleKind
from groupmgr.groups.models import Honour, Plan, Rule, Tie
from groupmgr.meetings.labels import MeetingKind
from groupmgr.members.labels import Rank
from groupmgr.members.models import Membership
from groupmgr.reports import facts
from groupmgr.reports.collect.span import Span, iso, words

_RANKS, _SECTIONS = tuple(Rank), tuple(PlanSection)
_MEETINGS = {kind.value: kind for kind in MeetingKind}


def group(span: Span) -> facts.Group:
    """Read what the cover and the opening print."""
    found = span.group
    return facts.Group(
        code=found.code,
        name=found.name,
        kind=words(found.kind),
        lead=span.name(found.lead_unit_id) if found.lead_unit_id else None,
        secretariat=span.name(found.secretariat_unit_id) if found.secretariat_unit_id else None,
        address=found.address,
        phone=found.phone,
        email=found.email,
        zip_code=found.postcode,
        purpose=found.purpose,
    )


def members(span: Span) -> tuple[facts.Member, ...]:
    """Read the roll of the cut-off day, by rank and then by the day of joining."""
    query = sa.select(Membership).options(selectinload(Membership.former_ranks))
    found = span.session.scalars(
        query.where(Membership.of_group(span.group.id), Membership.on_roll(span.as_of))
    )
    ranked = sorted(
        ((_RANKS.index(m.rank_on(span.as_of)), m.joined_on or span.as_of, m.id, m) for m in found),
        key=lambda place: place[:3],
    )
    return tuple(
        facts.Member(
            number=membership.unit_id,
            name=span.name(membership.unit_id),
            kind=words(span.units[membership.unit_id].kind),
            rank=_RANKS[rank].label,
            joined_on=iso(membership.joined_on),
        )
        for rank, _, _, membership in ranked
    )


def joined(span: Span) -> tuple[str, ...]:
    """Name the units that joined in the year."""
    return _moved(span, Membership.joined_on)


def left(span: Span) -> tuple[str, ...]:
    """Name the units that left in the year."""
    return _moved(span, Membership.ended_on)


def former(span: Span) -> tuple[facts.Former, ...]:
    """Read what units were called before, and which were in the group and are no more."""
    query = sa.select(Membership).where(Membership.of_group(span.group.id))
    found = sorted(span.session.scalars(query), key=lambda m: (m.joined_on or span.as_of, m.id))
    last = {m.unit_id: m for m in found if (m.joined_on or span.as_of) <= span.as_of}
    renamed = (name for unit_id in last for name in _renamed(span, unit_id))
    return (*renamed, *(one for m in last.values() for one in _gone(span, m)))


def ties(span: Span) -> tuple[facts.Tie, ...]:
    """Read the ties to other groups that hold on the cut-off day."""
    still = sa.or_(Tie.until.is_(None), Tie.until > span.as_of)
    query = sa.select(Tie).where(Tie.of_group(span.group.id), Tie.since <= span.as_of, still)
    return tuple(
        facts.Tie(name=t.name, kind=words(t.kind), tie=t.tie.label, since=t.since.isoformat())
        for t in span.session.scalars(query.order_by(Tie.since, Tie.id))
    )


def honours(span: Span) -> tuple[facts.Honour, ...]:
    """Read the lists and titles applied for or held by the cut-off day."""
    known = sa.or_(Honour.on.is_(None), Honour.on <= span.as_of)
    query = sa.select(Honour).where(Honour.of_group(span.group.id), known)
    return tuple(
        facts.Honour(title=h.title, level=h.level.label, standing=h.standing.label, on=iso(h.on))
        for h in span.session.scalars(query.order_by(Honour.on, Honour.id))
    )


def cadences(span: Span) -> tuple[facts.Cadence, ...]:
    """Read how often the rules in force on the cut-off day call for meetings."""
    query = sa.select(Rule).where(
        Rule.of_group(span.group.id), Rule.kind == RuleKind.CADENCE, Rule.in_force_on(span.as_of)
    )
    return tuple(
        facts.Cadence(
            kind=words(_MEETINGS[rule.subject]),
            amount=rule.amount,
            per=rule.per.label,
            source=rule.source,
        )
        for rule in span.session.scalars(query.order_by(Rule.id))
        if rule.amount and rule.per
    )


def plans(span: Span) -> tuple[facts.Plan, ...]:
    """Read what is planned for the year after, in the order of the outlook."""
    query = sa.select(Plan).where(Plan.of_group(span.group.id), Plan.year == span.year + 1)
    found = list(span.session.scalars(query.order_by(Plan.position, Plan.id)))
    found.sort(key=lambda plan: _SECTIONS.index(plan.section))
    return tuple(
        facts.Plan(section=plan.section.label, title=plan.title, text=plan.text) for plan in found
    )


def _moved(span: Span, day: InstrumentedAttribute[dt.date | None]) -> tuple[str, ...]:
    query = sa.select(Membership.unit_id).where(
        Membership.of_group(span.group.id), day.between(span.period.start, span.as_of)
    )
    found = span.session.scalars(query.order_by(day, Membership.id))
    return tuple(span.name(unit_id) for unit_id in found)


def _renamed(span: Span, unit_id: int) -> Iterator[facts.Former]:
    for past in span.units[unit_id].former_names:
        if past.until < span.as_of:
            yield facts.Former(name=past.name, until=past.until.isoformat(), now=span.name(unit_id))


def _gone(span: Span, membership: Membership) -> Iterator[facts.Former]:
    first_without = membership.ended_on
    if first_without is not None and first_without <= span.as_of:
        until = first_without - dt.timedelta(days=1)
        yield facts.Former(name=span.name(membership.unit_id), until=until.isoformat())
