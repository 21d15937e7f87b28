"""The terms (届) of a body: they follow each other without a gap.

How long one may last is the charter's to say (`limits`), not ours.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.groups.models import Body, Term
from groupmgr.journal import service as journal
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members import resolutions
from groupmgr.policy import Action, Actor


def begin(session: Session, actor: Actor, body: Body, facts: Mapping[str, Any]) -> Term:
    """Begin the next 届 of a body; the one before ends the day before."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    last = current(session, body)
    number = last.number + 1 if last else facts.get("number") or 1
    starts_on, planned = facts["starts_on"], facts["planned_end_on"]
    if planned <= starts_on:
        raise RuleBroken("届满日期要晚于开始日期", "planned_end_on")
    if last is not None:
        if starts_on <= last.starts_on:
            raise RuleBroken(f"要晚于上一届的开始日期 {last.starts_on}", "starts_on")
        last.ended_on = last.ended_on or starts_on - dt.timedelta(days=1)
    term = Term(body_id=body.id, number=number, starts_on=starts_on, planned_end_on=planned)
    if facts.get("resolution_id"):
        resolutions.require(session, body.group_id, facts["resolution_id"], "resolution_id")
        term.resolution_id = facts["resolution_id"]
    session.add(term)
    journal.record(session, actor, f"{body.name}换届（第 {number} 届）", term)
    return term


def extend(session: Session, actor: Actor, body: Body, term: Term, until: dt.date) -> Term:
    """Let a term end later than planned."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    if until <= term.planned_end_on:
        raise RuleBroken(f"延期要晚于原定的 {term.planned_end_on}", "extended_until")
    before = journal.facts(term)
    term.extended_until = until
    journal.record(session, actor, "延长任期", term, before=before)
    return term


def current(session: Session, body: Body) -> Term | None:
    """Return the latest term of a body."""
    query = sa.select(Term).where(Term.body_id == body.id).order_by(Term.number.desc())
    return session.scalars(query.limit(1)).first()


def on(session: Session, body: Body, day: dt.date) -> int | None:
    """Return the key of the term in which a day lies, if there is one."""
    query = sa.select(Term.id).where(Term.body_id == body.id, Term.starts_on <= day)
    return session.scalar(query.order_by(Term.number.desc()).limit(1))
