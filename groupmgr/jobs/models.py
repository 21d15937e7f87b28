"""The jobs table."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.labels import Label


class JobState(Label):
    """How far a job has come."""

    QUEUED = "queued", "排队中"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未完成"
    CANCELLED = "cancelled", "已取消"


class Job(Record):
    """Work asked for in the same transaction as the change that needs it.

    A worker holds a lease while it works; a job whose lease ran out is taken
    again, so handlers must bear to be run twice. `key` is the same for the
    same work: while one such job is open, a second press joins it. `tick`
    names the hour or day of work that recurs, so that each is done once.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        sa.Index("ix_jobs_state_id", "state", "id"),
        sa.Index("uq_jobs_tick", "tick", unique=True),
        sa.Index(
            "uq_jobs_open_key",
            "key",
            unique=True,
            sqlite_where=sa.text("state IN ('queued', 'running')"),
            postgresql_where=sa.text("state IN ('queued', 'running')"),
        ),
    )

    kind: Mapped[Short]
    key: Mapped[Name]
    tick: Mapped[Name | None]
    arguments: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    step: Mapped[Name] = mapped_column(default="")
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[dt.datetime | None]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    problem: Mapped[Text] = mapped_column(default="")

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the work that was asked for in the group."""
        return cls.group_id == group_id

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the same: progress is no secret within a group."""
        return cls.of_group(group_id)
