"""Closings come at any time; what is done in the end is the same."""

import itertools
import random

import pytest

from groupmgr.activities.service import confirming, deciding, drafting
from groupmgr.groups import closing
from groupmgr.groups.closing import Closed
from groupmgr.kernel.clock import today
from groupmgr.kernel.credit import Decision
from tests.closing.makers import TIMES, YEAR

pytestmark = pytest.mark.slow


def change(year):
    drafting.save(year.session, year.clerk, year.activity("waiting"), {"figures": {TIMES: 320}})


def confirm(year):
    part = year.part("waiting")
    confirming.confirm(year.session, year.partner, part, version=part.activity.version)


def approve(year):
    activity = year.activity("waiting")
    deciding.decide(
        year.session, year.office, activity, Decision.APPROVED, version=activity.version
    )


def close(year):
    closing.close(year.session, year.chief, YEAR)


def exempt(year):
    """Let the school finish; where nothing is closed there is nothing to do."""
    for closed in closing.history(year.session, year.chief):
        facts = {"unit_id": year.school.id, "until": today(), "reason": "补报"}
        closing.exempt(year.session, year.chief, closed, **facts)


def tried(year, step):
    try:
        step(year)
    except Closed:
        return False
    return True


def test_any_order_of_change_confirmation_decision_and_closing_ends_in_the_same_figures(year):
    ends = []
    every = list(itertools.permutations((change, confirm, approve, close, exempt)))
    for order in random.Random(7).sample(every, 30):  # noqa: S311  # nothing is kept secret
        for step in order:
            tried(year, step)
        for closed in closing.history(year.session, year.chief):
            closing.reopen(year.session, year.chief, closed, "补报")
        for step in (change, confirm, approve):
            step(year)
        tables = year.tables()
        year.session.rollback()
        if tables not in ends:
            ends.append(tables)
    assert len(ends) == 1


def test_between_closing_and_exemption_no_step_changes_a_figure(year):
    for order in itertools.permutations((change, confirm, approve)):
        for done in range(len(order)):
            for step in order[:done]:
                step(year)
            close(year)
            before = year.tables()
            assert not any(tried(year, step) for step in order[done:])
            assert year.tables() == before
            exempt(year)
            assert all(tried(year, step) for step in order[done:])
            year.session.rollback()
