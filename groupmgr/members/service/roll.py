"""The roll of the group on any day: who was a member, under which name and in which rank."""

import datetime as dt
import unicodedata

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager

from groupmgr import policy
from groupmgr.kernel.text import contains
from groupmgr.members.labels import Rank
from groupmgr.members.models import FormerName, FormerRank, Membership, Unit
from groupmgr.members.people import Liaison, Person
from groupmgr.members.roll import name_on
from groupmgr.policy import Action, Actor

_BRACKETS = str.maketrans("()", "（）")


def rank_on(day: dt.date) -> sa.ColumnElement[Rank]:
    """Return the SQL of the rank that a membership had on a day."""
    former = (
        sa.select(FormerRank.rank)
        .where(FormerRank.membership_id == Membership.id, FormerRank.until >= day)
        .order_by(FormerRank.until)
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )
    return sa.func.coalesce(former, Membership.rank)


def height(rank: sa.ColumnElement[Rank]) -> sa.ColumnElement[int]:
    """Return the SQL by which ranks are ordered, the chair first."""
    return sa.case({code: at for at, code in enumerate(Rank)}, value=rank)


def liaison_on(day: dt.date) -> sa.ColumnElement[str | None]:
    """Return the SQL of the name of a membership's liaison officer on a day."""
    return (
        sa.select(Person.name)
        .join(Liaison, Liaison.person_id == Person.id)
        .where(
            Liaison.membership_id == Membership.id,
            Liaison.started_on <= day,
            sa.or_(Liaison.ended_on.is_(None), Liaison.ended_on >= day),
        )
        .order_by(Liaison.started_on.desc())
        .limit(1)
        .correlate(Membership)
        .scalar_subquery()
    )


def roll(actor: Actor, day: dt.date) -> sa.Select[Membership, str, Rank, str | None]:
    """Return the query of those who were members on a day, as they were called and ranked then.

    Each row holds the membership with its unit, `name`, `rank` and `liaison`.
    """
    return _memberships(actor, day).where(Membership.on_roll(day))


def former(actor: Actor, day: dt.date) -> sa.Select[Membership, str, Rank, str | None]:
    """Return the same of those who had left by a day."""
    return _memberships(actor, day).where(Membership.ended_on <= day)


def _memberships(actor: Actor, day: dt.date) -> sa.Select[Membership, str, Rank, str | None]:
    rank = rank_on(day)
    return (
        sa.select(
            Membership,
            name_on(Unit, day).label("name"),
            rank.label("rank"),
            liaison_on(day).label("liaison"),
        )
        .join(Membership.unit)
        .options(contains_eager(Membership.unit))
        .where(policy.visible(actor, Action.MEMBER_VIEW, Membership))
        .order_by(height(rank), Unit.pinyin, Unit.id)
    )


def found_by(word: str) -> sa.ColumnElement[bool]:
    """Match the units that a word finds: by a name of any day, code, pinyin or initials."""
    plain = unicodedata.normalize("NFKC", word)
    spellings = {word, plain, plain.translate(_BRACKETS)}
    return sa.or_(
        *(contains(Unit.name, spelling) for spelling in spellings),
        *(contains(Unit.short_name, spelling) for spelling in spellings),
        *(Unit.former_names.any(contains(FormerName.name, spelling)) for spelling in spellings),
        *(contains(column, plain) for column in _letters()),
    )


def regions(session: Session, actor: Actor) -> list[str]:
    """Return the regions of the units that are or were in the group."""
    of_group = policy.visible(actor, Action.MEMBER_VIEW, Unit)
    query = sa.select(Unit.region).where(of_group, Unit.region != "").distinct()
    return list(session.scalars(query.order_by(Unit.region)))


def _letters() -> tuple[InstrumentedAttribute[str | None] | InstrumentedAttribute[str], ...]:
    return Unit.uscc, Unit.pinyin, Unit.initials
