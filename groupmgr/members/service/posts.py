"""The bodies of a group, their terms, and who held which post in them (2-records.md 2.4)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from groupmgr import policy
from groupmgr.groups.models import Body, Term
from groupmgr.journal import service as journal
from groupmgr.kernel.clock import today
from groupmgr.kernel.errors import RuleBroken
from groupmgr.members.labels import PostTitle
from groupmgr.members.people import Person, Post
from groupmgr.members.service.people import clean_phone, person_of
from groupmgr.policy import Action, Actor

LONGEST_TERM_YEARS = 5
LONGEST_EXTENSION_YEARS = 1
# Posts that one person may not hold at once in a group (model charter).
APART = (
    (
        {PostTitle.SUPERVISOR},
        {
            PostTitle.CHAIR,
            PostTitle.EXECUTIVE_VICE_CHAIR,
            PostTitle.VICE_CHAIR,
            PostTitle.COUNCILLOR,
            PostTitle.SECRETARY_GENERAL,
        },
    ),
    ({PostTitle.CHAIR}, {PostTitle.SECRETARY_GENERAL}),
)


@dataclass(frozen=True, slots=True)
class Bench:
    """A body with those who hold its posts and those who did."""

    body: Body
    holders: list[Post]
    former: list[Post]


def benches(session: Session, actor: Actor) -> list[Bench]:
    """Return the bodies of the group with all who sat in them, in a fixed number of queries."""
    seen = policy.visible(actor, Action.GROUP_VIEW, Body)
    query = sa.select(Body).where(seen).options(selectinload(Body.terms)).order_by(Body.id)
    bodies = list(session.scalars(query))
    posts = (
        sa.select(Post)
        .where(Post.body_id.in_([body.id for body in bodies]))
        .options(joinedload(Post.person).joinedload(Person.unit))
        .order_by(sa.case({title: at for at, title in enumerate(PostTitle)}, value=Post.title))
        .order_by(Post.started_on, Post.id)
    )
    held = list(session.scalars(posts))
    return [_bench(body, [post for post in held if post.body_id == body.id]) for body in bodies]


def add_body(session: Session, actor: Actor, facts: Mapping[str, Any]) -> Body:
    """Set up a body."""
    policy.require(actor, Action.GROUP_EDIT)
    body = Body(group_id=actor.group_id, **facts)
    session.add(body)
    journal.record(session, actor, "设立机构", body)
    return body


def begin_term(session: Session, actor: Actor, body: Body, facts: Mapping[str, Any]) -> Term:
    """Begin the next 届 of a body; the one before ends the day before."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    terms = list(session.scalars(sa.select(Term).where(Term.body_id == body.id)))
    last = max(terms, key=lambda term: term.number, default=None)
    number = last.number + 1 if last else facts.get("number") or 1
    starts_on, planned = facts["starts_on"], facts["planned_end_on"]
    _refuse_too_long(starts_on, planned)
    if last is not None:
        if starts_on <= last.starts_on:
            raise RuleBroken(f"要晚于上一届的开始日期 {last.starts_on}", "starts_on")
        last.ended_on = last.ended_on or starts_on - dt.timedelta(days=1)
    term = Term(body_id=body.id, number=number, starts_on=starts_on, planned_end_on=planned)
    session.add(term)
    journal.record(session, actor, f"{body.name}换届（第 {number} 届）", term)
    return term


def extend_term(session: Session, actor: Actor, body: Body, term: Term, until: dt.date) -> Term:
    """Extend a term, once and by a year at most."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    latest = _years_after(term.planned_end_on, LONGEST_EXTENSION_YEARS)
    if not term.planned_end_on < until <= latest:
        raise RuleBroken(f"延期不超过一年，最晚到 {latest}", "extended_until")
    before = journal.facts(term)
    term.extended_until = until
    journal.record(session, actor, "延长任期", term, before=before)
    return term


def appoint(session: Session, actor: Actor, body: Body, facts: Mapping[str, Any]) -> Post:
    """Give somebody a post from a day on."""
    policy.require_on(session, actor, Action.GROUP_EDIT, body)
    phone = clean_phone(facts.get("phone"), "phone")
    person = person_of(session, facts["unit_id"], facts["name"], phone, facts.get("position") or "")
    _refuse_clash(session, body, person, facts["title"])
    post = Post(
        body_id=body.id,
        person_id=person.id,
        title=facts["title"],
        started_on=facts["started_on"],
        term_id=_term_on(session, body, facts["started_on"]),
    )
    session.add(post)
    journal.record(session, actor, f"任{body.name}{post.title.label}（{person.name}）", post)
    return post


def leave(session: Session, actor: Actor, post: Post, ended_on: dt.date) -> Post:
    """End a post on a day."""
    policy.require_on(session, actor, Action.GROUP_EDIT, post)
    if post.ended_on is not None:
        raise RuleBroken("这个任职已经结束")
    if not post.started_on <= ended_on <= today():
        raise RuleBroken(f"卸任日期要在 {post.started_on} 之后，且不晚于今天", "ended_on")
    before = journal.facts(post)
    post.ended_on = ended_on
    journal.record(session, actor, "卸任", post, before=before)
    return post


def _bench(body: Body, posts: list[Post]) -> Bench:
    former = [post for post in posts if post.ended_on]
    return Bench(body, [post for post in posts if not post.ended_on], former)


def _refuse_clash(session: Session, body: Body, person: Person, title: PostTitle) -> None:
    held = set(
        session.scalars(
            sa.select(Post.title).where(
                Post.person_id == person.id,
                Post.ended_on.is_(None),
                Post.of_group(body.group_id),
            )
        )
    )
    for ones, others in APART:
        clash = (held & others if title in ones else set()) | (
            held & ones if title in others else set()
        )
        if clash:
            words = "、".join(sorted(one.label for one in clash))
            raise RuleBroken(f"{person.name}现任{words}，不能兼任{title.label}", "title")


def _term_on(session: Session, body: Body, day: dt.date) -> int | None:
    query = sa.select(Term.id).where(Term.body_id == body.id, Term.starts_on <= day)
    return session.scalar(query.order_by(Term.number.desc()).limit(1))


def _refuse_too_long(starts_on: dt.date, planned: dt.date) -> None:
    if planned <= starts_on:
        raise RuleBroken("届满日期要晚于开始日期", "planned_end_on")
    if planned > _years_after(starts_on, LONGEST_TERM_YEARS):
        raise RuleBroken(f"每届不超过 {LONGEST_TERM_YEARS} 年", "planned_end_on")


def _years_after(day: dt.date, years: int) -> dt.date:
    leap_day = (day.month, day.day) == (2, 29)
    return (day.replace(day=28) if leap_day else day).replace(year=day.year + years)
