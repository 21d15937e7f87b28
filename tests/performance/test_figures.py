"""Every figure against the slow recount, on random worlds."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.indicator import Indicator
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.upkeep.recount.base import Tables
from groupmgr.upkeep.recount.every import Every
from groupmgr.upkeep.recount.things import Thing
from groupmgr.upkeep.recount.things import told as added
from tests.performance.world import World

PERIODS = (
    Period.year(2024),
    Period(dt.date(2024, 1, 1), dt.date(2024, 6, 30)),
    Period(dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
)


def told(figure):
    return figure.value, figure.reported, figure.expected


@pytest.fixture
def drawn(session):
    """Draw a world; the one drawn before is forgotten."""

    def draw(chance):
        session.rollback()
        world = World(session, chance)
        world.fill()
        return world

    return draw


def bounded(examples):
    slow = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    told = {"deadline": None, "database": None, "derandomize": True}
    return settings(max_examples=examples, suppress_health_check=slow, **told)


@bounded(4)
@given(chance=st.randoms(use_true_random=False), period=st.sampled_from(PERIODS))
def test_every_figure_is_what_a_slow_recount_finds(drawn, session, chance, period):
    world = drawn(chance)
    group, unit = world.groups[0].id, world.pick(*world.units).id
    tables = Tables(session)
    beside = {one: CATALOGUE.beside(session, Scope(group, period, one)) for one in (None, unit)}
    for reading in Reading:
        slow = Every(tables, group, period.start, period.end, reading.value)
        for unit_id in (None, unit):
            found = CATALOGUE.read(session, Scope(group, period, unit_id, reading))
            assert found == beside[unit_id][reading]
            for code, figure in found.items():
                assert told(figure) == slow.told(code, unit_id), (code, reading, unit_id)


@bounded(6)
@given(chance=st.randoms(use_true_random=False), reading=st.sampled_from(Reading))
def test_units_less_what_they_share_is_the_group(drawn, session, chance, reading):
    world = drawn(chance)
    scope = Scope(world.groups[0].id, PERIODS[0], None, reading)
    span = scope.period.start, scope.period.end
    slow = Every(Tables(session), scope.group_id, *span, reading.value)
    for indicator in world.chance.sample(list(CATALOGUE), 24):
        by_unit = indicator.by_unit(session, scope)
        for unit_id, figure in by_unit.items():
            assert told(figure) == slow.told(indicator.code, unit_id), indicator.code
        if isinstance(indicator, Indicator):
            units = sum((figure.value or 0 for figure in by_unit.values()), Decimal(0))
            repeated = indicator.repeated(session, scope)
            group = indicator.read(session, scope).value or 0
            assert units - repeated.overlap + repeated.outside == group, indicator.code


@bounded(6)
@given(chance=st.randoms(use_true_random=False), reading=st.sampled_from(Reading))
def test_every_figure_is_its_listed_rows_and_its_months(drawn, session, chance, reading):
    world = drawn(chance)
    scope = Scope(world.groups[0].id, PERIODS[0], None, reading)
    for indicator in world.chance.sample(list(CATALOGUE), 24):
        for part in indicator.parts:
            figure = part.read(session, scope)
            rows = session.execute(part.records(scope)).all()
            assert len({row.id for row in rows}) == len(rows) == figure.expected
            assert told(figure) == added(
                _listed(part, rows), per=part.per, summed=bool(part.summed)
            )
            for row in rows:
                assert {*part.columns, part.record} <= set(row._mapping)
            if part.dated:
                months = part.by_month(session, scope).values()
                assert sum(one.value or 0 for one in months) == (figure.value or 0)
            assert sum(part.breakdown(session, scope).values()) in (0, figure.value)


def _listed(part, rows):
    return [Thing(row.id, row._mapping[part.summed] if part.summed else 1, set()) for row in rows]


def test_the_catalogue_is_explained():
    for indicator in CATALOGUE:
        for one in (indicator, *indicator.parts):
            assert one.definition.endswith("。"), one.code
            assert one.source, one.code
            assert one.name, one.code
            assert one.unit, one.code
