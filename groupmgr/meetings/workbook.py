"""Meetings, and how far follow-ups are, as workbooks."""

from collections.abc import Callable

from groupmgr.meetings.forms import PlanForm, ProgressForm
from groupmgr.meetings.labels import Duty
from groupmgr.meetings.models import FollowUp, Meeting
from groupmgr.meetings.service import followups, planning
from groupmgr.policy import Action
from groupmgr.workbooks.book import Book, Told


def _units(duty: Duty) -> Callable[[FollowUp], str]:
    return lambda one: "、".join(half.unit.name for half in one.units if half.duty is duty)


MEETINGS = Book(
    key="meetings",
    name="会议",
    action=Action.MEETING_EDIT,
    model=Meeting,
    form=PlanForm,
    save=planning.save,
    same=("title", "starts_at"),
    index="meetings.index",
    order=(Meeting.starts_at.desc(),),
    offers={
        "body_id": lambda session, actor: [
            (body.id, body.name) for body in planning.bodies(session, actor.group_id)
        ]
    },
)
FOLLOW_UPS = Book(
    key="followups",
    name="督办事项",
    action=Action.FOLLOW_UP_REPORT,
    model=FollowUp,
    form=ProgressForm,
    save=followups.report,
    index="followups.index",
    options=followups.WHOLE,
    order=(FollowUp.due_on,),
    told=(
        Told("事项", lambda one: one.text),
        Told("会议", lambda one: one.meeting.title),
        Told("牵头单位", _units(Duty.LEAD)),
        Told("配合单位", _units(Duty.SUPPORT)),
        Told("完成时限", lambda one: one.due_on.isoformat()),
    ),
    adding=False,
)
