"""The records behind a figure as a list with the columns that the indicator names."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import url_for

from groupmgr.kernel.indicator import Indicator, Rows
from groupmgr.web.access import units
from groupmgr.web.columns import Column
from groupmgr.web.listing import Listing

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
    latest = [table.c[indicator.dated].desc()] if indicator.dated else []
    listing = Listing(
        name=name,
        counted="条",
        columns=[_column(indicator, table, key, head) for key, head in indicator.columns.items()],
        order=(*latest, table.c.id),
    )
    return listing, sa.select(table)


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
