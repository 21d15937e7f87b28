"""What waits for a person in the open group, most urgent kind first."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.activities.labels import ActivityState, CreditStanding, PartyStanding
from groupmgr.activities.models import Activity, Credit, Party
from groupmgr.activities.service import queue
from groupmgr.admission import deciding
from groupmgr.bases.models import BaseCredit, TrainingBase
from groupmgr.confirming import awaiting
from groupmgr.groups.expiry import days_ahead
from groupmgr.home.invitations import unanswered
from groupmgr.home.places import Place, place_of
from groupmgr.home.terms import expiring, late
from groupmgr.kernel.credit import Decision
from groupmgr.meetings.labels import FollowUpState, MeetingState
from groupmgr.meetings.models import Attendance, FollowUp, FollowUpUnit, Meeting
from groupmgr.members.models import Unit
from groupmgr.merging import waiting as joining
from groupmgr.policy import Action, Actor
from groupmgr.projects.agreements import Agreement, AgreementCredit
from groupmgr.projects.models import Project, ProjectCredit
from groupmgr.reports.consulting import waiting as consulting
from groupmgr.silence import proposing
from groupmgr.studios.models import Studio, StudioCredit

SOON = dt.timedelta(days=15)
SHOWN = 8
PRESSING = frozenset({"已逾期", "逾期", "临期", "即将到期", "即将召开", "待回执"})

# Key of the page, title, unit, and the day since which or until which it waits.
Rows = sa.Select[int, str, str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, and the key of the page that does it."""

    key: int
    title: str
    unit: str
    day: dt.date


@dataclass(frozen=True, slots=True)
class Pile:
    """The tasks of one kind that one page does: how many there are, and the most urgent.

    `named` is what the address of the page calls the key.
    """

    kind: str
    page: str
    named: str
    total: int
    tasks: list[Task]

    @property
    def place(self) -> Place:
        """What it is of, and where all of it is listed."""
        return place_of(self.kind, self.page)

    @property
    def presses(self) -> bool:
        """Tell whether a day is over, or soon will be."""
        return self.kind in PRESSING

    def when(self, task: Task, today: dt.date) -> str:
        """Return how long a task has waited, is overdue, or has left."""
        days = (today - task.day).days
        if days <= 0:
            return f"还剩 {-days} 天" if days else "今天"
        return f"{'逾期' if self.presses else '等待'} {days} 天"


def piles(session: Session, actor: Actor, today: dt.date) -> list[Pile]:
    """Return what waits for the person, one pile a kind and page, empty ones left out."""
    ahead = days_ahead(session, actor.group_id, today)
    sources = [*_sources(actor, today), *late(actor, today), expiring(actor, today, ahead)]
    piled = [_pile(session, *source) for source in sources]
    return [pile for pile in piled if pile.total]


def _sources(actor: Actor, today: dt.date) -> list[tuple[str, str, str, Rows]]:
    soon = FollowUp.due_on.between(today, today + SOON)
    sources = [
        ("已逾期", "followups.show", "follow_up_id", _follow_ups(actor, FollowUp.due_on < today)),
        ("临期", "followups.show", "follow_up_id", _follow_ups(actor, soon)),
        ("即将召开", "meetings.show", "meeting_id", _meetings(actor, today)),
    ]
    if policy.may(actor, Action.ACTIVITY_DECIDE):
        sources += _to_decide(actor)
    if policy.may(actor, Action.MEMBER_EDIT):
        sources += [
            ("入会申请", "admission.show", "application_id", deciding.for_office(actor)),
            ("建议退出", "silence.leave", "proposal_id", proposing.for_office(actor)),
        ]
    sources += [*_asked(actor), *_confirming(actor)]
    if policy.may(actor, Action.ACTIVITY_CHECK):
        sources.append(("本单位审核", "activities.show", "key", _checking(actor)))
    if actor.unit_ids:
        returned = Activity.credits.any(Credit.decision == Decision.RETURNED)
        submitted = Activity.state == ActivityState.SUBMITTED
        draft = Activity.state == ActivityState.DRAFT
        sources += [
            unanswered(actor),
            ("加入申请", "merging.joins.show", "request_id", joining.for_us(actor)),
            ("已退回", "activities.edit", "key", _own(actor, sa.and_(submitted, returned))),
            ("草稿", "activities.edit", "key", _own(actor, draft)),
            ("待答复", "merging.joins.show", "request_id", joining.for_others(actor)),
        ]
    return sources


def _asked(actor: Actor) -> list[tuple[str, str, str, Rows]]:
    """Return the comments on reports that wait for an answer, and reports that wait for them."""
    if policy.may(actor, Action.COMMENT_ANSWER):
        return [("待答复", "reports.consulting.show", "comment_id", consulting.for_office(actor))]
    if policy.may(actor, Action.COMMENT_MAKE):
        return [("征求意见", "reports.consulting.read", "edition_id", consulting.for_units(actor))]
    return []


def _confirming(actor: Actor) -> list[tuple[str, str, str, Rows]]:
    """Return what waits for the answer of the own units, then what others said of own records."""
    if not actor.unit_ids:
        return []
    own = (
        awaiting.waiting(actor)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .with_only_columns(Party.id, Activity.title, Unit.name, Activity.submitted_on)
    )
    said = (PartyStanding.DISPUTED, PartyStanding.CORRECTED, PartyStanding.OVERDUE)
    return [
        ("待确认", "confirmations.answer", "party_id", own.order_by(Party.answer_by, Party.id)),
        *((one.label, "activities.show", "key", _said(actor, one)) for one in said),
    ]


def _said(actor: Actor, standing: PartyStanding) -> Rows:
    """Select the own records of which a party stands so, with the party."""
    is_late = standing is PartyStanding.OVERDUE
    return (
        sa.select(
            Activity.id,
            Activity.title,
            Unit.name,
            Party.answer_by if is_late else Party.changed_at,
        )
        .join(Party, Party.activity_id == Activity.id)
        .join(Unit, Unit.id == Party.unit_id)
        .where(
            Activity.of_units(actor.unit_ids),
            Activity.state == ActivityState.SUBMITTED,
            Party.stands(standing, Activity.version),
        )
        .order_by(Party.answer_by if is_late else Party.changed_at, Party.id)
    )


def _to_decide(actor: Actor) -> list[tuple[str, str, str, Rows]]:
    registers: tuple[tuple[str, str, Any, Any], ...] = (
        ("bases.show", "base_id", TrainingBase, BaseCredit),
        ("studios.show", "studio_id", Studio, StudioCredit),
        ("projects.show", "project_id", Project, ProjectCredit),
        ("agreements.show", "agreement_id", Agreement, AgreementCredit),
    )
    return [
        ("待复核", "activities.review.show", "key", _offered(actor, CreditStanding.STALE)),
        ("待审核", "activities.review.show", "key", _offered(actor, CreditStanding.WAITING)),
        *(
            ("待审核", page, named, _registered(actor, register, credit))
            for page, named, register, credit in registers
        ),
    ]


def _pile(session: Session, kind: str, page: str, named: str, rows: Rows) -> Pile:
    every = rows.order_by(None).subquery()
    total = session.scalar(sa.select(sa.func.count()).select_from(every)) or 0
    found = session.execute(rows.limit(SHOWN)).all() if total else []
    tasks = [Task(key, title, unit, _day(since)) for key, title, unit, since in found]
    return Pile(kind, page, named, total, tasks)


def _day(since: dt.date) -> dt.date:
    return since.date() if isinstance(since, dt.datetime) else since


def _follow_ups(actor: Actor, due: sa.ColumnElement[bool]) -> Rows:
    """Select one row a follow-up; to people of units those of their units."""
    query = (
        sa.select(FollowUp.id, FollowUp.text, sa.func.min(Unit.name), FollowUp.due_on)
        .select_from(FollowUp)
        .join(Meeting, Meeting.id == FollowUp.meeting_id)
        .join(FollowUpUnit, FollowUpUnit.follow_up_id == FollowUp.id)
        .join(Unit, Unit.id == FollowUpUnit.unit_id)
        .where(FollowUp.state.in_((FollowUpState.NOT_STARTED, FollowUpState.RUNNING)), due)
        .where(policy.visible(actor, Action.MEETING_VIEW, Meeting))
        .group_by(FollowUp.id, FollowUp.text, FollowUp.due_on)
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return query.where(FollowUpUnit.unit_id.in_(actor.unit_ids)) if actor.unit_ids else query


def _meetings(actor: Actor, today: dt.date) -> Rows:
    """Select the meetings of the next days; to people of units those to which they are invited."""
    until = dt.datetime.combine(today + SOON, dt.time.max)
    query = (
        sa.select(Meeting.id, Meeting.title, Meeting.place, Meeting.starts_at)
        .where(policy.visible(actor, Action.MEETING_VIEW, Meeting))
        .where(Meeting.state.in_((MeetingState.PLANNED, MeetingState.NOTIFIED)))
        .where(Meeting.starts_at.between(dt.datetime.combine(today, dt.time()), until))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    if not actor.unit_ids:
        return query
    told = Meeting.state == MeetingState.NOTIFIED
    return query.where(told, Meeting.attendance.any(Attendance.unit_id.in_(actor.unit_ids)))


def _offered(actor: Actor, standing: CreditStanding) -> Rows:
    return (
        sa.select(Activity.id, Activity.title, Unit.name, Activity.submitted_on)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .where(queue.standing(actor.group_id, standing))
        .order_by(*queue.order(actor.group_id))
    )


def _registered(actor: Actor, register: Any, credit: Any) -> Rows:
    waits = register.credits.any(
        sa.and_(credit.group_id == actor.group_id, credit.decision == Decision.WAITING)
    )
    return (
        sa.select(register.id, register.name, Unit.name, register.created_at)
        .join(Unit, Unit.id == register.owner_unit_id)
        .where(waits)
        .order_by(register.created_at, register.id)
    )


def _own(actor: Actor, narrowed: sa.ColumnElement[bool]) -> Rows:
    return (
        sa.select(Activity.id, Activity.title, Unit.name, Activity.ends_on)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .where(policy.visible(actor, Action.ACTIVITY_EDIT, Activity), narrowed)
        .order_by(Activity.ends_on, Activity.id)
    )


def _checking(actor: Actor) -> Rows:
    """Select what clerks handed in and an administrator of their unit has not passed on."""
    return (
        sa.select(Activity.id, Activity.title, Unit.name, Activity.changed_at)
        .join(Unit, Unit.id == Activity.owner_unit_id)
        .where(policy.visible(actor, Action.ACTIVITY_CHECK, Activity))
        .where(Activity.state == ActivityState.CHECKING)
        .order_by(Activity.changed_at, Activity.id)
    )
