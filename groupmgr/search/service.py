"""What is found, group by group; the policy stands in the query itself."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.index.matching import found, keys
from groupmgr.index.models import Wording
from groupmgr.policy import Action, Actor

SHOWN = 5
Clause = sa.ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Searched:
    """A kind of record that is found.

    Who may see it is asked of itself under `opened_by`, or of its `owner`, the
    relationship to the record on whose page it stands. `beside` are other
    tables whose words it is found by: from their keys to a condition.
    `name`, `line` and `page` are what is shown of one: its name, what stands
    under it, and its address. `listing` is the list that takes the words as `q`.
    """

    label: str
    icon: str
    model: Any
    opened_by: Action
    name: Callable[[Any], str]
    line: Callable[[Any], str]
    page: Callable[[Any], str]
    owner: Any = None
    beside: tuple[tuple[str, Callable[[Any], Clause]], ...] = ()
    options: tuple[Any, ...] = ()
    listing: str = ""

    def visible(self, actor: Actor) -> Clause:
        """Return the condition that leaves what the actor may see."""
        if self.owner is None:
            return policy.visible(actor, self.opened_by, self.model)
        table = self.owner.property.mapper.class_
        asked: Clause = self.owner.has(policy.visible(actor, self.opened_by, table))
        return asked


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of what was found of a kind, newest first, each with its text; whether there is more."""

    kind: Searched
    records: Sequence[tuple[Any, str]]
    more: bool


def look(session: Session, actor: Actor, typed: str, kinds: Iterable[Searched]) -> list[Hits]:
    """Return what the actor may see that holds everything typed, kind by kind.

    It asks one question for each kind, and one for the texts of all.
    """
    asked = {
        kind: _query(session, actor, typed, kind)
        for kind in kinds
        if policy.may(actor, kind.opened_by)
    }
    rows = [(kind, session.scalars(query).all()) for kind, query in asked.items()]
    hits = [(kind, records) for kind, records in rows if records]
    texts = _texts(session, [records[:SHOWN] for _, records in hits])
    return [
        Hits(
            kind,
            [(one, texts.get((one.__tablename__, one.id), "")) for one in records[:SHOWN]],
            len(records) > SHOWN,
        )
        for kind, records in hits
    ]


def _query(session: Session, actor: Actor, typed: str, kind: Searched) -> sa.Select[Any]:
    dialect, model = session.get_bind().dialect.name, kind.model
    query = sa.select(model).where(kind.visible(actor)).options(*kind.options).limit(SHOWN + 1)
    if not kind.beside:
        words = found(dialect, model.__tablename__, typed).subquery()
        joined = query.join(words, words.c.thing_id == model.id)
        return joined.order_by(words.c.id.desc())
    ways = [model.id.in_(keys(dialect, model.__tablename__, typed))]
    ways += [where(keys(dialect, thing, typed)) for thing, where in kind.beside]
    return query.where(sa.or_(*ways)).order_by(model.id.desc())


def _texts(session: Session, found: Sequence[Sequence[Any]]) -> dict[tuple[str, int], str]:
    """Look up what the records say, each by its key: the whole table is large."""
    if not found:
        return {}
    at = [
        sa.and_(
            Wording.thing == records[0].__tablename__,
            Wording.thing_id.in_([one.id for one in records]),
        )
        for records in found
    ]
    query = sa.select(Wording.thing, Wording.thing_id, Wording.plain).where(sa.or_(*at))
    return {(thing, key): text for thing, key, text in session.execute(query)}
