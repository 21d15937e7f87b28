"""The queries that reckon rows and the units they are credited to.

Rows have an `id`; shares are pairs of `id` and `unit_id`.
"""

from typing import Any

import sqlalchemy as sa

Rows = sa.Select[*tuple[Any, ...]]


Mark = sa.ColumnElement[bool] | None


def summed(column: sa.ColumnElement[int], mark: Mark = None) -> sa.ColumnElement[int]:
    """Return the sum, of the marked rows, as the whole number that the database holds."""
    total = sa.func.sum(column, type_=sa.Integer)
    return total if mark is None else total.filter(mark)


def counting(column: sa.ColumnElement[Any], mark: Mark = None) -> sa.ColumnElement[int]:
    """Return how many of the marked rows have a value."""
    number = sa.func.count(column)
    return number if mark is None else number.filter(mark)


def counted(rows: sa.FromClause, shares: sa.FromClause) -> Rows:
    """Count, for every unit, the rows that are credited to it."""
    number = sa.func.count()
    mine = shares.c.id.in_(sa.select(rows.c.id))
    return (
        sa.select(shares.c.unit_id, number, number, number).where(mine).group_by(shares.c.unit_id)
    )


def added(rows: sa.FromClause, shares: sa.FromClause, amount: sa.ColumnElement[int]) -> Rows:
    """Add, for every unit, what the rows credited to it add.

    A join would say the same, but SQLite may pair each row with each share.
    """
    both = _under_each_other(rows, shares, amount)

    def of_row(number: sa.ColumnElement[int]) -> sa.ColumnElement[int]:
        return sa.func.sum(number, type_=sa.Integer).over(partition_by=both.c.id)

    each = sa.select(
        both.c.unit_id,
        of_row(both.c.amount).label("amount"),
        of_row(both.c.counted).label("counted"),
    ).subquery()
    return (
        sa.select(
            each.c.unit_id, sa.func.count(), sa.func.count(each.c.amount), summed(each.c.amount)
        )
        .where(each.c.unit_id.is_not(None), each.c.counted == 1)
        .group_by(each.c.unit_id)
    )


def unlike(rows: sa.FromClause, shares: sa.FromClause, amount: sa.ColumnElement[int]) -> Rows:
    """Select what the rows with more than one unit, or with none, add, and how many they are."""
    both = _under_each_other(rows, shares, amount)
    each = (
        sa.select(
            summed(both.c.amount).label("amount"), sa.func.count(both.c.unit_id).label("units")
        )
        .group_by(both.c.id)
        .having(summed(both.c.counted) == 1)
        .subquery()
    )
    several, none = each.c.units > 1, each.c.units == 0
    return sa.select(
        summed(sa.case((several, each.c.amount * (each.c.units - 1)))),
        summed(sa.case((none, each.c.amount))),
        summed(sa.case((several, 1))),
        summed(sa.case((none, 1))),
    )


def _under_each_other(
    rows: sa.FromClause, shares: sa.FromClause, amount: sa.ColumnElement[int]
) -> sa.Subquery:
    """Lay rows (`counted` is 1) and shares (they have a unit) under each other."""
    yes, no = sa.literal_column("1", sa.Integer), sa.literal_column("0", sa.Integer)
    none = sa.literal_column("NULL", sa.Integer)
    return sa.union_all(
        sa.select(rows.c.id, none.label("unit_id"), amount.label("amount"), yes.label("counted")),
        sa.select(shares.c.id, shares.c.unit_id, none, no),
    ).subquery()
