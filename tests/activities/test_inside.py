import itertools

import pytest
import sqlalchemy as sa

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, CreditStanding, Measure
from groupmgr.activities.models import Activity
from groupmgr.activities.service import (
    deciding,
    drafting,
    evidence,
    passing,
    queue,
    submitting,
)
from groupmgr.activities.service.history import history
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import Conflict, NotAllowed, RuleBroken
from groupmgr.policy import Action, Role
from tests.activities.makers import party

TIMES = (Measure.PERSON_TIMES, None)


class House:
    """A school that checks inside, with a clerk and an administrator."""

    def __init__(self, stage):
        self.stage, self.session = stage, stage.session
        self.school = stage.unit(checks_inside=True)
        self.clerk = stage.person(Role.UNIT_CLERK, self.school)
        self.chief = stage.person(Role.UNIT_ADMIN, self.school)

    def waiting(self, **facts):
        """A record that the clerk handed in, and that the administrator has not seen."""
        return self.stage.submitted(self.clerk, **facts)

    def pass_on(self, activity):
        passing.pass_on(self.session, self.chief, activity, revision=activity.revision)
        return self.stage.again(activity)

    def decide(self, activity, decision, reason=""):
        office = self.stage.office
        deciding.decide(
            self.session, office, activity, decision, version=activity.version, reason=reason
        )
        return self.stage.again(activity)


@pytest.fixture
def house(stage):
    return House(stage)


def seen_by(session, actor):
    seen = policy.visible(actor, Action.ACTIVITY_VIEW, Activity)
    return session.scalars(sa.select(Activity).where(seen)).all()


def test_what_a_clerk_hands_in_waits_inside_and_no_group_sees_it(session, stage, house):
    firm = stage.unit()
    activity = house.waiting(parties=[party(firm)])
    assert activity.state is ActivityState.CHECKING
    assert seen_by(session, stage.office) == []
    assert seen_by(session, stage.clerk(firm)) == []
    assert queue.waiting(session, stage.office) == []
    assert seen_by(session, house.chief) == [activity]
    with pytest.raises(NotAllowed):
        house.decide(activity, Decision.APPROVED)


def test_the_administrator_passes_it_on_to_the_groups(session, stage, house):
    activity = house.pass_on(house.waiting())
    assert activity.state is ActivityState.SUBMITTED
    assert queue.waiting(session, stage.office) == [activity.id]
    entry = history(session, activity)[0]
    assert (entry.deed, entry.actor_name) == ("本单位审核后提交", house.chief.name)


def test_the_administrators_own_record_goes_straight_on(stage, house):
    assert stage.submitted(house.chief).state is ActivityState.SUBMITTED


def test_without_the_setting_nothing_waits_inside(stage):
    assert stage.submitted().state is ActivityState.SUBMITTED


def test_what_the_secretariat_hands_in_for_a_unit_is_not_checked_inside(stage, house):
    activity = stage.ready(house.clerk)
    activity.drafted_by_group_id = stage.group.id
    submitting.submit(stage.session, stage.office, stage.again(activity))
    assert stage.again(activity).state is ActivityState.SUBMITTED


def test_it_is_sent_back_with_a_reason_and_handed_over_again(session, stage, house):
    activity = house.waiting()
    with pytest.raises(RuleBroken, match="请写明"):
        passing.send_back(session, house.chief, activity, " ")
    passing.send_back(session, house.chief, activity, "人次与签到表不符")
    activity = stage.again(activity)
    assert activity.state is ActivityState.DRAFT
    assert history(session, activity)[0].reason == "人次与签到表不符"
    submitting.submit(session, house.clerk, activity)
    assert stage.again(activity).state is ActivityState.CHECKING


@pytest.mark.parametrize("role", [Role.UNIT_CLERK, Role.STAFF])
def test_only_an_administrator_of_the_unit_passes_on(stage, house, role):
    activity = house.waiting()
    stranger = stage.person(role, house.school)
    with pytest.raises(NotAllowed):
        passing.pass_on(stage.session, stranger, activity, revision=activity.revision)
    elsewhere = stage.person(Role.UNIT_ADMIN, stage.unit())
    with pytest.raises(NotAllowed):
        passing.send_back(stage.session, elsewhere, activity, "不符")


def test_what_waits_is_changed_by_the_administrator_alone(session, stage, house):
    activity = house.waiting()
    with pytest.raises(RuleBroken, match="撤回以后才能修改"):
        drafting.save(session, house.clerk, activity, {"place": "实训楼"})
    with pytest.raises(RuleBroken, match="撤回以后才能修改"):
        evidence.link(session, house.clerk, activity, "https://example.com/more")
    drafting.save(session, house.chief, activity, {"figures": {TIMES: 320}})
    activity = house.pass_on(stage.again(activity))
    assert activity.version == 1
    assert activity.figures[0].value == 320


def test_a_record_that_changed_after_it_was_read_is_not_passed_on(session, stage, house):
    activity = house.waiting()
    read = activity.revision
    drafting.save(session, house.chief, activity, {"place": "实训楼"})
    with pytest.raises(Conflict):
        passing.pass_on(session, house.chief, stage.again(activity), revision=read)


def test_the_clerk_can_take_it_back(session, stage, house):
    activity = house.waiting()
    submitting.withdraw(session, house.clerk, activity)
    assert stage.again(activity).state is ActivityState.DRAFT


def test_a_returned_record_is_checked_again_before_the_group_sees_it(session, stage, house):
    activity = house.decide(house.pass_on(house.waiting()), Decision.RETURNED, "缺签到表")
    drafting.save(session, house.clerk, activity, {"figures": {TIMES: 320}})
    submitting.submit(session, house.clerk, stage.again(activity))
    assert queue.waiting(session, stage.office) == []
    activity = house.pass_on(stage.again(activity))
    assert activity.credits[0].standing is CreditStanding.WAITING
    assert queue.waiting(session, stage.office) == [activity.id]


def test_a_clerk_changes_no_figures_past_the_check(session, stage, house):
    activity = house.decide(house.pass_on(house.waiting()), Decision.APPROVED)
    with pytest.raises(RuleBroken, match="请由本单位管理员修改"):
        drafting.save(session, house.clerk, activity, {"figures": {TIMES: 320}})
    session.rollback()
    activity = stage.again(activity)
    drafting.save(session, house.clerk, activity, {"place": "实训楼"})
    drafting.save(session, house.chief, stage.again(activity), {"figures": {TIMES: 320}})
    assert stage.again(activity).version == 2


def test_turning_the_check_off_loses_nothing_that_waits(session, stage, house):
    activities = [house.waiting() for _ in range(2)]
    house.school.checks_inside = False
    session.commit()
    assert set(seen_by(session, house.clerk)) == set(activities)
    submitting.submit(session, house.clerk, stage.again(activities[0]))
    house.pass_on(stage.again(activities[1]))
    assert {stage.again(one).state for one in activities} == {ActivityState.SUBMITTED}


def test_the_order_of_check_and_setting_changes_no_figure(session, stage, house):
    """Whatever comes between, a record that was passed on and approved counts the same."""
    steps = (
        lambda a: setattr(house.school, "checks_inside", not house.school.checks_inside),
        lambda a: drafting.save(session, house.chief, a, {"place": "实训楼"}),
        lambda a: drafting.save(session, house.chief, a, {"figures": {TIMES: 320}}),
    )
    for order in itertools.permutations(steps):
        activity = house.waiting() if house.school.checks_inside else stage.ready(house.clerk)
        for step in order:
            step(stage.again(activity))
        submitting.submit(session, house.chief, stage.again(activity))
        activity = house.decide(stage.again(activity), Decision.APPROVED)
        assert activity.figures[0].value == 320
        assert session.scalar(
            sa.select(sa.func.count()).where(
                Activity.id == activity.id, Activity.counts_in(stage.group.id)
            )
        )
