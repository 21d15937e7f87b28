"""The outbox."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.clock import now
from groupmgr.kernel.labels import Label


class MailState(Label):
    """How far a letter has come."""

    WAITING = "waiting", "待发送"
    SENT = "sent", "已发出"
    FAILED = "failed", "未发出"
    DROPPED = "dropped", "不再需要"


class Mail(Record):
    """A letter asked for in the same transaction as the change that needs it.

    Its text is not kept: it is written by the composer of its `kind` from
    `arguments` at the moment it is sent, so that no secret of a link lies in
    the database and nothing outdated is sent. `due_at` is the next try.
    """

    __tablename__ = "mails"
    __table_args__ = (
        sa.Index("ix_mails_state_due_at", "state", "due_at"),
        sa.Index("ix_mails_group_id_id", "group_id", "id"),
    )

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    kind: Mapped[Short]
    arguments: Mapped[dict[str, Any]]
    name: Mapped[Name]
    address: Mapped[str] = mapped_column(sa.String(254))
    title: Mapped[Name]
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING)
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[dt.datetime] = mapped_column(default=now)
    sent_at: Mapped[dt.datetime | None]
    problem: Mapped[Text] = mapped_column(default="")

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the letters of the group."""
        return cls.group_id == group_id
