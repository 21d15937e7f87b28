import datetime as dt

import pytest

from groupmgr.groups.labels import PeriodUnit, RuleKind
from groupmgr.groups.models import Rule
from groupmgr.meetings.labels import MeetingKind, MeetingState
from groupmgr.meetings.models import Meeting
from groupmgr.members.labels import UnitKind
from groupmgr.performance.attainment import Standing, attainments
from groupmgr.policy import Role


@pytest.fixture
def rule(stage):
    def lay_down(kind, subject, amount, **facts):
        since = {"valid_from": dt.date(2020, 1, 1), "source": "实施意见第六条"}
        named = {"kind": kind, "subject": subject, "amount": amount}
        return stage.make.add(Rule(group_id=stage.group.id, **since | named | facts))

    return lay_down


@pytest.fixture
def board(session, stage):
    def read(today, role=Role.STAFF, year=2024, **place):
        actor = stage.make.actor(stage.make.account(role, group=stage.group, **place), stage.group)
        return attainments(session, actor, year, today)

    return read


def meet(stage, day, **facts):
    at = dt.datetime.combine(day, dt.time(9))
    held = {"kind": MeetingKind.EXCHANGE, "state": MeetingState.HELD, "title": "政校企交流会"}
    place = {"group_id": stage.group.id, "starts_at": at, "ends_at": at}
    return stage.make.add(Meeting(**held | place | facts))


def test_a_cadence_stands_in_each_of_its_periods(stage, rule, board):
    rule(RuleKind.CADENCE, "exchange", 1, per=PeriodUnit.QUARTER)
    meet(stage, dt.date(2024, 3, 31))
    meet(stage, dt.date(2024, 6, 30), state=MeetingState.CANCELLED)
    meet(stage, dt.date(2024, 6, 30), kind=MeetingKind.COUNCIL)
    (found,) = board(dt.date(2024, 9, 20))
    assert [bucket.standing for bucket in found.buckets] == [
        Standing.MET,
        Standing.MISSED,
        Standing.SOON,
        Standing.NOT_BEGUN,
    ]
    assert [bucket.missing for bucket in found.buckets] == ["", *["还差 1 次"] * 3]
    (found,) = board(dt.date(2024, 9, 14))
    assert found.buckets[2].standing is Standing.RUNNING


def test_a_rule_counts_in_the_periods_that_end_while_it_holds(rule, board):
    from_july = {"valid_from": dt.date(2024, 7, 1)}
    rule(RuleKind.CADENCE, "push-forward", 1, per=PeriodUnit.HALF, **from_july)
    rule(RuleKind.CADENCE, "council", 1, per=PeriodUnit.YEAR, valid_until=dt.date(2024, 12, 30))
    (found,) = board(dt.date(2024, 9, 14))
    assert [bucket.name for bucket in found.buckets] == ["下半年"]
    assert board(dt.date(2023, 9, 14), year=2023)[0].rule.subject == "council"


def test_a_quota_is_held_against_the_exact_figure(stage, rule, board):
    rule(RuleKind.QUOTA, "S01", 100, per=PeriodUnit.YEAR)
    stage.training(stage.school, people=99)
    (found,) = board(dt.date(2025, 1, 1))
    assert found.buckets[0].standing is Standing.MISSED
    assert (found.buckets[0].reached, found.buckets[0].missing) == ("99 人次", "还差 1 人次")
    stage.training(stage.other, people=1)
    (found,) = board(dt.date(2025, 1, 1))
    assert found.buckets[0].standing is Standing.MET


def test_each_school_is_held_against_its_quota(stage, rule, board):
    rule(RuleKind.QUOTA, "S01", 100, per=PeriodUnit.YEAR, each_school=True)
    stage.training(stage.school, stage.make.unit(stage.group, kind=UnitKind.ENTERPRISE))
    (found,) = board(dt.date(2025, 1, 1))
    assert (found.buckets[0].reached, found.buckets[0].missing) == ("1/2 所", "1 所未达到")
    short = {school.name: school.missing for school in found.schools if not school.met}
    assert short == {stage.other.name: "未报"}
    (seen,) = board(dt.date(2025, 1, 1), Role.UNIT_CLERK, unit=stage.school)
    assert [school.name for school in seen.schools] == [stage.school.name]


def test_a_rule_on_something_unknown_is_left_out(rule, board):
    rule(RuleKind.QUOTA, "X99", 1, per=PeriodUnit.YEAR)
    assert board(dt.date(2024, 5, 1)) == []


def test_the_page_says_what_is_missing(sign_in, stage, rule):
    rule(RuleKind.CADENCE, "exchange", 1, per=PeriodUnit.QUARTER)
    rule(RuleKind.QUOTA, "T01", 10, per=PeriodUnit.YEAR, each_school=True)
    office = sign_in(group=stage.group)
    page = office.get(f"{office.home}/indicators/rules?year=2024").text
    for words in (
        "政校企交流会议",
        "第四季度",
        "未达标",
        "还差 1 次",
        "还差 10 人",
        "实施意见第六条",
    ):
        assert words in page
    assert "没有会议频次" in office.get(f"{office.home}/indicators/rules?year=2019").text
