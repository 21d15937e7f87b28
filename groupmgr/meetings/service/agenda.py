"""The order of business: add, move and remove what a meeting is about."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.kernel.errors import RuleBroken
from groupmgr.meetings.models import AgendaItem, Meeting, Resolution, Vote
from groupmgr.meetings.service.minuting import note, require_open
from groupmgr.policy import Actor


def items(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda in order."""
    query = sa.select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(session.scalars(query.order_by(AgendaItem.position)))


def add(session: Session, actor: Actor, meeting: Meeting, facts: Mapping[str, Any]) -> AgendaItem:
    """Put a matter at the end of the agenda."""
    require_open(session, actor, meeting)
    last = max((item.position for item in items(session, meeting)), default=0)
    item = AgendaItem(meeting_id=meeting.id, position=last + 1, **facts)
    session.add(item)
    note(session, actor, meeting, "添加议程", item.title)
    return item


def move(session: Session, actor: Actor, meeting: Meeting, item: AgendaItem, by: int) -> None:
    """Change an item's place with the one before (-1) or after it (+1); at the end it stays."""
    require_open(session, actor, meeting)
    order = items(session, meeting)
    here = order.index(item)
    there = here + by
    if not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    _number(session, order)
    note(session, actor, meeting, "调整议程", item.title)


def remove(session: Session, actor: Actor, meeting: Meeting, item: AgendaItem) -> None:
    """Take a matter off the agenda, unless it was voted on or led to a resolution."""
    require_open(session, actor, meeting)
    rests = sa.or_(
        sa.exists().where(Vote.agenda_item_id == item.id),
        sa.exists().where(Resolution.agenda_item_id == item.id),
    )
    if session.scalar(sa.select(rests)):
        raise RuleBroken("这项议题已有表决或决议，不能删除")
    session.execute(sa.delete(AgendaItem).where(AgendaItem.id == item.id))
    _number(session, items(session, meeting))
    note(session, actor, meeting, "删除议程", item.title)


def _number(session: Session, order: list[AgendaItem]) -> None:
    """Give the items their places, by way of negative ones, since no two may be the same."""
    for sign in (-1, 1):
        for place, item in enumerate(order, 1):
            item.position = sign * place
        session.flush()
