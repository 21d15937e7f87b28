"""Comment on an edition while members are asked, and answer every comment."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr import policy
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import now
from groupmgr.kernel.errors import RuleBroken
from groupmgr.policy import Action, Actor
from groupmgr.reports.consulting.models import Comment, Verdict
from groupmgr.reports.consulting.places import places
from groupmgr.reports.models import Edition, EditionState

NOTHING = "没有意见"
CHANGEABLE = (EditionState.DRAFT, EditionState.CONSULTED)


def listing(actor: Actor) -> sa.Select[Comment]:
    """Return the query of the comments the actor may see, in the order in which they were made."""
    seen = policy.visible(actor, Action.COMMENT_VIEW, Comment)
    query = sa.select(Comment).where(seen, Comment.group_id == actor.group_id)
    return query.options(joinedload(Comment.unit)).order_by(Comment.id)


def of_edition(session: Session, actor: Actor, edition: Edition) -> Sequence[Comment]:
    """Return what the actor may see of the comments on an edition."""
    return session.scalars(listing(actor).where(Comment.edition_id == edition.id)).all()


def comment(
    session: Session, actor: Actor, edition: Edition, *, anchor: str, words: str, unit_id: int
) -> Comment:
    """Say something of a place, for a unit; without an anchor it is of the whole report."""
    _refuse(session, actor, edition, unit_id)
    if not words.strip():
        raise RuleBroken("请写明意见和建议怎样改", "words")
    found = {place.key: place for place in places(edition)} if anchor else {}
    if anchor and anchor not in found:
        raise RuleBroken("这一段已不在报告里，请回到正文重新选择")
    place = found.get(anchor)
    made = Comment(
        anchor=anchor,
        place=place.under[:120] if place else "全文",
        quoted=place.words if place else "",
        words=words.strip(),
    )
    return _keep(session, actor, edition, unit_id, made)


def agree(session: Session, actor: Actor, edition: Edition, unit_id: int) -> Comment:
    """Say for a unit that it has nothing to say; this needs no answer."""
    _refuse(session, actor, edition, unit_id)
    said = sa.select(Comment.id).where(Comment.edition_id == edition.id, Comment.unit_id == unit_id)
    if session.scalar(said.limit(1)):
        raise RuleBroken("贵单位已经提过意见")
    made = Comment(anchor="", place="全文", words=NOTHING, verdict=Verdict.NOTHING)
    return _keep(session, actor, edition, unit_id, made)


def answer(
    session: Session, actor: Actor, comment: Comment, *, verdict: Verdict, reason: str
) -> Comment:
    """Tell the unit what becomes of its comment; until the report is final this can change."""
    policy.require_on(session, actor, Action.COMMENT_ANSWER, comment)
    if comment.edition.state not in CHANGEABLE:
        raise RuleBroken("报告已经定稿，答复不能再改")
    if verdict is Verdict.NOTHING or comment.verdict is Verdict.NOTHING:
        raise RuleBroken("“无意见”不用答复")
    if verdict is not Verdict.TAKEN and not reason.strip():
        raise RuleBroken("没有全部采纳的，请写明理由", "reason")
    before = journal.facts(comment)
    comment.verdict, comment.reason = verdict, reason.strip()
    comment.answered_by_id, comment.answered_at = actor.account_id or None, now()
    journal.record(session, actor, "答复意见", comment, before=before)
    return comment


def unanswered(session: Session, edition: Edition) -> int:
    """Count the comments on the report of this year that nobody answered, on whatever edition."""
    query = (
        sa.select(sa.func.count(Comment.id))
        .join(Edition, Edition.id == Comment.edition_id)
        .where(Edition.group_id == edition.group_id, Edition.year == edition.year)
        .where(Comment.verdict.is_(None))
    )
    return session.scalar(query) or 0


def _refuse(session: Session, actor: Actor, edition: Edition, unit_id: int) -> None:
    policy.require_on(session, actor, Action.REPORT_VIEW, edition)
    policy.require_for(actor, Action.COMMENT_MAKE, unit_id)
    if edition.state is not EditionState.CONSULTED:
        raise RuleBroken("这一稿现在不征求意见")


def _keep(session: Session, actor: Actor, edition: Edition, unit_id: int, made: Comment) -> Comment:
    made.group_id, made.edition_id, made.unit_id = edition.group_id, edition.id, unit_id
    made.author, made.made_by_id = actor.name[:40], actor.account_id or None
    session.add(made)
    journal.record(session, actor, "提出意见", made)
    return made
