"""What a register says of itself so that it can be a workbook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr import policy
from groupmgr.policy import Action, Actor
from groupmgr.tables.reader import Heading
from groupmgr.workbooks.habits import Habits

# What a cell says in one plain form: words, or the rows of a small form as words.
Value = str | list[dict[str, str]]
Cells = dict[str, Value]

Save = Callable[[Session, Actor, Any, dict[str, Any]], object]
Offer = Callable[[Session, Actor], Iterable[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Told:
    """A column that is there to be read alone, left of those that are filled in."""

    label: str
    cell: Callable[[Any], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """A register as a workbook: its columns are the fields of the form by which it is edited.

    `save` is the service of that form. `offers` are the records that fields
    offer, `source` is what the form is filled from, `beside` the data that it
    takes besides, `fixed` the fields that a known record changes on its own
    pages alone. `same` names the fields by which a row without identity is
    recognised as a known record, the first of them its name; where that is not
    enough, `find` returns for each of some rows the key of its record, nothing,
    or words that say why it cannot be told. A register without `adding` takes
    no new rows. Of the records that are `narrowed`, the download holds those
    that are `handed` out. `things` are the tables and keys under which the
    journal tells of a record; `restore` writes what a record said before an
    import, `leave` takes a record back that an import made.

    `habits` are the ways in which tables from elsewhere write its columns, and
    `more` what else they have; `completed` makes of a row of theirs a row of ours.
    """

    key: str
    name: str
    action: Action
    model: Any
    form: Any
    save: Save
    index: str
    same: Sequence[str] = ()
    options: Sequence[Any] = ()
    order: Sequence[Any] = ()
    offers: Mapping[str, Offer] = field(default_factory=dict)
    source: Callable[[Any], Any] = lambda record: record
    beside: Callable[[Any], Mapping[str, Any]] = lambda record: {}
    find: Callable[[Session, Actor, Sequence[Cells]], Sequence[int | str | None]] | None = None
    things: Callable[[Any], Sequence[tuple[str, int]]] = lambda record: (
        (record.__tablename__, record.id),
    )
    fixed: frozenset[str] = frozenset()
    told: Sequence[Told] = ()
    adding: bool = True
    narrowed: Sequence[Any] = ()
    handed: Sequence[Any] = ()
    restore: Save | None = None
    leave: Callable[[Session, Actor, Any], None] | None = None
    habits: Habits = field(default_factory=dict)
    more: Sequence[Heading] = ()
    completed: Callable[[Cells], None] = lambda cells: None

    @property
    def endpoint(self) -> str:
        """The name of its pages."""
        return f"{self.key}_workbook"

    def query(self, actor: Actor) -> sa.Select[Any]:
        """Return the query of the records that the actor may edit, as the sheet lists them."""
        mine = policy.visible(actor, self.action, self.model)
        query = sa.select(self.model).where(mine, *self.narrowed).options(*self.options)
        return query.order_by(*self.order, self.model.id)


class Desk(Protocol):
    """The form of a register at which rows are filled in, for one person."""

    book: Book
    session: Session
    actor: Actor
    columns: Sequence[Any]

    def cells(self, record: Any) -> Cells: ...
    def filled(self, cells: Mapping[str, Value], record: Any = None) -> Any: ...


def version(record: Any) -> str:
    """Return what tells one state of a stored record from the next."""
    return str(getattr(record, "revision", None) or record.changed_at.isoformat())
