"""A group's own days off and worked weekends go before those that are announced."""

import datetime as dt

import pytest

from groupmgr.groups.holiday import DayKind, Holiday
from groupmgr.groups.holidays import at_work, calendar_of, save
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role
from tests.reading import words

# A Thursday and Friday, and the Sunday after.
THURSDAY, FRIDAY, SUNDAY = dt.date(2024, 4, 11), dt.date(2024, 4, 12), dt.date(2024, 4, 14)


@pytest.fixture
def group(make):
    return make.group()


@pytest.fixture
def lay_down(session, make, group):
    office = make.actor(make.account(Role.SECRETARIAT, group), group)

    def lay_down(first, last=None, kind=DayKind.OFF, who=office, name="三月三"):
        facts = {"name": name, "kind": kind, "first_on": first, "last_on": last, "source": "通知"}
        return save(session, who, Holiday(), facts)

    return lay_down


def test_what_the_group_laid_down_goes_before_what_was_announced(session, group, lay_down):
    lay_down(THURSDAY, FRIDAY)
    lay_down(SUNDAY, kind=DayKind.WORK, name="调休")
    days = calendar_of(session, group.id)
    told = [days.is_workday(THURSDAY + dt.timedelta(days=n)) for n in range(5)]
    assert told == [False, False, False, True, True]
    assert days.since(THURSDAY) == SUNDAY
    assert days.before(SUNDAY, 1) == dt.date(2024, 4, 10)
    assert days.before(dt.date(2024, 4, 16), 2) == SUNDAY


def test_days_off_are_those_of_one_group(session, make, group, lay_down):
    other = make.group()
    lay_down(FRIDAY)
    lay_down(SUNDAY, kind=DayKind.WORK, name="调休")
    assert at_work(session, FRIDAY) == {other.id}
    assert at_work(session, SUNDAY) == {group.id}
    assert at_work(session, THURSDAY) == {group.id, other.id}


def test_days_that_overlap_and_days_the_wrong_way_round_are_refused(session, make, group, lay_down):
    first = lay_down(THURSDAY, FRIDAY)
    with pytest.raises(RuleBroken, match="与“三月三”的日期重叠"):
        lay_down(FRIDAY, SUNDAY)
    with pytest.raises(RuleBroken, match="不能早于"):
        lay_down(SUNDAY, FRIDAY)
    with pytest.raises(RuleBroken, match="最多登记两个月"):
        lay_down(SUNDAY, dt.date(2025, 4, 14))
    clerk = make.actor(make.account(Role.STAFF, group), group)
    with pytest.raises(NotAllowed):
        lay_down(SUNDAY, who=clerk)
    assert session.query(Holiday).all() == [first]


def test_the_office_keeps_them_on_a_page_that_all_read(sign_in, group):
    office, clerk = sign_in(group=group), sign_in(Role.LEADER, group=group)
    facts = {
        "name": "三月三",
        "kind": "off",
        "first_on": "2024-04-11",
        "source": "桂政办〔2024〕1号",
    }
    office.post(f"{office.home}/holidays/new", data=facts)
    page = words(clerk.get(f"{clerk.home}/holidays/").text)
    assert "三月三" in page
    assert "桂政办〔2024〕1号" in page
    longer = facts | {"last_on": "2024-04-12", "revision": "1"}
    office.post(f"{office.home}/holidays/1", data=longer)
    assert "2024年4月11日—4月12日" in words(clerk.get(f"{clerk.home}/holidays/").text)
    assert clerk.post(f"{clerk.home}/holidays/1/drop").status_code == 403
    office.post(f"{office.home}/holidays/1/drop")
    assert "没有登记" in words(clerk.get(f"{clerk.home}/holidays/").text)
