import datetime as dt

import pytest

from groupmgr.groups import plans, rules, service
from groupmgr.groups.labels import GroupKind, PeriodUnit, PlanSection, RuleKind
from groupmgr.groups.models import Honour, Plan, Tie
from groupmgr.journal.service import history
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.kernel.levels import Level, Standing
from groupmgr.policy import Role

HONOUR = {
    "title": "省级示范性职教集团",
    "level": Level.PROVINCIAL,
    "standing": Standing.RECOMMENDED,
}


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


def on(year, month=1, day=1):
    return dt.date(year, month, day)


def cadence(amount=1, valid_from=None, **more):
    return {
        "subject": "council",
        "amount": amount,
        "per": PeriodUnit.YEAR,
        "source": "集团章程第十二条",
        "valid_from": valid_from or on(2020),
    } | more


def test_a_new_rule_ends_the_old_one_the_day_before_and_leaves_its_words(session, office):
    old = rules.lay_down(session, office, RuleKind.CADENCE, cadence(1))
    new = rules.lay_down(session, office, RuleKind.CADENCE, cadence(2, on(2024, 3)))
    assert (old.amount, old.valid_until) == (1, on(2024, 2, 29))
    assert (new.amount, new.valid_until) == (2, None)
    book = rules.book(session, office, on(2024, 6))
    assert (book.rules, book.ended) == ([new], [old])
    assert history(session, old)[0].deed == "终止规则（会议频次）"


def test_rules_on_other_subjects_stay(session, office):
    old = rules.lay_down(session, office, RuleKind.CADENCE, cadence())
    rules.lay_down(session, office, RuleKind.CADENCE, cadence(subject="assembly"))
    rules.lay_down(session, office, RuleKind.NOTICE, cadence(10, on(2024)))
    assert old.valid_until is None


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (RuleKind.CADENCE, cadence(per=None), "请填写"),
        (RuleKind.QUORUM, cadence(), "请填写"),
        (RuleKind.QUORUM, cadence(numerator=3, denominator=2), "分子不能大于分母"),
    ],
)
def test_a_rule_says_what_its_kind_asks_for(session, office, kind, facts, words):
    with pytest.raises(RuleBroken, match=words):
        rules.lay_down(session, office, kind, facts)


def test_a_rule_begins_after_the_one_it_follows_and_ends_once(session, office):
    rule = rules.lay_down(session, office, RuleKind.CADENCE, cadence())
    with pytest.raises(RuleBroken, match="要更晚"):
        rules.lay_down(session, office, RuleKind.CADENCE, cadence(2))
    with pytest.raises(RuleBroken, match="不能早于"):
        rules.lift(session, office, rule, on(2019))
    rules.lift(session, office, rule, on(2023))
    with pytest.raises(RuleBroken, match="已有终止日期"):
        rules.lift(session, office, rule, on(2024))


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (RuleKind.CADENCE, cadence(2, per=PeriodUnit.HALF), "每半年至少 2 次"),
        (RuleKind.QUOTA, cadence(10, each_school=True), "每校每年至少 10"),
        (RuleKind.QUORUM, cadence(numerator=2, denominator=3), "达到 2/3 以上"),
        (RuleKind.MAJORITY, cadence(numerator=1, denominator=2, exceeding=True), "超过 1/2"),
        (
            RuleKind.MAJORITY,
            cadence(numerator=2, denominator=3, of_all=True),
            "全体应到的 2/3 以上",
        ),
        (RuleKind.NOTICE, cadence(10), "10 天"),
        (RuleKind.TERM, cadence(5), "5 年"),
    ],
)
def test_rules_read_as_sentences(session, office, kind, facts, words):
    assert rules.words(rules.lay_down(session, office, kind, facts)) == words


def test_plans_stand_in_their_order_and_can_be_moved_and_dropped(session, office):
    def plan(title):
        facts = {"year": 2025, "section": PlanSection.SCHOOLS, "title": title, "text": "目标"}
        return plans.save(session, office, Plan(), facts)

    def titles():
        found = plans.of_year(session, office, 2025)[PlanSection.SCHOOLS]
        return [(one.position, one.title) for one in found]

    first, second, third = plan("甲"), plan("乙"), plan("丙")
    plans.move(session, office, third, -1)
    assert titles() == [(1, "甲"), (2, "丙"), (3, "乙")]
    plans.drop(session, office, first)
    assert titles() == [(1, "丙"), (2, "乙")]
    moved = {"year": 2026, "section": PlanSection.SCHOOLS, "title": "乙", "text": "目标"}
    plans.save(session, office, second, moved)
    assert plans.years(session, office) == [2026, 2025]


def test_a_recommendation_becomes_a_selection_and_the_journal_says_both(session, office):
    honour = service.save(session, office, Honour(), HONOUR)
    service.save(session, office, honour, HONOUR | {"standing": Standing.SELECTED})
    entry = history(session, honour)[0]
    assert (entry.before["standing"], entry.after["standing"]) == ("recommended", "selected")


def test_a_tie_does_not_end_before_it_began(session, office):
    facts = {
        "name": "某联合体",
        "kind": GroupKind.CITY_CONSORTIUM,
        "since": on(2024),
        "until": on(2023),
    }
    with pytest.raises(RuleBroken, match="不能早于"):
        service.save(session, office, Tie(), facts)


def test_units_read_the_group_and_change_nothing(session, make, group):
    clerk = make.actor(make.account(Role.UNIT_ADMIN, group=group), group)
    for forbidden in (
        lambda: service.edit(session, clerk, group, {"name": "另一集团"}),
        lambda: service.save(session, clerk, Honour(), HONOUR),
        lambda: rules.lay_down(session, clerk, RuleKind.CADENCE, cadence()),
        lambda: plans.save(session, clerk, Plan(), {"year": 2025}),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_only_a_system_administrator_sets_up_a_group(session, make, group):
    facts = {"code": "nanhu", "name": "南湖职教联盟", "short_name": "南湖联盟"}
    facts |= {"kind": GroupKind.ALLIANCE, "parent_id": group.id}
    secretary = service.founder(session, make.account(group=group))
    with pytest.raises(NotAllowed):
        service.add(session, secretary, facts)
    founder = service.founder(session, make.account(Role.SYSTEM))
    made = service.add(session, founder, facts)
    assert made.parent_id == group.id
    with pytest.raises(RuleBroken, match="已被另一个集团使用"):
        service.add(session, founder, facts)
    with pytest.raises(RuleBroken, match="小写字母"):
        service.add(session, founder, facts | {"code": "南湖"})
