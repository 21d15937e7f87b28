import datetime as dt
from collections import Counter

from groupmgr.demo.codes import credit_code
from groupmgr.groups.labels import TieKind
from groupmgr.groups.models import Honour, Plan, Rule, Tie
from groupmgr.members import credit_code as codes
from groupmgr.members.labels import SCHOOLS, MembershipState, Ownership, Rank, UnitKind
from groupmgr.members.people import Liaison, Person

END = dt.date(2024, 12, 31)


def test_the_provincial_group_has_94_units_in_the_proportions_of_such_a_group(world, group):
    kinds = Counter(unit.kind for unit in world.members_on(group, END))
    assert kinds.total() == 94
    assert kinds[UnitKind.ENTERPRISE] == 54
    assert kinds[UnitKind.COLLEGE] + kinds[UnitKind.VOCATIONAL_UNIVERSITY] == 8
    assert kinds[UnitKind.SECONDARY] + kinds[UnitKind.TECHNICIAN] == 22
    assert kinds[UnitKind.ASSOCIATION] == 6


def test_some_enterprises_sit_outside_the_province(world, group):
    outside = [u for u in world.members_on(group, END) if not u.region.startswith("云岭省")]
    assert len(outside) >= 5


def test_two_further_groups_and_a_branch_share_units_with_it(world, group):
    here = {unit.id for unit in world.members_on(group, END)}
    for key, many in (("lanshan", 20), ("beian", 12), ("nc", 16)):
        there = {unit.id for unit in world.members_on(world.groups[key], END)}
        assert len(there) == many
        assert there & here
    assert world.groups["nc"].parent_id == group.id


def test_every_credit_code_is_valid_and_nobody_s(world):
    held = [unit for unit in world.units.values() if unit.uscc]
    for unit in held:
        assert codes.fault(unit.uscc) is None
        assert codes.doubts(unit.uscc, unit.kind, unit.ownership) == []
        assert unit.uscc[2:4] in ("99", "98", "97", "96")
    assert len({unit.uscc for unit in held}) == len(held) == len(world.units) - 1


def test_a_code_follows_the_dice(world):
    kind, ownership = UnitKind.ENTERPRISE, Ownership.STATE
    made = {credit_code(world.dice, kind, ownership, "990102") for _ in range(40)}
    assert len(made) == 40
    assert all(codes.fault(code) is None for code in made)


def test_the_council_is_as_large_as_the_charter_allows(world, group):
    ranks = Counter(
        m.rank for m in world.memberships if m.group_id == group.id and m.ended_on is None
    )
    council = ranks.total() - ranks[Rank.MEMBER]
    standing = ranks[Rank.CHAIR] + ranks[Rank.VICE_CHAIR] + ranks[Rank.STANDING]
    assert ranks[Rank.CHAIR] == 1
    assert standing * 3 <= council


def test_units_came_went_merged_and_took_other_names(world, group):
    mine = [m for m in world.memberships if m.group_id == group.id]
    assert {m.joined_on.year for m in mine} >= {2023, 2024}
    assert [m.state for m in mine if m.ended_on].count(MembershipState.LEFT) == 2
    assert any(m.state is MembershipState.DEEMED_LEFT for m in mine)
    assert sum(bool(m.former_ranks) for m in mine) >= 5
    assert sum(bool(unit.former_names) for unit in world.units.values()) == 3
    assert [unit.name for unit in world.units.values() if unit.merged_into_id]


def test_names_hold_rare_characters(world):
    names = "".join(world.session.scalars(_of(Person.name)))
    assert set("堃喆祎昇𠮷〇") <= set(names)


def test_every_membership_has_one_liaison_officer(world):
    open_ = Counter(
        one.membership_id for one in world.session.query(Liaison) if one.ended_on is None
    )
    current = [m.id for m in world.memberships if m.ended_on is None]
    assert set(open_) == set(current)
    assert set(open_.values()) == {1}


def test_rules_are_dated_and_name_the_charter_of_the_demonstration(world):
    rules = world.session.query(Rule).all()
    assert all("（演示）第" in rule.source for rule in rules)
    assert any(rule.valid_until for rule in rules)
    quotas = {rule.subject: rule.amount for rule in rules if rule.each_school}
    assert (quotas["T01"], quotas["S02"]) == (10, 2)


def test_the_group_guides_17_sector_and_21_regional_groups(world):
    guided = [tie for tie in world.session.query(Tie) if tie.tie is TieKind.GUIDES]
    assert sorted(Counter(tie.kind.value for tie in guided).items()) == [
        ("regional", 21),
        ("sector", 17),
    ]


def test_plans_of_both_years_stand_in_the_three_parts_of_the_outlook(world, group):
    plans = [plan for plan in world.session.query(Plan) if plan.group_id == group.id]
    for year in (2024, 2025):
        assert len({plan.section for plan in plans if plan.year == year}) == 3
    assert world.session.query(Honour).count() >= 5


def test_every_school_that_teaches_has_statistics_but_for_the_silent(world, group):
    schools = [unit for unit in world.members_on(group, END) if unit.kind in SCHOOLS]
    assert len(schools) == 30
    assert all(unit.id in world.students for unit in schools)


def _of(column):
    return column.class_.__table__.select().with_only_columns(column)
