"""The form of a register, filled from a record or from the cells of a row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from groupmgr.policy import Actor
from groupmgr.web.ports import ports
from groupmgr.web.record_field import RecordField
from groupmgr.workbooks.book import Book, Cells, Value
from groupmgr.workbooks.choice_fields import ChoiceColumn
from groupmgr.workbooks.fields import RowsColumn, columns_of
from groupmgr.workbooks.plain_fields import Column


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form made of a row: the facts for the service, and what is wrong, by column."""

    facts: dict[str, Any]
    faults: dict[str, str]


@dataclass
class Filler:
    """The form of a register as one person may fill it in; made once, filled many times.

    A known record is filled into `known`, which lacks what is fixed by then.
    """

    book: Book
    session: Session
    actor: Actor
    columns: Sequence[Column] = field(init=False)

    def __post_init__(self) -> None:
        self._offers = {
            key: list(offer(self.session, self.actor)) for key, offer in self.book.offers.items()
        }
        self._new, self._known = self._form(), self._form()
        title = next(iter(self.book.same), "")
        self.columns = sorted(columns_of(self._new), key=lambda one: one.key != title)
        self._learn()
        for key in self.book.fixed:
            del self._known[key]

    @property
    def title(self) -> Column:
        """The column by which people know a row."""
        return self.columns[0]

    @property
    def sheets(self) -> list[RowsColumn]:
        """The columns that are sheets of their own."""
        return [one for one in self.columns if isinstance(one, RowsColumn)]

    def fixed(self, key: str) -> bool:
        """Tell whether a known record changes this on its own pages alone."""
        return key in self.book.fixed

    def cells(self, record: Any) -> Cells:
        """Return what a record says, column by column."""
        self._new.process(None, obj=self.book.source(record), **self.book.beside(record))
        return {one.key: one.written(self._new[one.key]) for one in self.columns}

    def filled(self, cells: Mapping[str, Value], record: Any = None) -> Filled:
        """Return what a new or known record is to become."""
        form = self._new if record is None else self._known
        columns = [one for one in self.columns if one.key in form]
        typed: MultiDict[str, str] = MultiDict(_typed(columns, cells))
        if record is None:
            form.process(typed)
        else:
            self._offer_what_is_held(form, record)
            form.process(typed, obj=self.book.source(record), **self.book.beside(record))
        sound = form.validate()
        faults = {} if sound else {f.short_name: _first(f.errors) for f in form if f.errors}
        return Filled(form.facts(), faults)

    def _learn(self) -> None:
        """Know how others write the columns, and which other names units have and had."""
        names = ports().names_of(self.session, self.actor.group_id)
        for column in self.columns:
            column.learn(self.book.habits, column.key)
            for one in (column, *getattr(column, "columns", ())):
                if isinstance(one, ChoiceColumn) and one.of_units:
                    one.call(names)

    def _form(self) -> Any:
        form = self.book.form(formdata=None, meta={"csrf": False})
        for key, offered in self._offers.items():
            form[key].offer(offered)
        return form

    def _offer_what_is_held(self, form: Any, record: Any) -> None:
        """Offer what a record points to, even where the person could not choose it anew."""
        for one in form:
            held = getattr(record, one.short_name, None)
            if isinstance(one, RecordField):
                offered = self._offers.get(one.short_name, [])
                more = [] if held is None or held in dict(offered) else [(held, f"#{held}")]
                one.offer([*offered, *more])


def _typed(columns: Sequence[Column], cells: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    """Yield the cells as a browser would send them."""
    for column in columns:
        value = cells.get(column.key, "")
        if isinstance(column, RowsColumn):
            rows = value if isinstance(value, list) else []
            for at, row in enumerate(rows):
                yield from _typed_row(column, f"{column.key}-{at}", row)
        else:
            yield from ((column.key, one) for one in column.typed(value))


def _typed_row(column: RowsColumn, path: str, row: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for one in column.columns:
        yield from ((f"{path}-{one.key}", said) for said in one.typed(row.get(one.key, "")))
    yield from ((f"{path}-{key}", row.get(key, "")) for key in column.carried)


def _first(errors: Any) -> str:
    """Return the first message, however deep the rows of a form lie."""
    found = errors
    while not isinstance(found, str):
        found = next(iter(found.values() if isinstance(found, dict) else [e for e in found if e]))
    return found
