"""The properties of counting, one test a sentence of docs/counting.md, on random data."""

import datetime as dt
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from groupmgr.activities.labels import ActivityState, Confirmation, PartyRole
from groupmgr.activities.models import Activity, Credit, Evidence, Party
from groupmgr.bases.models import BaseCredit
from groupmgr.catalogue import CATALOGUE
from groupmgr.handover.passing import Union, pass_on
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.indicator import Indicator
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.members.labels import NameChange, UnitState
from groupmgr.members.models import FormerName, Membership
from groupmgr.policy import Actor
from groupmgr.projects.agreements import AgreementCredit
from groupmgr.projects.models import ProjectCredit
from groupmgr.studios.models import StudioCredit
from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.every import Every
from groupmgr.upkeep.recount.things import Thing, told
from tests.performance.drawing import bounded, drawn

pytestmark = pytest.mark.slow

YEAR = Period.year(2024)
PERIODS = (
    YEAR,
    Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
    Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
)
# After every day that is drawn.
AFTERWARDS = dt.date(2031, 1, 1)
OF_RECORDS = {"activities.show", "bases.show", "studios.show", "projects.show"}
CHANCE = st.randoms(use_true_random=False)


def said(figure):
    return figure.value, figure.reported, figure.expected


@bounded(2)
@given(chance=CHANCE)
def test_a_party_a_second_file_or_a_second_group_never_changes_a_groups_total(session, chance):
    world = drawn(session, chance)
    scope = Scope(world.groups[0].id, YEAR)
    of_events = [one for one in CATALOGUE if all(part.marked for part in one.parts)]
    before = CATALOGUE.beside(session, scope)
    for activity in session.scalars(sa.select(Activity)).all():
        _add_to(world, activity)
    session.flush()
    after = CATALOGUE.beside(session, scope)
    assert of_events
    for reading in Reading:
        for one in of_events:
            assert said(after[reading][one.code]) == said(before[reading][one.code]), one.code


def _add_to(world, activity):
    """Add a unit that confirmed, one more of each file, and a group that approved."""
    there = world.session.scalars(sa.select(Party).filter_by(activity_id=activity.id)).all()
    absent = [unit for unit in world.units if unit.id not in {party.unit_id for party in there}]
    confirmed = {"confirmation": Confirmation.CONFIRMED, "confirmed_version": activity.version}
    of_activity = {"activity_id": activity.id}
    unit = world.pick(*absent)
    world.add(Party(unit_id=unit.id, role=PartyRole.PARTICIPANT, **of_activity, **confirmed))
    for proof in world.session.scalars(sa.select(Evidence).filter_by(**of_activity)).all():
        columns = {c.key for c in sa.inspect(Evidence).column_attrs} - {"id"}
        world.add(Evidence(**{name: getattr(proof, name) for name in columns}))
    decided = {"decision": Decision.APPROVED, "decided_version": activity.version}
    credit = sa.select(Credit).filter_by(group_id=world.groups[1].id, **of_activity)
    if world.session.scalar(credit) is None:
        world.add(Credit(group_id=world.groups[1].id, **of_activity, **decided))


@bounded(2)
@given(chance=CHANCE, reading=st.sampled_from(Reading))
def test_for_every_indicator_figure_is_its_rows_and_units_less_overlap_is_the_group(
    session, chance, reading
):
    world = drawn(session, chance)
    scope = Scope(world.groups[0].id, YEAR, None, reading)
    slow = Every(Tables(session), scope.group_id, YEAR.start, YEAR.end, reading.value)
    for indicator in CATALOGUE:
        listed = [_reduced(session, part, scope) for part in indicator.parts]
        keys = {thing.key for thing in slow.things(indicator.code)}
        assert listed[0] == keys, indicator.code
        by_unit = indicator.by_unit(session, scope)
        for unit_id, figure in by_unit.items():
            assert said(figure) == slow.told(indicator.code, unit_id), indicator.code
        if isinstance(indicator, Indicator):
            units = sum((figure.value or 0 for figure in by_unit.values()), Decimal(0))
            repeated = indicator.repeated(session, scope)
            group = indicator.read(session, scope).value or 0
            assert units - repeated.overlap + repeated.outside == group, indicator.code


def _reduced(session, part, scope):
    """Hold the figure against its rows, its months and its kinds; return the keys of the rows."""
    figure = part.read(session, scope)
    rows = session.execute(part.records(scope)).all()
    keys = {row.id for row in rows}
    assert len(keys) == len(rows) == figure.expected
    things = [Thing(row.id, row._mapping[part.summed] if part.summed else 1, set()) for row in rows]
    assert said(figure) == told(things, per=part.per, summed=bool(part.summed)), part.code
    for row in rows:
        assert {*part.columns, part.record} <= set(row._mapping)
    if part.dated:
        months = part.by_month(session, scope).values()
        assert sum(one.value or 0 for one in months) == (figure.value or 0), part.code
    assert sum(part.breakdown(session, scope).values()) in (0, figure.value), part.code
    return keys


@bounded(2)
@given(chance=CHANCE)
def test_a_draft_returned_voided_or_stale_credit_never_counts(session, chance):
    world = drawn(session, chance)
    scope = Scope(world.groups[0].id, YEAR)
    parts = [part for one in CATALOGUE for part in one.parts if part.opens in OF_RECORDS]
    for activity in session.scalars(sa.select(Activity)).all():
        world.pick(_draft, _void, _stale, _returned)(session, activity)
    for credit in (BaseCredit, StudioCredit, ProjectCredit, AgreementCredit):
        _decide(session, credit, world.pick(Decision.WAITING, Decision.RETURNED, Decision.EXCLUDED))
    session.flush()
    for part in parts:
        for reading in Reading:
            asked = Scope(scope.group_id, YEAR, None, reading)
            assert part.read(session, asked).expected == 0, part.code


def _draft(session, activity):
    activity.state = ActivityState.DRAFT


def _void(session, activity):
    activity.state = ActivityState.VOID


def _stale(session, activity):
    activity.version += 2


def _returned(session, activity):
    _decide(session, Credit, Decision.RETURNED, activity_id=activity.id)


def _decide(session, credit, decision, **which):
    for one in session.scalars(sa.select(credit).filter_by(**which)).all():
        one.decision = decision


@bounded(2)
@given(chance=CHANCE)
def test_a_rename_or_merge_of_a_unit_changes_no_past_figure_and_prints_the_name_of_the_day(
    session, chance
):
    world = drawn(session, chance)
    scope = Scope(world.groups[0].id, YEAR)
    parts = {part.code: part for one in CATALOGUE for part in one.parts}
    figures = CATALOGUE.beside(session, scope)
    listed = {code: _listed(session, part, scope) for code, part in parts.items()}
    for unit in world.units:
        _move_on(world, unit)
    session.flush()
    assert CATALOGUE.beside(session, scope) == figures
    for code, part in parts.items():
        assert _listed(session, part, scope) == listed[code], code


def _listed(session, part, scope):
    """Return the rows as the list shows them, and the units they are credited to."""
    shares = part.shares(scope).subquery()
    pairs = sa.select(shares.c.id, shares.c.unit_id)
    rows = session.execute(part.records(scope)).mappings().all()
    shown = {tuple((key, row[key]) for key in part.columns if key != "ended_on") for row in rows}
    return shown, {tuple(pair) for pair in session.execute(pairs)}


def _move_on(world, unit):
    """Give the unit another name, or let it go up in another, after all that was drawn."""
    change = world.pick(NameChange.RENAMED, NameChange.MERGED)
    world.add(FormerName(unit_id=unit.id, name=unit.name, until=AFTERWARDS, change=change))
    unit.name = f"后来的{unit.name}"
    if change is NameChange.MERGED:
        _unite(world, unit, AFTERWARDS)


def _unite(world, unit, since):
    """Let the unit go up in another one from a day on; what runs passes to that one."""
    into = world.pick(*[one for one in world.units if one is not unit])
    unit.state, unit.merged_into_id = UnitState.MERGED, into.id
    held = sa.select(Membership).filter_by(unit_id=unit.id, ended_on=None)
    for membership in world.session.scalars(held).all():
        membership.ended_on = max(since, membership.joined_on)
    world.session.flush()
    office = Actor(0, "秘书处", frozenset(), world.groups[0].id)
    pass_on(world.session, office, Union(unit, into, since))


@pytest.mark.slow
@bounded(2)
@given(chance=CHANCE, period=st.sampled_from(PERIODS))
def test_random_data_and_a_slow_plain_python_recount_are_equal(session, chance, period):
    world = drawn(session, chance)
    for merged in chance.sample(world.units, 2):
        _unite(world, merged, world.day())
    group, unit = world.groups[0].id, world.pick(*world.units).id
    tables = Tables(session)
    beside = {one: CATALOGUE.beside(session, Scope(group, period, one)) for one in (None, unit)}
    for reading in Reading:
        slow = Every(tables, group, period.start, period.end, reading.value)
        for unit_id in (None, unit):
            found = CATALOGUE.read(session, Scope(group, period, unit_id, reading))
            assert found == beside[unit_id][reading]
            for code, figure in found.items():
                assert said(figure) == slow.told(code, unit_id), (code, reading, unit_id)
