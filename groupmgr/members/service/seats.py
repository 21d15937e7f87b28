"""Who is invited when a body meets: the units that sit in it on a day, and their people."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from groupmgr.groups.labels import BodyKind
from groupmgr.groups.models import Body
from groupmgr.members.labels import PostTitle, Rank
from groupmgr.members.models import Membership, Unit
from groupmgr.members.people import Liaison, Person, Post
from groupmgr.members.roll import name_on
from groupmgr.members.service.roll import rank_on

# Where no posts are written down, the rank of a unit gives it its seat.
SEATED: dict[BodyKind, Collection[Rank]] = {
    BodyKind.ASSEMBLY: tuple(Rank),
    BodyKind.COUNCIL: (Rank.CHAIR, Rank.VICE_CHAIR, Rank.STANDING, Rank.COUNCIL),
    BodyKind.STANDING_COUNCIL: (Rank.CHAIR, Rank.VICE_CHAIR, Rank.STANDING),
}


@dataclass(frozen=True, slots=True)
class Sitter:
    """A person for a unit: with a post in the body, or as its liaison officer without one."""

    person_id: int
    name: str
    position: str
    phone: str | None
    title: PostTitle | None = None


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit, called as on the day, and who comes for it; the highest post first."""

    unit_id: int
    unit: str
    sitters: tuple[Sitter, ...]


def invited(session: Session, body: Body, day: dt.date) -> list[Seat]:
    """Return the units to be invited with their people, in the order of their names.

    Those who hold a post in the body on the day; for an assembly, and for a
    council in which no posts are written down, the members whose rank seats them.
    """
    held = [] if body.kind is BodyKind.ASSEMBLY else _holders(session, body, day)
    return held or _by_rank(session, body, day)


def holding(day: dt.date) -> sa.ColumnElement[bool]:
    """Match the posts that are held on a day."""
    return sa.and_(Post.started_on <= day, sa.or_(Post.ended_on.is_(None), Post.ended_on >= day))


def _holders(session: Session, body: Body, day: dt.date) -> list[Seat]:
    query = (
        sa.select(Post, name_on(Unit, day), Unit.id)
        .join(Post.person)
        .join(Unit, Unit.id == Person.unit_id)
        .where(Post.body_id == body.id, holding(day))
        .options(contains_eager(Post.person))
        .order_by(Unit.pinyin, Unit.id, _height(), Post.id)
    )
    rows = session.execute(query).all()
    return [
        Seat(unit_id, name, tuple(_sitter(post.person, post.title) for post, *_ in each))
        for (unit_id, name), each in groupby(rows, lambda row: (row[2], row[1]))
    ]


def _by_rank(session: Session, body: Body, day: dt.date) -> list[Seat]:
    liaison = sa.and_(
        Liaison.membership_id == Membership.id,
        Liaison.started_on <= day,
        sa.or_(Liaison.ended_on.is_(None), Liaison.ended_on >= day),
    )
    query = (
        sa.select(Unit.id, name_on(Unit, day), Person)
        .join(Membership, Membership.unit_id == Unit.id)
        .outerjoin(Liaison, liaison)
        .outerjoin(Person, Person.id == Liaison.person_id)
        .where(
            Membership.group_id == body.group_id,
            Membership.on_roll(day),
            rank_on(day).in_(SEATED.get(body.kind, ())),
        )
        .order_by(Unit.pinyin, Unit.id, Liaison.started_on.desc())
    )
    found: dict[int, Seat] = {}
    for unit_id, name, person in session.execute(query):
        sitters = (_sitter(person),) if person else ()
        found.setdefault(unit_id, Seat(unit_id, name, sitters))
    return list(found.values())


def _height() -> sa.ColumnElement[int]:
    return sa.case({title: at for at, title in enumerate(PostTitle)}, value=Post.title)


def _sitter(person: Person, title: PostTitle | None = None) -> Sitter:
    return Sitter(person.id, person.name, person.position, person.phone, title)
