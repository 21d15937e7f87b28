"""What counts, and what does not, one sentence of counting.md at a time."""

import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.activities.detail_labels import TeacherKind
from groupmgr.activities.details import Seconded
from groupmgr.activities.labels import (
    ActivityState,
    Audience,
    Category,
    Confirmation,
    EvidenceKind,
    Measure,
)
from groupmgr.activities.models import AudienceOf, Credit, MediaReport, Party, Stated
from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.labels import RuleKind
from groupmgr.groups.models import Rule
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.levels import Level
from groupmgr.kernel.period import Period, Reading
from groupmgr.members.labels import NameChange, UnitState
from groupmgr.members.models import FormerName, Membership
from groupmgr.members.statistics import SchoolYear

EVENTS = ("S01", "S03", "S04", "S05", "K07", "G17", "C04", "T01")


@pytest.fixture
def read(session, stage):
    def value(code, **scope):
        session.commit()
        return CATALOGUE[code].read(session, stage.scope(**scope)).value

    return value


@pytest.mark.parametrize(
    "facts",
    [
        {"state": ActivityState.DRAFT},
        {"state": ActivityState.VOID},
        {"version": 2, "credit": {"decided_version": 1}},
        {"credit": {"decision": Decision.WAITING}},
        {"credit": {"decision": Decision.RETURNED}},
        {"credit": {"decision": Decision.EXCLUDED}},
        {"ends_on": dt.date(2025, 1, 1)},
        {"starts_on": dt.date(2023, 12, 30), "ends_on": dt.date(2023, 12, 31)},
    ],
)
def test_what_is_not_approved_as_it_stands_or_not_of_the_year_never_counts(stage, read, facts):
    stage.training(stage.school)
    stage.training(stage.school, **facts)
    assert read("S01") == 100
    assert read("S01", unit=stage.school) == 100


def test_parties_files_and_groups_change_no_total_of_the_event(stage, session, read):
    activity = stage.training(stage.school)
    before = {code: read(code) for code in EVENTS}
    session.add(Party(activity_id=activity.id, unit_id=stage.other.id, role="participant"))
    stage.proof(activity)
    stage.proof(activity)
    approved = {"decision": Decision.APPROVED, "decided_version": 1}
    session.add(Credit(activity_id=activity.id, group_id=stage.make.group().id, **approved))
    session.commit()
    assert {code: read(code) for code in EVENTS} == before | {"K07": 100}
    assert read("S01", unit=stage.other) == 100


def test_a_unit_counts_in_full_and_the_overlap_is_named(stage, session):
    stage.training(stage.school, stage.other, people=60)
    stage.training(stage.school, people=40)
    stage.training(stage.make.unit(), people=7)
    indicator, scope = CATALOGUE["S01"], stage.scope()
    by_unit = {key: figure.value for key, figure in indicator.by_unit(session, scope).items()}
    assert by_unit == {stage.school.id: 100, stage.other.id: 60}
    repeated = indicator.repeated(session, scope)
    assert (repeated.overlap, repeated.shared) == (60, 1)
    assert (repeated.outside, repeated.unshared) == (7, 1)
    assert sum(by_unit.values()) - 60 + 7 == indicator.read(session, scope).value == 107


def test_what_nobody_reported_is_not_zero(stage, session):
    stage.training(stage.school, people=None)
    figure = CATALOGUE["S01"].read(session, stage.scope())
    assert (figure.value, figure.reported, figure.expected) == (None, 0, 1)
    stage.training(stage.school, people=0)
    figure = CATALOGUE["S01"].read(session, stage.scope())
    assert (figure.value, figure.reported, figure.expected) == (0, 1, 2)
    ratio = CATALOGUE["S02"].read(session, stage.scope())
    assert (ratio.value, ratio.denominator, ratio.expected) == (None, None, 2)


def test_a_new_name_or_a_merger_changes_no_past_figure(stage, session, read):
    stage.training(stage.school)
    before = {one.code: read(one.code) for one in CATALOGUE}
    was = stage.school.name
    merged = {"until": dt.date(2025, 3, 1), "change": NameChange.MERGED}
    stage.make.add(FormerName(unit_id=stage.school.id, name=was, **merged))
    stage.school.name, stage.school.state = "新的职业大学", UnitState.MERGED
    stage.school.merged_into_id = stage.other.id
    held = sa.select(Membership).where(Membership.unit_id == stage.school.id)
    session.scalars(held).one().ended_on = dt.date(2025, 3, 2)
    session.commit()
    assert {one.code: read(one.code) for one in CATALOGUE} == before
    rows = session.execute(CATALOGUE["S01"].records(stage.scope(unit=stage.school))).all()
    assert [row.owner for row in rows] == [was]


def test_the_readings_ask_for_more(stage, session, read):
    activity = stage.training(stage.school, stage.other)
    assert read("S01", reading=Reading.CONFIRMED) is None
    asked = sa.select(Party).where(Party.unit_id == stage.other.id)
    partner = session.scalars(asked).one()
    partner.confirmation, partner.confirmed_version = Confirmation.CONFIRMED, 1
    assert read("S01", reading=Reading.CONFIRMED) == 100
    partner.confirmed_version = None
    assert read("S01", reading=Reading.CONFIRMED) is None
    partner.confirmation = Confirmation.NOT_NEEDED
    assert read("S01", reading=Reading.CONFIRMED) == 100

    stage.proof(activity)
    stage.proof(activity, Measure.PERSON_TIMES, url="https://example.com")
    assert read("S01", reading=Reading.EVIDENCED) is None
    stage.proof(activity, Measure.PERSON_TIMES)
    assert read("S01", reading=Reading.EVIDENCED) == 100


def test_training_of_students_alone_is_no_service_to_society(stage, read):
    students = stage.training(stage.school)
    stage.make.add(AudienceOf(activity_id=students.id, audience=Audience.STUDENTS))
    assert read("S01") is None
    stage.make.add(AudienceOf(activity_id=students.id, audience=Audience.STAFF))
    assert read("S01") == 100


def test_income_counts_with_a_voucher_in_wan(stage, read):
    activity = stage.training(stage.school)
    stage.make.add(Stated(activity_id=activity.id, measure=Measure.INCOME, value=120_050))
    stage.proof(activity)
    assert read("S05") is None
    stage.proof(activity, kind=EvidenceKind.VOUCHER)
    assert f"{read('S05').normalize():f}" == "12.005"


def test_a_person_lent_twice_is_one_person(stage, read):
    activity = stage.training(stage.school, stage.other, category=Category.SECONDMENT)
    lent = {
        "activity_id": activity.id,
        "from_unit_id": stage.school.id,
        "to_unit_id": stage.other.id,
        "direction": "to-enterprise",
        "since": dt.date(2023, 11, 1),
        "until": dt.date(2024, 1, 1),
    }
    for name, consented in (("张三", True), ("张三", True), ("李四", True), ("王五", False)):
        stage.make.add(Seconded(name=name, consented=consented, **lent))
    assert read("T01") == 2
    assert read("T01", unit=stage.other) == 2
    assert read("T01", period=Period.year(2025)) == 0


def practised(stage, name, *spans, kind=TeacherKind.PROGRAMME, **facts):
    """A practice of one teacher in spans of days, approved as it stands."""
    activity = stage.training(stage.school, stage.other, category=Category.TEACHER_PRACTICE)
    ends = {"from_unit_id": stage.school.id, "to_unit_id": stage.other.id}
    for since, until in spans:
        days = {"since": dt.date.fromisoformat(since), "until": dt.date.fromisoformat(until)}
        told = {"name": name, "teacher_kind": kind, "direction": "to-enterprise"} | ends | days
        stage.make.add(Seconded(activity_id=activity.id, **told | facts))


def test_days_of_a_person_count_once_however_many_records_name_them(stage, read):
    practised(stage, "林晓", ("2024-07-01", "2024-07-10"), ("2024-07-05", "2024-07-12"))
    practised(stage, "林晓", ("2024-07-01", "2024-07-31"), ("2024-07-02", "2024-07-03"))
    assert (read("T03c"), read("T03b")) == (31, 1)
    practised(stage, "林晓", ("2024-08-01", "2024-08-01"), ("2023-12-30", "2024-01-02"))
    practised(stage, "周宁", ("2024-07-01", "2024-07-02"))
    assert (read("T03c"), read("T03b")) == (31 + 1 + 2 + 2, 2)
    assert read("T03c", unit=stage.school) == 36
    assert read("T03c", unit=stage.other) is None
    assert read("T03c", period=Period.year(2023)) == 2


def test_teachers_are_held_against_the_days_of_the_rule_in_force(stage, read):
    year = {"unit_id": stage.school.id, "began": 2023, "teachers": 4, "programme_teachers": 2}
    stage.make.add(SchoolYear(**year))
    practised(stage, "林晓", ("2024-07-01", "2024-07-30"))
    practised(stage, "周宁", ("2024-07-01", "2024-07-29"), kind=TeacherKind.GENERAL)
    assert read("T03") is None
    rule = {"group_id": stage.group.id, "kind": RuleKind.PRACTICE, "source": "实施方案"}
    for subject, amount in (("year", 30), ("five-years", 60)):
        asked = {"subject": subject, "amount": amount, "valid_from": dt.date(2024, 1, 1)}
        stage.make.add(Rule(**rule | asked))
    assert (read("T03"), read("T02"), read("T05")) == (25, 0, 15)
    practised(stage, "林晓", ("2020-01-01", "2020-01-30"), ("2018-01-01", "2018-12-31"))
    assert read("T02") == 50
    practised(stage, "周宁", ("2020-01-01", "2020-03-30"), kind=TeacherKind.GENERAL)
    assert read("T02") == 50


def test_a_story_counts_once_at_its_highest_level(stage, session, read):
    first, second = stage.training(stage.school), stage.training(stage.other)
    story = {
        "title": "产教融合见实效",
        "outlet": "日报",
        "url": "https://x.cn/1",
        "on": dt.date(2024, 6, 1),
    }
    for activity, level in ((first, Level.CITY), (second, Level.PROVINCIAL)):
        stage.make.add(MediaReport(activity_id=activity.id, level=level, **story))
    assert read("C04") == 1
    assert CATALOGUE["C04"].breakdown(session, stage.scope()) == {"省级": 1}
    assert read("C04", unit=stage.school) == read("C04", unit=stage.other) == 1


def test_the_days_to_report_are_the_rule_of_the_day_or_fifteen(stage, read):
    day = dt.date(2024, 5, 6)
    stage.training(stage.school, submitted_on=day + dt.timedelta(days=15))
    stage.training(stage.school, submitted_on=day + dt.timedelta(days=16))
    assert read("G17") == 50
    rule = {"subject": "activity", "source": "填报办法", "valid_from": dt.date(2024, 1, 1)}
    stage.make.add(Rule(group_id=stage.group.id, kind=RuleKind.REPORTING, amount=30, **rule))
    assert read("G17") == 100
