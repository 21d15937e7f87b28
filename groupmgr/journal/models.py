"""The journal table."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Base, Name, Short, Text
from groupmgr.kernel.clock import now


class Entry(Base):
    """One deed: who did what to which record, and what the record said before and after.

    `seal` hashes the entry together with the seal before it, so that a later
    change to any entry breaks the chain.
    """

    __tablename__ = "journal"
    __table_args__ = (
        sa.Index("ix_journal_thing", "thing", "thing_id"),
        sa.Index("ix_journal_group_id_id", "group_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(default=now)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    actor_name: Mapped[Short]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    deed: Mapped[Short]
    thing: Mapped[Short]
    thing_id: Mapped[int]
    title: Mapped[Name]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
    after: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[Text] = mapped_column(default="")
    seal: Mapped[str] = mapped_column(sa.String(64))

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match what was done in the group."""
        return cls.group_id == group_id
