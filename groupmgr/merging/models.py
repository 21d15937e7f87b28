"""Requests to join a record, and the merges of two records into one."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.activities.labels import PartyRole
from groupmgr.activities.models import Activity
from groupmgr.kernel.base import Record, Text
from groupmgr.kernel.clock import now
from groupmgr.members.models import Unit
from groupmgr.merging.labels import RequestState


class JoinRequest(Record):
    """A unit asks to stand in the record of another, instead of making its own.

    `figures` holds, by the code of the measure, what the unit states of its
    own. The evidence of its draft goes over when the request is accepted, and
    the draft is thrown away.
    """

    __tablename__ = "join_requests"
    __table_args__ = (
        sa.Index(
            "uq_join_requests_waiting",
            "activity_id",
            "unit_id",
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index("ix_join_requests_unit_id_state", "unit_id", "state"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    draft_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[PartyRole]
    figures: Mapped[dict[str, Any]] = mapped_column(default=dict)
    remark: Mapped[Text] = mapped_column(default="")
    state: Mapped[RequestState] = mapped_column(default=RequestState.WAITING)
    reason: Mapped[Text] = mapped_column(default="")
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    answered_at: Mapped[dt.datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    activity: Mapped[Activity] = relationship(foreign_keys=[activity_id], lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """Return what the journal calls it: the title of the record to be joined."""
        return self.activity.title

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the requests to join what was offered to the group."""
        return cls.activity.has(Activity.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match what these units ask for, and what they are asked."""
        return sa.or_(cls.unit_id.in_(unit_ids), cls.activity.has(Activity.of_units(unit_ids)))


class Merge(Record):
    """Two records that became one, with all that is needed to make them two again.

    `before` holds every row of both as they stood; `after` is the hash of
    the rows that the merge left, by which a later change is noticed.
    """

    __tablename__ = "merges"

    kept_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"), index=True)
    gone_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"), index=True)
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    made_at: Mapped[dt.datetime] = mapped_column(default=now)
    before: Mapped[dict[str, Any]]
    after: Mapped[str] = mapped_column(sa.String(64))
    undone_at: Mapped[dt.datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the merges that the secretariat of the group made."""
        return cls.group_id == group_id
