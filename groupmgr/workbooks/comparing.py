"""Three ways to compare a row: what stood there, what it says now, what is registered now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from groupmgr.workbooks.book import Book, Cells, Value
from groupmgr.workbooks.models import Outcome
from groupmgr.workbooks.said import Brought, Said
from groupmgr.workbooks.stamps import Seen, same

GONE = "这条记录已不在您可以修改的范围内"
COPIED = "与第 {} 行是同一条记录（整行复制来的）。新的记录请填在末尾的空白行里"
UNKNOWN = "不认得这一行的编号，请重新下载一份"
SHIFTED = "名称与这一行的编号对不上，可能是只给一部分列排了序。请撤销排序，或重新下载一份"
DOUBLED = "与第 {} 行重复"
NOT_ADDING = "{}不能在表中新增，请在页面上办理"


@dataclass(slots=True)
class Change:
    """What a row wants of one column, and what others made of it meanwhile, and who."""

    label: str
    base: str
    said: str
    now: str
    conflict: bool = False
    by: str = ""


@dataclass(slots=True)
class Compared:
    """A row with what it comes to; `cells` is what the record would say afterwards."""

    said: Said
    name: str
    outcome: Outcome | None
    key: int | None = None
    cells: Cells = field(default_factory=dict)
    changes: dict[str, Change] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Comparison:
    """The comparison of one workbook."""

    book: Book
    columns: Sequence[Any]
    brought: Brought

    @cached_property
    def _first(self) -> dict[int, int]:
        """The row in which each identity stands first."""
        found: dict[int, int] = {}
        for said in self.brought.rows:
            if said.key is not None:
                found.setdefault(said.key, said.number)
        return found

    @cached_property
    def _doubled(self) -> dict[int, int]:
        """The rows without identity that say what an earlier sound one says, and that one."""
        met: dict[tuple[str, ...], int] = {}
        found: dict[int, int] = {}
        for said in self.brought.rows:
            if said.key is None and not said.faults:
                first = met.setdefault(identity(said.cells, self.book.same), said.number)
                found |= {said.number: first} if first != said.number else {}
        return found

    def row(self, said: Said, key: int | None, now: Cells | None, doubt: str = "") -> Compared:
        """Compare a row with what its record says now; `key` is that of the record, if known."""
        made = Compared(said, self._name(said.cells), None, key)
        if said.number in self._doubled:
            return _faulty(made, {"": DOUBLED.format(self._doubled[said.number])})
        if said.key is None:
            return self._without_identity(made, now, doubt)
        if words := self._doubt(said, now):
            return _faulty(made, {"": words})
        seen = self.brought.seen[said.key]
        return self._settled(made, now or {}, seen)

    @cached_property
    def _met(self) -> dict[int, int]:
        """The row in which each record was met; those without identity join while compared."""
        return dict(self._first)

    def _without_identity(self, made: Compared, now: Cells | None, doubt: str) -> Compared:
        if doubt:
            return _faulty(made, {"": doubt, **made.said.faults})
        if now is None:
            if not self.book.adding:
                return _faulty(made, {"": NOT_ADDING.format(self.book.name)})
            made.outcome, made.cells = Outcome.NEW, dict(made.said.cells)
            return _faulty(made, made.said.faults) if made.said.faults else made
        first = self._met.setdefault(made.key or 0, made.said.number)
        if first != made.said.number:
            return _faulty(made, {"": DOUBLED.format(first)})
        seen = Seen(made.key or 0, "", {})
        return self._settled(made, now, seen, unknown=True)

    def _settled(
        self, made: Compared, now: Cells, seen: Seen, *, unknown: bool = False
    ) -> Compared:
        """Take over what was changed here alone, and tell what was changed on both sides."""
        made.cells = dict(now)
        for column in self.columns:
            key = column.key
            if key not in made.said.cells or (unknown and self._held(key)):
                continue
            said, is_now = made.said.cells[key], now.get(key, "")
            if unknown and isinstance(said, list) and isinstance(is_now, list):
                said = _joined(said, is_now, column.columns[0].key)
            if change := _change(column, said, is_now, seen, unknown):
                made.changes[key] = change
                made.cells[key] = said
        faults = {key: made.said.faults[key] for key in made.said.faults if key in made.changes}
        fixed = {key: self._fixed(made.changes[key]) for key in made.changes if self._held(key)}
        if made.changes:
            conflict = any(one.conflict for one in made.changes.values())
            made.outcome = Outcome.CONFLICT if conflict else Outcome.CHANGED
        return _faulty(made, fixed | faults) if fixed | faults else made

    def _held(self, key: str) -> bool:
        return key in self.book.fixed

    def _fixed(self, change: Change) -> str:
        return f"{change.label}：已登记的{self.book.name}请在它的页面上修改这一项"

    def _doubt(self, said: Said, now: Cells | None) -> str:
        """Return why a row cannot be believed to speak of its record."""
        seen = self.brought.seen.get(said.key or 0)
        if seen is None:
            return UNKNOWN
        if self._first[seen.key] != said.number:
            return COPIED.format(self._first[seen.key])
        title = self.columns[0].key
        name = said.cells.get(title, "")
        moved = not self.book.told and not same(name, seen.cells.get(title))
        if moved and name in self._names:
            return SHIFTED
        return "" if now is not None else GONE

    @cached_property
    def _names(self) -> set[Any]:
        title = self.columns[0].key
        return {seen.cells.get(title) for seen in self.brought.seen.values()}

    def _name(self, cells: Cells) -> str:
        return str(cells.get(self.columns[0].key, "")).partition("\n")[0][:120] or "（没有名称）"


def identity(cells: Mapping[str, Value], same_as: Sequence[str]) -> tuple[str, ...]:
    """Return what a row without identity is recognised by."""
    return tuple(str(cells.get(key, "")) for key in same_as)


def _change(column: Any, said: Value, now: Value, seen: Seen, unknown: bool) -> Change | None:
    """Return what a cell wants; nothing where it was left alone or says what is registered."""
    if _plain(column, said) == _plain(column, now):
        return None
    kept = seen.cells.get(column.key, now)
    if not unknown and same(said, kept):
        return None
    if unknown and not said:
        return None
    conflict = unknown or not same(now, kept)
    base = kept if isinstance(kept, list) or not str(kept).startswith("#") else "（较长，略）"
    was, wanted, stands = (shown(column, one) for one in (base, said, now))
    return Change(column.label, was, wanted, stands, conflict)


Row = dict[str, str]


def _joined(said: list[Row], now: list[Row], name: str) -> list[Row]:
    """Return the rows of a table from elsewhere with what it leaves out of those of that name."""
    held = {row.get(name): row for row in reversed(now)}
    return [{**held.get(row[name], {}), **{k: v for k, v in row.items() if v}} for row in said]


def _plain(column: Any, value: Value) -> Any:
    """Return a value without what only the form carries along."""
    if not isinstance(value, list):
        return value
    return [[row.get(one.key, "") for one in column.columns] for row in value]


def shown(column: Any, value: Any) -> str:
    """Return a value for people to read."""
    if not isinstance(value, list):
        return str(value)
    lines = ("，".join(row[one.key] for one in column.columns if row.get(one.key)) for row in value)
    return "；".join(lines)


def _faulty(made: Compared, faults: Mapping[str, str]) -> Compared:
    made.outcome, made.faults = Outcome.FAULTY, dict(faults)
    return made
