import datetime as dt
from collections import Counter

from groupmgr.activities.asked import MEASURES
from groupmgr.activities.labels import ActivityState, Category, Confirmation, Measure
from groupmgr.activities.service.completeness import problems
from groupmgr.activities.version import Version
from groupmgr.kernel.credit import Decision


def test_there_are_more_than_400_activities_of_every_category_in_the_provincial_group(world, group):
    here = [a for a in world.activities if any(c.group_id == group.id for c in a.credits)]
    assert len(here) >= 400
    assert {activity.category for activity in here} == set(Category)
    assert {activity.ends_on.year for activity in here} == {2023, 2024}


def test_every_state_and_every_answer_is_there(world):
    assert {activity.state for activity in world.activities} == set(ActivityState)
    credits = [credit for activity in world.activities for credit in activity.credits]
    assert {credit.decision for credit in credits} == set(Decision)
    parties = [party for activity in world.activities for party in activity.parties]
    assert {party.confirmation for party in parties} == set(Confirmation)
    assert {len(activity.parties) for activity in world.activities} == set(range(1, 7))


def test_some_decisions_no_longer_hold_because_the_record_changed(world):
    stale = [
        credit
        for activity in world.activities
        for credit in activity.credits
        if credit.decided_version is not None and credit.decided_version < activity.version
    ]
    assert len(stale) >= 10


def test_what_was_handed_in_lacks_nothing(world):
    handed_in = [a for a in world.activities if a.state is not ActivityState.DRAFT]
    assert [problem for activity in handed_in for problem in problems(activity)] == []


def test_figures_are_those_the_category_asks_for_and_some_are_missing(world):
    for activity in world.activities:
        assert {figure.measure for figure in activity.figures} <= set(MEASURES[activity.category])
    trainings = [a for a in world.activities if a.category is Category.TRAINING]
    reported = [{figure.measure for figure in activity.figures} for activity in trainings]
    assert any(Measure.PERSON_TIMES not in measures for measures in reported)


def test_a_record_is_made_handed_in_and_decided_in_this_order(world):
    for activity in world.activities:
        assert activity.starts_on <= activity.ends_on
        if activity.submitted_on is None:
            continue
        assert activity.ends_on < activity.submitted_on
        for credit in activity.credits:
            if credit.decided_at is not None:
                decided = credit.decided_at.date()
                assert decided > activity.submitted_on or activity.version > 1


def test_reasons_are_given_where_they_are_owed(world):
    for activity in world.activities:
        assert bool(activity.void_reason) == (activity.state is ActivityState.VOID)
        for credit in activity.credits:
            needed = credit.decision in (Decision.RETURNED, Decision.EXCLUDED)
            assert bool(credit.reason) == needed


def test_every_version_that_was_decided_on_is_kept(world):
    kept = {(one.activity_id, one.version) for one in world.session.query(Version)}
    for activity in world.activities:
        if activity.submitted_on is not None:
            assert {(activity.id, n) for n in range(1, activity.version + 1)} <= kept


def test_the_versions_of_a_changed_record_differ(world):
    by_record = {}
    for one in world.session.query(Version):
        by_record.setdefault(one.activity_id, []).append(one.material)
    changed = [told for told in by_record.values() if len(told) > 1]
    assert changed
    assert all(first != second for first, second in changed)


def test_an_activity_is_credited_where_its_unit_was_a_member_that_day(world):
    units = {unit.id: unit for unit in world.units.values()}
    several = Counter()
    for activity in world.activities:
        home = {g.id for g in world.groups_on(units[activity.owner_unit_id], activity.ends_on)}
        assert {credit.group_id for credit in activity.credits} <= home
        several[len(activity.credits)] += 1
    assert several[2] > 20


def test_parties_were_members_of_some_group_that_day(world):
    units = {unit.id: unit for unit in world.units.values()}
    for activity in world.activities:
        for party in activity.parties:
            assert world.groups_on(units[party.unit_id], activity.ends_on)


def test_some_schools_lend_ten_people_and_some_do_not(world):
    lent = Counter()
    for activity in world.activities:
        if activity.category is Category.SECONDMENT and activity.ends_on.year == 2024:
            assert all(person.consented for person in activity.people)
            lent[activity.owner_unit_id] += len(activity.people)
    assert [many for many in lent.values() if many >= 10]
    assert [many for many in lent.values() if many < 10]


def test_titles_are_all_different_and_fit(world):
    titles = [activity.title for activity in world.activities]
    assert len(set(titles)) == len(titles)
    assert max(map(len, titles)) <= 80


def test_no_brace_or_former_name_is_left_in_the_words(world):
    for activity in world.activities:
        assert not set("{}") & set(activity.title + activity.summary + activity.place)
        if activity.ends_on > dt.date(2024, 3, 27):
            assert "曜石自动化" not in activity.summary
