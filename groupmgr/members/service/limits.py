"""What a charter says of posts and terms, held against those there are: warnings, never refusals.

Each warning names the rule it comes from, a dated row of the group; where the
group laid down none, nothing is said.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.groups import rules
from groupmgr.groups.labels import BodyKind, RuleKind
from groupmgr.groups.models import Body, Rule, Term
from groupmgr.kernel.written import day_words
from groupmgr.members.labels import PostTitle
from groupmgr.members.people import Post

KINDS = (RuleKind.TERM, RuleKind.EXTENSION, RuleKind.TERMS, RuleKind.SEATS, RuleKind.APART)
COUNCILLORS = (
    PostTitle.CHAIR,
    PostTitle.EXECUTIVE_VICE_CHAIR,
    PostTitle.VICE_CHAIR,
    PostTitle.STANDING,
    PostTitle.COUNCILLOR,
)


@dataclass(frozen=True, slots=True)
class Objection:
    """What does not fit, and the article that says so."""

    words: str
    source: str


def rules_on(session: Session, group_id: int, day: dt.date) -> Sequence[Rule]:
    """Return the rules on posts and terms that are in force on a day."""
    query = sa.select(Rule).where(
        Rule.of_group(group_id), Rule.kind.in_(KINDS), Rule.in_force_on(day)
    )
    return session.scalars(query.order_by(Rule.id)).all()


def of_term(found: Sequence[Rule], body: Body, term: Term) -> Iterator[Objection]:
    """Hold the length of a term, and of its extension, against the charter."""
    for rule in found:
        if rule.subject != body.kind or rule.amount is None:
            continue
        latest = _latest(rule, term)
        end = term.extended_until if rule.kind is RuleKind.EXTENSION else term.planned_end_on
        if latest is not None and end is not None and end > latest:
            what = "延期到" if rule.kind is RuleKind.EXTENSION else "任期到"
            told = f"第 {term.number} 届{what} {day_words(end)}，章程规定{rule.kind.label}"
            yield Objection(f"{told}为 {rules.words(rule)}，即 {day_words(latest)}", rule.source)


def of_posts(found: Sequence[Rule], held: Sequence[Post]) -> list[Objection]:
    """Hold those who sit in the group's bodies now against the charter; posts come with people."""
    return [
        *(one for rule in found if rule.kind is RuleKind.APART for one in _apart(rule, held)),
        *(one for rule in found if rule.kind is RuleKind.SEATS for one in _seats(rule, held)),
    ]


def of_succession(found: Sequence[Rule], body: Body, posts: Sequence[Post]) -> Iterator[Objection]:
    """Name those who hold a post of a body in more terms running than the charter allows."""
    limits = {rule.subject: rule for rule in found if rule.kind is RuleKind.TERMS}
    numbers = {term.id: term.number for term in body.terms}
    for post in posts:
        rule = limits.get(post.title)
        if post.ended_on is not None or rule is None or rule.amount is None:
            continue
        running = _running(post, posts, numbers)
        if running > rule.amount:
            told = f"{post.person.name}连任{post.title.label} {running} 届"
            yield Objection(f"{told}，超过 {rules.words(rule)}", rule.source)


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day some years later; a leap day becomes the 28th."""
    leap_day = (day.month, day.day) == (2, 29)
    return (day.replace(day=28) if leap_day else day).replace(year=day.year + years)


def _latest(rule: Rule, term: Term) -> dt.date | None:
    amount = rule.amount or 0
    if rule.kind is RuleKind.TERM:
        return years_after(term.starts_on, amount)
    if rule.kind is RuleKind.EXTENSION:
        years, months = divmod(term.planned_end_on.month - 1 + amount, 12)
        first = dt.date(term.planned_end_on.year + years, months + 1, 1)
        return first + dt.timedelta(days=min(term.planned_end_on.day, 28) - 1)
    return None


def _apart(rule: Rule, held: Sequence[Post]) -> Iterator[Objection]:
    titles: dict[int, set[str]] = defaultdict(set)
    names = {post.person_id: post.person.name for post in held}
    for post in held:
        titles[post.person_id].add(post.title.value)
    pair = rule.subject.split("/")
    for person_id, those in titles.items():
        if those.issuperset(pair):
            words = "、".join(PostTitle.of_code(code).label for code in pair)
            yield Objection(f"{names[person_id]}同时任{words}", rule.source)


def _seats(rule: Rule, held: Sequence[Post]) -> Iterator[Objection]:
    council = [post for post in held if post.body.kind is BodyKind.COUNCIL]
    every = {post.person_id for post in council if post.title in COUNCILLORS}
    standing = {post.person_id for post in council if post.title is PostTitle.STANDING}
    numerator, denominator = rule.numerator or 1, rule.denominator or 1
    if len(standing) * denominator > len(every) * numerator:
        told = f"常务理事 {len(standing)} 人，理事共 {len(every)} 人"
        yield Objection(f"{told}，超过 {numerator}/{denominator}", rule.source)


def _running(post: Post, posts: Sequence[Post], numbers: dict[int, int]) -> int:
    """Return for how many terms running a person holds the same post, this one too."""
    served = {
        numbers[one.term_id]
        for one in posts
        if one.person_id == post.person_id and one.title is post.title and one.term_id in numbers
    }
    last = max(served, default=0)
    return next(n for n in range(len(served) + 1) if last - n not in served)
