"""换届: a new term, the new ranks of all members and the new posts of a body, in one step."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from groupmgr import policy
from groupmgr.groups.models import Body, Term
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import PostTitle, Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Post
from groupmgr.members.service import memberships, posts, roll, terms
from groupmgr.policy import Action, Actor

REASON = "换届"


@dataclass(frozen=True, slots=True)
class Election:
    """What was elected: the term, ranks by membership, titles by post; no title ends the post."""

    starts_on: dt.date
    planned_end_on: dt.date
    resolution_id: int | None = None
    number: int | None = None
    ranks: Mapping[int, Rank] = field(default_factory=dict)
    titles: Mapping[int, PostTitle | None] = field(default_factory=dict)


def members(session: Session, actor: Actor) -> Sequence[Membership]:
    """Return those whose ranks are elected: the members of today, the highest first."""
    seen = policy.visible(actor, Action.MEMBER_EDIT, Membership)
    height = roll.height(roll.rank_on(today()))
    query = (
        sa.select(Membership)
        .join(Membership.unit)
        .where(seen, Membership.on_roll(today()))
        .options(contains_eager(Membership.unit))
        .order_by(height, Unit.pinyin, Unit.id)
    )
    return session.scalars(query).all()


def holders(session: Session, body: Body) -> list[Post]:
    """Return those who hold a post in the body now."""
    return [post for post in posts.of_bodies(session, [body]) if post.ended_on is None]


def elect(session: Session, actor: Actor, body: Body, election: Election) -> Term:
    """Begin the term, change the ranks that are others, and end or renew every post."""
    if election.starts_on > today():
        raise RuleBroken("新一届开始以后再登记换届", "starts_on")
    facts = {
        "number": election.number,
        "starts_on": election.starts_on,
        "planned_end_on": election.planned_end_on,
        "resolution_id": election.resolution_id,
    }
    term = terms.begin(session, actor, body, facts)
    for membership in members(session, actor):
        rank = election.ranks.get(membership.id, membership.rank)
        if rank is not membership.rank:
            _change(session, actor, membership, rank, election.starts_on)
    for post in holders(session, body):
        if post.id in election.titles:
            _renew(session, actor, post, term, election.titles[post.id])
    return term


def _change(
    session: Session, actor: Actor, membership: Membership, rank: Rank, since: dt.date
) -> None:
    try:
        memberships.change_rank(session, actor, membership, rank, since)
    except RuleBroken as broken:
        raise RuleBroken(f"{membership.unit.name}：{broken}") from broken


def _renew(session: Session, actor: Actor, post: Post, term: Term, title: PostTitle | None) -> None:
    """End a post the day before the term; where a title was elected, the person goes on in it."""
    last = term.starts_on - dt.timedelta(days=1)
    if post.started_on > last:
        raise RuleBroken(f"{post.person.name}在 {post.started_on} 才任职，晚于新一届的开始日期")
    posts.leave(session, actor, post, last, REASON)
    if title is None:
        return
    again = Post(
        body_id=post.body_id,
        term_id=term.id,
        person_id=post.person_id,
        title=title,
        started_on=term.starts_on,
        from_enterprise=post.from_enterprise,
        resolution_id=term.resolution_id,
    )
    session.add(again)
    journal.record(session, actor, f"连任{title.label}（{post.person.name}）", again)
