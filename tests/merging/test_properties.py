"""What holds whatever two records say (counting.md, Properties the tests hold)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groupmgr.activities.asked import MEASURES
from groupmgr.activities.labels import Category, Measure, PartyRole
from groupmgr.activities.models import Activity, Party, Stated
from groupmgr.activities.service import drafting
from groupmgr.catalogue import CATALOGUE
from groupmgr.kernel.measure import Adds
from groupmgr.kernel.period import Period, Reading, Scope
from groupmgr.merging import joining, planning
from groupmgr.policy import Role
from tests.activities.makers import DAY
from tests.merging.makers import TIMES, funds

pytestmark = pytest.mark.slow

ASKED = MEASURES[Category.TRAINING]
WHOLE = [one for one in ASKED if one.semantics.adds is Adds.PER_ACTIVITY]
SHARED = [one for one in ASKED if one.semantics.adds is Adds.PER_PARTY]
APPROVED = Reading.APPROVED
VALUES = st.integers(0, 5).map(Decimal)
STATED = st.fixed_dictionaries(
    {},
    optional={
        **{(one, None): VALUES for one in WHOLE},
        **{(one, unit): VALUES for one in SHARED for unit in (1, 2, 3)},
    },
)


def record(owner, stated):
    """A record of a unit that states these figures, with every party that states one."""
    units = sorted({owner, *(unit for _, unit in stated if unit)})
    parties = {unit: Party(unit_id=unit, role=PartyRole.PARTICIPANT) for unit in units}
    figures = [
        Stated(measure=measure, party=parties.get(unit), value=value)
        for (measure, unit), value in stated.items()
    ]
    return Activity(
        category=Category.TRAINING,
        owner_unit_id=owner,
        parties=list(parties.values()),
        figures=figures,
    )


@given(STATED, STATED, st.data())
def test_merging_adds_no_two_values_and_loses_none_that_stands_alone(mine, theirs, data):
    kept, gone = record(1, mine), record(2, theirs)
    clashing = [key for key in mine.keys() & theirs.keys() if mine[key] != theirs[key]]
    chosen = {planning.figure_key(*key): data.draw(st.booleans()) for key in clashing}
    merged = planning.figures(kept, gone, chosen)
    assert merged.keys() == mine.keys() | theirs.keys()
    for key, value in merged.items():
        holds = theirs if chosen.get(planning.figure_key(*key)) else mine
        assert value == holds.get(key, theirs.get(key))


@given(STATED, STATED)
def test_which_record_stays_changes_no_figure_once_the_same_values_are_chosen(mine, theirs):
    one, other = record(1, mine), record(2, theirs)
    keys = {planning.figure_key(*key) for key in mine.keys() & theirs.keys()}
    assert planning.figures(one, other, dict.fromkeys(keys, False)) == planning.figures(
        other, one, dict.fromkeys(keys, True)
    )


def read(session, group):
    """Return every figure of the group in every reading, and of every unit."""
    session.commit()
    found = {}
    for reading in Reading:
        scope = Scope(group.id, Period.year(DAY.year), None, reading)
        for code, figure in CATALOGUE.read(session, scope).items():
            found[reading, code] = figure
            found[reading, code, "units"] = dict(CATALOGUE[code].by_unit(session, scope))
    return found


@pytest.fixture
def counted(doubles):
    """Two approved records of one event, each with evidence of what it states."""
    kept, gone = doubles.pair()
    for one in (kept, gone):
        doubles.prove(one, measure=Measure.PERSON_TIMES)
        doubles.prove(one, measure=Measure.FUNDS)
    return [doubles.approve(doubles.again(one)) for one in (kept, gone)]


def test_merging_counts_the_event_once_for_the_group_and_for_each_party(doubles, session, counted):
    before = read(session, doubles.group)
    doubles.merge(*counted, approves=True)
    after = read(session, doubles.group)
    was, now = before[APPROVED, "S01"], after[APPROVED, "S01"]
    assert (was.value, now.value) == (640, 320)
    by_unit = after[APPROVED, "S01", "units"]
    for unit in (doubles.school, doubles.firm):
        assert by_unit[unit.id].value == 320
    assert planning.stated(doubles.again(counted[0])) == {
        TIMES: 320,
        funds(doubles.school): 100,
        funds(doubles.firm): 200,
    }


def test_merge_then_undo_ends_in_the_same_figures(doubles, session, counted):
    before = read(session, doubles.group)
    merged = doubles.merge(*counted, approves=True)
    assert read(session, doubles.group) != before
    doubles.undo(merged)
    assert read(session, doubles.group) == before


def test_another_party_file_and_group_change_no_total_of_the_event(doubles, session):
    activity = doubles.reported(figures={TIMES: 320})
    doubles.prove(activity, measure=Measure.PERSON_TIMES)
    activity = doubles.approve(doubles.again(activity))
    before = read(session, doubles.group)[APPROVED, "S01"]
    clerk = doubles.clerk_of[doubles.firm.id]
    draft = doubles.prove(doubles.draft(clerk), url="https://example.com/second")
    asked = joining.ask(
        session,
        clerk,
        draft,
        activity,
        role=PartyRole.PARTICIPANT,
        figures={Measure.FUNDS: 200},
        remark="",
        gives_draft=True,
    )
    joining.accept(session, doubles.clerk_of[doubles.school.id], asked)
    other = doubles.make.group()
    office = doubles.person(Role.STAFF, group=other)
    doubles.make.membership(other, doubles.school)
    offered = {"groups": [doubles.group.id, other.id]}
    activity = doubles.again(activity)
    drafting.save(session, doubles.clerk_of[doubles.school.id], activity, offered)
    doubles.approve(doubles.approve(doubles.again(activity)), office)
    for group in (doubles.group, other):
        assert read(session, group)[APPROVED, "S01"] == before
