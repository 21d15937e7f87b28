"""The bodies of a group, and who held which post in them (2-records.md 2.4)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.groups.models import Body
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members import resolutions
from groupmgr.members.labels import PostTitle, UnitKind
from groupmgr.members.models import Unit
from groupmgr.members.people import Person, Post
from groupmgr.members.service import limits, terms
from groupmgr.members.service.limits import Objection
from groupmgr.members.service.people import clean_phone, person_of
from groupmgr.policy import Action, Actor


@dataclass(frozen=True, slots=True)
class Bench:
    """A body with those who hold its posts, those who did, and what the charter objects to."""

    body: Body
    holders: list[Post]
    former: list[Post]
    warnings: list[Objection]

    @property
    def from_enterprises(self) -> int:
        """How many people of enterprises sit in it."""
        return len({post.person_id for post in self.holders if post.from_enterprise})


@dataclass(frozen=True, slots=True)
class Benches:
    """All bodies, what the charter objects to among all of them, and the resolutions named."""

    each: list[Bench]
    warnings: list[Objection]
    numbers: Mapping[int, tuple[str, int]]


def benches(session: Session, actor: Actor, day: dt.date) -> Benches:
    """Return the bodies of the group with all who sat in them, in a fixed number of queries."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Body)
    query = sa.select(Body).where(seen).options(selectinload(Body.terms)).order_by(Body.id)
    bodies = list(session.scalars(query))
    held = of_bodies(session, bodies)
    rules = limits.rules_on(session, actor.group_id, day)
    each = [_bench(body, [p for p in held if p.body_id == body.id], rules) for body in bodies]
    sitting = [post for post in held if post.ended_on is None]
    keys = {post.resolution_id for post in held if post.resolution_id}
    keys |= {term.resolution_id for body in bodies for term in body.terms if term.resolution_id}
    return Benches(each, limits.of_posts(rules, sitting), resolutions.numbers(session, keys))


def of_bodies(session: Session, bodies: list[Body]) -> list[Post]:
    """Return every post that was held in some bodies, with people and units, the highest first."""
    query = (
        sa.select(Post)
        .where(Post.body_id.in_([body.id for body in bodies]))
        .options(joinedload(Post.person).joinedload(Person.unit), joinedload(Post.body))
        .order_by(sa.case({title: at for at, title in enumerate(PostTitle)}, value=Post.title))
        .order_by(Post.started_on, Post.id)
    )
    return list(session.scalars(query))


def add_body(session: Session, actor: Actor, facts: Mapping[str, Any]) -> Body:
    """Set up a body."""
    policy.require(actor, Action.GROUP_EDIT)
    body = Body(group_id=actor.group_id, **facts)
    session.add(body)
    journal.record(session, actor, "设立机构", body)
    return body


def appoint(session: Session, actor: Actor, body: Body, facts: Mapping[str, Any]) -> Post:
    """Give somebody a post from a day on; what the charter objects to is said, not refused."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    phone = clean_phone(facts.get("phone"), "phone")
    person = person_of(session, facts["unit_id"], facts["name"], phone, facts.get("position") or "")
    if facts.get("resolution_id"):
        resolutions.require(session, body.group_id, facts["resolution_id"], "resolution_id")
    kind = session.scalar(sa.select(Unit.kind).where(Unit.id == person.unit_id))
    post = Post(
        body_id=body.id,
        person_id=person.id,
        title=facts["title"],
        started_on=facts["started_on"],
        term_id=terms.on(session, body, facts["started_on"]),
        from_enterprise=bool(facts.get("from_enterprise")) or kind is UnitKind.ENTERPRISE,
        resolution_id=facts.get("resolution_id"),
    )
    session.add(post)
    journal.record(session, actor, f"任{body.name}{post.title.label}（{person.name}）", post)
    return post


def leave(
    session: Session, actor: Actor, post: Post, ended_on: dt.date, end_reason: str = ""
) -> Post:
    """End a post on a day."""
    policy.require_on(session, actor, Action.GROUP_EDIT, post)
    if post.ended_on is not None:
        raise RuleBroken("这个任职已经结束")
    if not post.started_on <= ended_on <= today():
        raise RuleBroken(f"卸任日期要在 {post.started_on} 之后，且不晚于今天", "ended_on")
    before = journal.facts(post)
    post.ended_on, post.end_reason = ended_on, end_reason
    journal.record(session, actor, "卸任", post, before=before, reason=end_reason)
    return post


def _bench(body: Body, posts: list[Post], rules: Any) -> Bench:
    former = [post for post in posts if post.ended_on]
    found = [one for term in body.terms[-1:] for one in limits.of_term(rules, body, term)]
    found += limits.of_succession(rules, body, posts)
    return Bench(body, [post for post in posts if not post.ended_on], former, found)
