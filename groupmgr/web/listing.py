"""Lists: declared once, then searched, narrowed, sorted, paged and exported by their address."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import lazyload

from groupmgr.extensions import db
from groupmgr.kernel.indicator import Rows
from groupmgr.web.columns import Column
from groupmgr.web.conditions import Clause, Condition
from groupmgr.web.workbook import send_workbook

PAGE = 50
# Rows are counted up to this number; a list of more says so, and totals nothing.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class View:
    """A ready-made condition, drawn as a tab with the number of its rows."""

    key: str
    label: str
    where: Callable[[], Clause]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a list is made of; `answer` serves it as a page or a workbook.

    `order` sorts where the address asks for nothing else; `counted` is the
    word that follows a number of rows (项, 家, 人); `totals` says what all
    rows of the selection come to, given their query and number; `closing`
    stands under the rows of the workbook where the list is not narrowed.
    """

    name: str
    counted: str
    columns: Sequence[Column]
    order: Sequence[Any]
    conditions: Sequence[Condition] = ()
    views: Sequence[View] = ()
    totals: Callable[[Rows, int], str] | None = None
    closing: Sequence[Sequence[Any]] = ()

    def answer(self, query: Rows, template: str, **context: Any) -> ResponseReturnValue:
        """Show the rows of a query that the policy already narrowed."""
        listed = Listed(self, query)
        if request.args.get("as") == "xlsx":
            closing = () if listed.chips else self.closing
            heads = [column.head for column in self.columns]
            return send_workbook(self.name, heads, [*listed.stored(), *closing])
        return render_template(template, listed=listed, **context)


@dataclass(frozen=True, slots=True)
class Chip:
    """A condition that is set."""

    condition: Condition
    value: str
    words: str


@dataclass
class Listed:
    """A list as one request asked for it."""

    listing: Listing
    everything: Rows
    shown: Sequence[Column] = field(init=False)

    def __post_init__(self) -> None:
        self.shown = [column for column in self.listing.columns if not column.exported]

    @cached_property
    def chips(self) -> list[Chip]:
        """The conditions that are set, with the words of what was chosen."""
        chips = []
        for condition in self.listing.conditions:
            value = request.args.get(condition.key, "").strip()
            words = condition.words(value) if value else None
            if words:
                chips.append(Chip(condition, value, words))
        return chips

    @cached_property
    def view(self) -> View | None:
        """The tab that is open."""
        asked = request.args.get("view")
        return next((view for view in self.listing.views if view.key == asked), None)

    @cached_property
    def rows(self) -> list[Any]:
        """The rows of the open page."""
        start = (self.page - 1) * PAGE
        return _records(self._sorted().limit(PAGE).offset(start)) if self.total else []

    @cached_property
    def total(self) -> int:
        """How many rows there are on all pages."""
        if self.listing.views and not self.chips:
            return self.view_counts[self.view.key if self.view else ""]
        return _count(self._narrowed(self.chips))

    def written(self, count: int) -> str:
        """Write a number of rows: 10,000+ where not all are counted."""
        return f"{count:,}" if count <= MOST else f"{MOST:,}+"

    @cached_property
    def totals(self) -> str:
        """What the rows on all pages come to, in words; nothing for a list that is not narrowed."""
        totals = self.listing.totals
        if totals is None or self.many or not (self.chips or self.view):
            return ""
        return totals(self._narrowed(self.chips), self.total)

    @property
    def many(self) -> bool:
        """Whether there are more rows than are counted."""
        return self.total > MOST

    @property
    def pages(self) -> int:
        """How many pages there are, as far as rows are counted."""
        return max(1, -(-min(self.total, MOST) // PAGE))

    @property
    def page(self) -> int:
        """The open page."""
        asked = max(request.args.get("page", 1, int), 1)
        return asked if self.many else min(asked, self.pages)

    @property
    def goes_on(self) -> bool:
        """Whether a page follows the open one."""
        return self.page < self.pages or (self.many and len(self.rows) == PAGE)

    @property
    def sort(self) -> str:
        """What the rows are sorted by, as the address says it: `name` or `-name`."""
        asked = request.args.get("sort", "")
        keys = {column.key for column in self.listing.columns if column.sort is not None}
        return asked if asked.removeprefix("-") in keys else ""

    def sorted_by(self, column: Column) -> str:
        """Return the `aria-sort` of a column."""
        return {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "none")

    def url_sorted(self, column: Column) -> str:
        """Return the address that sorts by a column, or turns its order round."""
        return self.url(sort=f"-{column.key}" if self.sort == column.key else column.key)

    def url(self, **changes: str | int) -> str:
        """Return the address of this list with some conditions changed; an empty one is dropped."""
        asked = {k: v for k, v in request.args.items() if v and k not in ("page", "as")}
        wanted: dict[str, Any] = {k: v for k, v in (asked | changes).items() if v}
        return url_for(request.endpoint or "", **(request.view_args or {}), **wanted)

    def url_without(self) -> str:
        """Return the address with no condition set."""
        return self.url(**{chip.condition.key: "" for chip in self.chips})

    def value(self, condition: Condition) -> str:
        """Return what is chosen for a condition."""
        return next((chip.value for chip in self.chips if chip.condition is condition), "")

    def ways_out(self) -> list[tuple[Chip, int]]:
        """Return, for a list that found nothing, each condition with the rows without it."""
        counts = []
        for chip in self.chips:
            others = [other for other in self.chips if other is not chip]
            counts.append((chip, _count(self._narrowed(others))))
        return [(chip, count) for chip, count in counts if count]

    @cached_property
    def view_counts(self) -> dict[str, int]:
        """The number of rows of every tab, asked for at once."""
        tabs = self.listing.views
        queries = [self.everything, *(self.everything.where(view.where()) for view in tabs)]
        return dict(zip(["", *(view.key for view in tabs)], _counts(queries), strict=True))

    def stored(self) -> Iterable[list[Any]]:
        """Return the cells of all pages as the workbook holds them."""
        for row in _records(self._sorted()):
            yield [column.stored(row) for column in self.listing.columns]

    def keys(self, column: Any, most: int) -> list[Any]:
        """Return the keys of the rows of all pages in their order, as many as that."""
        query = self._sorted().options(lazyload("*")).limit(most)
        found = query.with_only_columns(column, maintain_column_froms=True)
        return list(db.session.scalars(found))

    def _narrowed(self, chips: Sequence[Chip]) -> Rows:
        query = self.everything.where(*(chip.condition.clause(chip.value) for chip in chips))
        return query.where(self.view.where()) if self.view else query

    def _sorted(self) -> Rows:
        query = self._narrowed(self.chips).order_by(None)
        chosen = next(
            (c for c in self.listing.columns if c.key == self.sort.removeprefix("-")), None
        )
        if chosen is not None:
            first = chosen.sort.desc() if self.sort.startswith("-") else chosen.sort.asc()
            query = query.order_by(first.nulls_last())
        return query.order_by(*self.listing.order)


def _count(query: Rows) -> int:
    return _counts([query])[0]


def _counts(queries: Iterable[Rows]) -> Sequence[int]:
    """Count the rows of several queries at once, each up to one more than `MOST`."""
    return db.session.execute(sa.select(*map(_counting, queries))).one()


def _counting(query: Rows) -> sa.ScalarSelect[int]:
    rows = query.options(lazyload("*")).order_by(None).limit(MOST + 1)
    one: Rows = rows.with_only_columns(sa.literal_column("1"), maintain_column_froms=True)
    return sa.select(sa.func.count()).select_from(one.subquery()).scalar_subquery()


def _records(query: Rows) -> list[Any]:
    found = db.session.execute(query).unique().all()
    return [row[0] if len(row) == 1 else row for row in found]
