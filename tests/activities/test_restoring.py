import pytest

from groupmgr.activities.labels import ActivityState, CreditStanding
from groupmgr.activities.models import Activity
from groupmgr.activities.service import deciding, restoring, submitting
from groupmgr.activities.service.history import history
from groupmgr.kernel.credit import Decision
from groupmgr.kernel.errors import NotAllowed, RuleBroken
from groupmgr.policy import Role


def counted(session, group):
    return session.query(Activity).filter(Activity.counts_in(group.id)).count()


def test_a_restored_record_counts_again_as_it_was_decided(stage, session):
    clerk = stage.clerk()
    activity = stage.submitted(clerk)
    deciding.decide(session, stage.office, activity, Decision.APPROVED, version=1)
    submitting.void(session, clerk, activity, "重复")
    assert counted(session, stage.group) == 0
    with pytest.raises(RuleBroken, match="恢复的原因"):
        restoring.restore(session, clerk, activity, " ")
    restoring.restore(session, clerk, activity, "核实不是重复")
    assert (activity.state, activity.void_reason) == (ActivityState.SUBMITTED, "")
    assert activity.credits[0].standing is CreditStanding.APPROVED
    assert counted(session, stage.group) == 1
    entry = history(session, activity)[0]
    assert (entry.deed, entry.reason) == ("恢复活动", "核实不是重复")
    with pytest.raises(RuleBroken, match="只有已作废"):
        restoring.restore(session, clerk, activity, "再来一次")


def test_only_those_who_may_void_it_restore_it(stage, session, make):
    unit, second = stage.unit(), make.group()
    make.membership(second, unit)
    clerk, other = stage.clerk(unit), stage.person(Role.STAFF, group=second)
    activity = stage.submitted(clerk)
    deciding.decide(session, other, activity, Decision.APPROVED, version=1)
    submitting.void(session, clerk, activity, "误报")
    with pytest.raises(RuleBroken, match="其他集团已经计入"):
        restoring.restore(session, stage.office, activity, "没有误报")
    for stranger in (stage.clerk(), stage.person(Role.LEADER)):
        with pytest.raises(NotAllowed):
            restoring.restore(session, stranger, activity, "没有误报")
    restoring.restore(session, clerk, activity, "没有误报")
    assert counted(session, second) == 1
