"""What the meetings of a body leave to the next one: items not come to, and open tasks."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.labels import (
    HELD_STATES,
    VOTED_KINDS,
    AgendaKind,
    MeetingState,
)
from groupmgr.meetings.models import (
    AgendaItem,
    FollowUp,
    FollowUpUnit,
    Meeting,
    Resolution,
    Vote,
)
from groupmgr.meetings.papers import CarriedFollowUp, CarriedItem
from groupmgr.meetings.service.agenda import items
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.policy import Actor

NOT_HELD = (MeetingState.CANCELLED, MeetingState.INQUORATE)
REPORT = "通报以往会议议定事项落实情况"


def backlog(session: Session, meeting: Meeting) -> list[tuple[AgendaItem, Meeting]]:
    """Return the items that earlier meetings of the body did not come to, the latest first.

    All items of a meeting that was not held, and what had to be voted on and
    was not; what another agenda took over is no longer among them.
    """
    undecided = sa.and_(
        Meeting.state.in_(HELD_STATES),
        AgendaItem.kind.in_(VOTED_KINDS),
        ~sa.exists().where(Vote.agenda_item_id == AgendaItem.id),
        ~sa.exists().where(Resolution.agenda_item_id == AgendaItem.id),
    )
    query = (
        sa.select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(
            _before(meeting),
            sa.or_(Meeting.state.in_(NOT_HELD), undecided),
            AgendaItem.title != REPORT,
            ~sa.exists().where(CarriedItem.from_item_id == AgendaItem.id),
        )
        .order_by(Meeting.starts_at.desc(), AgendaItem.position)
    )
    return [(item, earlier) for item, earlier in session.execute(query)]


def take(session: Session, actor: Actor, meeting: Meeting, item_ids: Collection[int]) -> int:
    """Put items of the backlog on the agenda; return how many."""
    require_open(session, actor, meeting)
    wanted = [item for item, _ in backlog(session, meeting) if item.id in set(item_ids)]
    if not wanted:
        raise RuleBroken("请勾选要列入本次议程的遗留议题")
    for old in wanted:
        new = _append(session, meeting, old.title, old.kind, old.presenter, old.minutes)
        session.add(CarriedItem(agenda_item_id=new.id, from_item_id=old.id))
    note(session, actor, meeting, "列入遗留议题", "；".join(old.title for old in wanted))
    return len(wanted)


def carry(session: Session, actor: Actor, meeting: Meeting) -> None:
    """Let the agenda tell of the open tasks of the body's earlier meetings, and of those alone."""
    if meeting.body_id is None:
        return
    open_ids = set(session.scalars(_open(meeting)))
    told = sa.select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.title == REPORT
    )
    item = session.scalar(told)
    if item is None and open_ids:
        item = _append(session, meeting, REPORT, AgendaKind.INFORM, "秘书处", None)
        note(session, actor, meeting, "列入督办事项", f"{len(open_ids)} 项")
    if item is not None:
        mine = CarriedFollowUp.agenda_item_id == item.id
        session.execute(sa.delete(CarriedFollowUp).where(mine))
        session.add_all(
            CarriedFollowUp(agenda_item_id=item.id, follow_up_id=key) for key in sorted(open_ids)
        )
        session.flush()


def told(session: Session, meeting: Meeting) -> Mapping[int, Sequence[FollowUp]]:
    """Return the tasks that items of the agenda tell of."""
    found: dict[int, list[FollowUp]] = defaultdict(list)
    follow_up = joinedload(CarriedFollowUp.follow_up)
    query = (
        sa.select(CarriedFollowUp)
        .join(AgendaItem, AgendaItem.id == CarriedFollowUp.agenda_item_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .options(follow_up.selectinload(FollowUp.units).joinedload(FollowUpUnit.unit))
        .order_by(CarriedFollowUp.id)
    )
    for one in session.scalars(query):
        found[one.agenda_item_id].append(one.follow_up)
    return found


def _before(meeting: Meeting) -> sa.ColumnElement[bool]:
    """Match the earlier meetings of the body, or of the kind where there is no body."""
    same = Meeting.body_id == meeting.body_id
    if meeting.body_id is None:
        same = sa.and_(Meeting.body_id.is_(None), Meeting.kind == meeting.kind)
    return sa.and_(
        Meeting.group_id == meeting.group_id,
        same,
        Meeting.id != meeting.id,
        Meeting.starts_at < meeting.starts_at,
    )


def _open(meeting: Meeting) -> sa.Select[int]:
    query = sa.select(FollowUp.id).join(Meeting, Meeting.id == FollowUp.meeting_id)
    return query.where(_before(meeting), FollowUp.open()).order_by(FollowUp.due_on, FollowUp.id)


def _append(
    session: Session,
    meeting: Meeting,
    title: str,
    kind: AgendaKind,
    presenter: str,
    minutes: int | None,
) -> AgendaItem:
    last = max((item.position for item in items(session, meeting)), default=0)
    facts = {"title": title, "kind": kind, "presenter": presenter, "minutes": minutes}
    item = AgendaItem(meeting_id=meeting.id, position=last + 1, **facts)
    session.add(item)
    session.flush()
    return item
