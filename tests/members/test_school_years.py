import datetime as dt

import pytest

from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.members.labels import UnitKind
from groupmgr.members.school_year_checks import doubts
from groupmgr.members.service import school_years
from groupmgr.members.statistics import SchoolYear
from groupmgr.policy import Role

FIGURES = {"teachers": 100, "general_teachers": 40, "programme_teachers": 60}


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def school(make, group):
    return make.unit(group, name="云岭机电职业学院")


@pytest.fixture
def office(make, group):
    return make.actor(make.account(group=group), group)


def report(session, actor, school, began=2023, **facts):
    record = SchoolYear(unit_id=school.id, began=began)
    return school_years.save(session, actor, school, record, facts)


def test_not_reported_is_not_zero(session, office, school):
    record = report(session, office, school, students=0)
    assert (record.students, record.graduates) == (0, None)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"programme_teachers": 10, "dual_qualified_teachers": 11}, "不能大于专业课专任教师数"),
        ({"practical_hours": 11, "total_hours": 10}, "实践性教学课时不能大于总课时"),
        (FIGURES | {"teachers": 99}, "之和应等于专任教师数"),
    ],
)
def test_figures_that_cannot_fit_are_refused(session, office, school, facts, words):
    with pytest.raises(RuleBroken, match=words):
        report(session, office, school, **facts)


def test_figures_that_fit_or_are_missing_are_taken(session, office, school):
    report(session, office, school, **FIGURES, dual_qualified_teachers=60)
    report(session, office, school, began=2022, teachers=100, general_teachers=40)


def test_what_is_unusual_is_asked_but_taken(session, office, school):
    last = report(session, office, school, began=2022, students=1000)
    record = report(session, office, school, students=4000, graduates=5000, staff=90, teachers=100)
    assert doubts(record, last) == [
        "专任教师数大于教职工总人数",
        "毕业生数大于在校生数",
        "在校生数与上一学年（1,000）相差 3 倍以上",
    ]


def test_schools_of_the_last_day_should_report_and_others_not(session, office, make, group, school):
    make.unit(group, kind=UnitKind.ENTERPRISE)
    late = make.unit(name="后来的学校")
    make.membership(group, late, joined_on=dt.date(2024, 9, 1))
    report(session, office, school, students=100)
    assert school_years.coverage(session, office, 2023) == school_years.Coverage(1, 1)
    assert school_years.coverage(session, office, 2024) == school_years.Coverage(0, 2)


def test_a_school_reports_itself_alone(session, make, group, school):
    clerk = make.actor(make.account(Role.UNIT_CLERK, group=group, unit=school), group)
    report(session, clerk, school, students=100)
    with pytest.raises(NotAllowed):
        report(session, clerk, make.unit(group), students=100)
    assert school_years.coverage(session, clerk, 2023) == school_years.Coverage(1, 1)


def test_only_schools_report(session, office, make, group):
    with pytest.raises(RuleBroken, match="只有学校"):
        report(session, office, make.unit(group, kind=UnitKind.ENTERPRISE), students=1)


def test_a_clerk_reports_and_the_list_counts_it(sign_in, group, school, make):
    make.unit(group, name="春城艺术学校")
    client = sign_in(Role.UNIT_CLERK, group=group, unit=school)
    page = f"{client.home}/school-years/{school.id}"
    facts = {"students": "１，２００", "has_certificate_pilot": "yes"}
    shown = client.post(f"{page}/2023/edit", data=facts, follow_redirects=True).text
    assert "1,200" in shown
    assert "是" in shown
    office = sign_in(group=group)
    listed = office.get(f"{office.home}/school-years/?year=2023").text
    assert "已报 1/2 所" in listed
    assert "春城艺术学校" in listed
    assert "春城艺术学校" not in client.get(f"{client.home}/school-years/?year=2023").text
    missing = office.get(f"{office.home}/school-years/?year=2023&missing=1").text
    assert "云岭机电职业学院" not in missing


def test_what_was_typed_stays_when_the_figures_do_not_fit(sign_in, group, school):
    client = sign_in(group=group)
    wrong = {"practical_hours": "11", "total_hours": "10", "has_certificate_pilot": "no"}
    page = client.post(f"{client.home}/school-years/{school.id}/2023/edit", data=wrong).text
    assert "不能大于总课时" in page
    assert 'value="11"' in page
    assert '<option selected value="no">' in page


def test_years_and_units_that_report_nothing_have_no_form(sign_in, group, school, make):
    client = sign_in(group=group)
    firm = make.unit(group, kind=UnitKind.ENTERPRISE)
    for path in (f"{school.id}/1999", f"{firm.id}/2023"):
        assert client.get(f"{client.home}/school-years/{path}/edit").status_code == 404


def test_the_list_asks_as_much_for_one_school_as_for_twenty(sign_in, group, make, statements):
    client = sign_in(group=group)

    def asked():
        with statements() as sent:
            client.get(f"{client.home}/school-years/?year=2023")
        return len(sent)

    make.unit(group)
    one = asked()
    for _ in range(19):
        make.unit(group)
    assert asked() == one
