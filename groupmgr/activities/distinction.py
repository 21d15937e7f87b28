"""Pairs of records of which somebody said that they do not tell of the same event."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Record

GONE = "CASCADE"


class Distinction(Record):
    """不是同一项活动: said once of a pair, and asked again of nobody.

    The record with the smaller key comes first.
    """

    __tablename__ = "distinctions"
    __table_args__ = (
        sa.UniqueConstraint("one_id", "other_id"),
        sa.CheckConstraint("one_id < other_id", name="ordered"),
    )

    one_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id", ondelete=GONE))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id", ondelete=GONE), index=True)
    said_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
