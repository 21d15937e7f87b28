import datetime as dt

import pytest
import sqlalchemy as sa

from groupmgr.catalogue import CATALOGUE
from groupmgr.groups.labels import PlanSection
from groupmgr.kernel.errors import RuleBroken
from groupmgr.kernel.period import Period, Scope
from groupmgr.members.labels import NameChange, UnitKind
from groupmgr.members.models import FormerName, Membership
from groupmgr.reports.collect.year import collect
from groupmgr.reports.facts import Former
from tests.reports.makers import YearMaker

END = dt.date(2024, 12, 31)


@pytest.fixture
def year(session):
    return YearMaker(session)


@pytest.fixture
def group(year):
    """A group with two schools, an enterprise, and something of everything."""
    group = year.group()
    schools = [year.unit(group), year.unit(group)]
    firm = year.unit(group, kind=UnitKind.ENTERPRISE)
    year.activity(group, schools[0], firm, people=320)
    year.activity(group, schools[1], schools[0], people=80)
    year.activity(group, schools[1], people=1000, approved=False)
    year.meeting(group, *schools, firm)
    year.base(group, schools[0], firm)
    year.project(group, schools[0], firm)
    year.rule(group)
    year.plan(group, section=PlanSection.METHODS, title="适应形势")
    year.plan(group)
    return group


def figures(facts):
    return {figure.code: figure for figure in facts.figures}


def test_every_figure_is_that_of_the_indicator(session, group):
    found = figures(collect(session, group, 2024, END))
    scope = Scope(group.id, Period.year(2024))
    assert list(found) == [indicator.code for indicator in CATALOGUE]
    for indicator in CATALOGUE:
        value = indicator.read(session, scope).value
        assert found[indicator.code].value == (
            None if value is None else f"{value:.{indicator.decimals}f}"
        )


def test_a_counted_figure_is_the_number_of_its_records(session, group):
    found = figures(collect(session, group, 2024, END))
    counting = [i for i in CATALOGUE if i.parts == (i,) and not i.summed and i.record == "id"]
    assert len(counting) > 20
    for indicator in counting:
        figure = found[indicator.code]
        assert figure.value == str(len(figure.records)), indicator.code


def test_only_what_was_approved_is_told(session, group):
    facts = collect(session, group, 2024, END)
    assert len(facts.activities) == 2
    training = figures(facts)["S01"]
    assert training.value == "400"
    assert training.overlap == "400"
    assert set(training.records) == {activity.number for activity in facts.activities}


def test_the_records_are_told_with_their_units(session, group):
    facts = collect(session, group, 2024, END)
    assert facts.meetings[0].attended == 2
    assert facts.meetings[0].invited == 3
    assert facts.follow_ups[0].open
    assert facts.bases[0].running
    assert facts.projects[0].goes_on
    assert facts.projects[0].next_steps == "组织第二学年岗位实习"
    assert [plan.title for plan in facts.plans] == ["协同优化专业设置", "适应形势"]
    assert facts.cadences[0].kind == "政校企交流会议"
    assert len(facts.activities[0].units) == 2


def test_last_years_values_are_told_only_where_there_are_any(session, group, year):
    assert all(figure.previous is None for figure in collect(session, group, 2024, END).figures)
    last = dt.date(2023, 6, 1)
    unit = year.unit(group)
    year.activity(group, unit, people=50, starts_on=last, ends_on=last)
    facts = collect(session, group, 2024, END)
    assert figures(facts)["S01"].previous == "50"
    assert facts.months_before[5] == 1


def test_a_unit_is_called_what_it_was_called_on_the_day(session, group, year):
    unit = year.unit(group, name="新名学院")
    former = {"name": "旧名学校", "until": dt.date(2024, 6, 30), "change": NameChange.RENAMED}
    year.add(FormerName(unit_id=unit.id, **former))
    year.activity(group, unit)
    facts = collect(session, group, 2024, END)
    assert facts.activities[-1].units == ("旧名学校",)
    assert "新名学院" in [member.name for member in facts.members]


def test_names_that_are_right_no_more_are_told_with_their_last_days(session, group, year):
    renamed, gone, staying = (year.unit(group) for _ in range(3))
    former = {"name": "旧名学校", "until": dt.date(2024, 6, 30), "change": NameChange.RENAMED}
    year.add(FormerName(unit_id=renamed.id, **former))
    for unit, day in ((gone, dt.date(2024, 3, 1)), (staying, dt.date(2025, 3, 1))):
        query = sa.select(Membership).where(Membership.unit_id == unit.id)
        session.scalars(query).one().ended_on = day
    session.commit()
    assert collect(session, group, 2024, END).former == (
        Former(name="旧名学校", until="2024-06-30", now=renamed.name),
        Former(name=gone.name, until="2024-02-29"),
    )


def test_a_cut_off_day_within_the_year_leaves_out_what_came_later(session, group):
    facts = collect(session, group, 2024, dt.date(2024, 4, 30))
    assert facts.activities == ()
    assert facts.as_of == "2024-04-30"
    assert facts.projects == ()


def test_a_cut_off_day_before_the_year_is_refused(session, group):
    with pytest.raises(RuleBroken, match="数据截止日"):
        collect(session, group, 2024, dt.date(2023, 12, 31))


def test_what_was_not_reported_is_named(session, group):
    facts = collect(session, group, 2024, END)
    assert [missing.subject for missing in facts.missing] == [
        "2023—2024学年在校生数",
        "2023—2024学年实训基地学年统计",
    ]
    assert facts.missing[0].reason.startswith("2所院校未报")


def test_the_number_of_queries_does_not_grow(session, group, year, statements):
    def asked():
        session.expire_all()
        with statements() as sent:
            collect(session, group, 2024, END)
        return len(sent)

    few = asked()
    for _ in range(8):
        unit, other = year.unit(group), year.unit(group)
        year.activity(group, unit, people=5)
        year.meeting(group, unit, other)
        year.base(group, unit, other)
        year.project(group, unit, other)
    assert asked() == few
