"""How far an application for a list or title had come on a day."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from groupmgr.kernel.levels import Standing


def stood(table: Any, key: Any, standing: Standing, day: dt.date) -> sa.Select[int]:
    """Select the keys whose last word on some title, up to the day, was this one.

    推荐 and 入选 are two states of one application: an application that came
    further has left the state before (S001).
    """
    newest = sa.func.row_number().over(
        partition_by=(key, table.title), order_by=(table.on.desc(), table.id.desc())
    )
    said = (
        sa.select(key.label("key"), table.standing, newest.label("newest"))
        .where(table.on <= day)
        .subquery()
    )
    return sa.select(said.c.key).where(said.c.newest == 1, said.c.standing == standing)
