"""The records behind a figure as a list with the columns that the indicator names."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from flask import url_for

from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.web.access import units
from groupmgr.web.columns import Column
from groupmgr.web.listing import Listing, View

# The page of a record, and what its address calls the record's key.
KEYS = {
    "activities.show": "key",
    "bases.show": "base_id",
    "meetings.show": "meeting_id",
    "members.show": "unit_id",
    "projects.show": "project_id",
    "studios.show": "studio_id",
}


def records(indicator: Indicator, rows: Rows, name: str) -> tuple[Listing, Rows]:
    """Return the list of the rows, and the query it is to be answered with."""
    table = rows.subquery()
    return _listing(indicator, table, name), sa.select(table)


def shared_records(indicator: Indicator, rows: Rows, name: str) -> tuple[Listing, Rows]:
    """Return the list of the records that several units count, or none, with those units."""
    table = rows.subquery()
    listing = _listing(indicator, table, name)
    money = indicator.summed is not None and indicator.per != 1
    more = (
        Column("unit_names", "计入的单位", lambda row: row.unit_names or "无成员单位"),
        Column(
            "beyond",
            f"重复计列（{indicator.unit}）",
            lambda row: row.beyond,
            sort=table.c.beyond,
            numeric=not money,
            money=money,
            written=lambda row: None if row.units else "—",
        ),
    )
    views = (
        View("several", "多单位共有", lambda: table.c.units > 1),
        View("none", "不归成员单位", lambda: table.c.units.is_(None)),
    )
    columns = (*listing.columns, *more)
    return replace(listing, columns=columns, views=views), sa.select(table)


def _listing(indicator: Indicator, table: sa.Subquery, name: str) -> Listing:
    latest = [table.c[indicator.dated].desc()] if indicator.dated else []
    return Listing(
        name=name,
        counted="条",
        columns=[_column(indicator, table, key, head) for key, head in indicator.columns.items()],
        order=(*latest, table.c.id),
    )


def _column(indicator: Indicator, table: sa.Subquery, key: str, head: str) -> Column:
    summed = key == indicator.summed
    first = key == next(iter(indicator.columns))
    return Column(
        key,
        f"{head}（{indicator.unit}）" if summed and head != indicator.unit else head,
        lambda row: row._mapping[key],
        sort=table.c[key],
        numeric=summed and indicator.per == 1,
        money=summed and indicator.per != 1,
        link=_address(indicator) if first else None,
    )


def _address(indicator: Indicator) -> Callable[[Any], str] | None:
    """Return what leads from a row to its record; a unit outside the group has no page in it."""
    page = indicator.opens
    if page is None:
        return None
    inside = {unit.id for unit in units()} if page == "members.show" else None

    def address(row: Any) -> str:
        key = row._mapping[indicator.record]
        return url_for(page, **{KEYS[page]: key}) if inside is None or key in inside else ""

    return address
