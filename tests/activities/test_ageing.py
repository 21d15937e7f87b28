import datetime as dt

import pytest

from groupmgr.activities.labels import Urgency
from groupmgr.activities.models import Activity
from groupmgr.activities.service import ageing, deciding
from groupmgr.groups import rules
from groupmgr.groups.labels import RuleKind
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from groupmgr.policy import Role


def days_ago(days):
    return today() - dt.timedelta(days=days)


@pytest.fixture
def limit(stage, session):
    """From 100 days ago records are decided within 30 days, from 20 days ago within 10."""
    admin = stage.person(Role.SECRETARIAT)
    for amount, since in ((30, days_ago(100)), (10, days_ago(20))):
        facts = {"subject": "activity", "amount": amount, "source": "章程", "valid_from": since}
        rules.lay_down(session, admin, RuleKind.DECIDING, facts)


def waiting(stage, session, days):
    activity = stage.submitted()
    activity.submitted_on = days_ago(days)
    session.flush()
    return activity


def test_the_limit_is_that_of_the_day_on_which_the_record_was_handed_in(stage, session, limit):
    found = ageing.limits(session, stage.group.id)
    ages = {
        days: ageing.age(waiting(stage, session, days), stage.group.id, found)
        for days in (0, 8, 12, 21, 28, 31, 120)
    }
    assert {days: (age.left, age.urgency) for days, age in ages.items()} == {
        0: (10, None),
        8: (2, Urgency.SOON),
        12: (-2, Urgency.OVERDUE),
        21: (9, None),
        28: (2, Urgency.SOON),
        31: (-1, Urgency.OVERDUE),
        120: (None, None),
    }
    assert ages[0].words == "今天提交，离时限还有 10 天"
    assert ages[12].words == "已提交 12 天，超过时限 2 天"
    assert ages[120].words == "已提交 120 天"
    for urgency in Urgency:
        query = session.query(Activity).filter(ageing.is_urgent(urgency, found))
        matched = {(today() - one.submitted_on).days for one in query}
        assert matched == {days for days, age in ages.items() if age.urgency is urgency}


def test_what_is_decided_waits_no_more(stage, session):
    activity = stage.submitted()
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    assert ageing.age(activity, stage.group.id, []) is None


def test_the_list_is_narrowed_and_sorted_by_how_long_records_wait(stage, sign_in, session, limit):
    titles = {days: f"等了{days}天" for days in (5, 12, 40)}
    for days, title in titles.items():
        waiting(stage, session, days).title = title
    session.commit()
    office = sign_in(Role.STAFF, group=stage.group)

    def listed(query):
        page = office.get(f"{office.home}/activities/?{query}").text
        return [
            days
            for days in sorted(titles, key=lambda d: page.find(titles[d]))
            if titles[days] in page
        ]

    assert listed("waits=7&sort=waits") == [40, 12]
    assert listed("waits=30") == [40]
    assert listed("waits=overdue&sort=-waits") == [12, 40]
    assert listed("waits=soon") == []
    page = office.get(f"{office.home}/activities/?view=waiting").text
    assert "12 天 已逾期" in page
