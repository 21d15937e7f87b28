"""批注: what a secretariat said of one place of a record when it returned it."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.activities.labels import RemarkState
from groupmgr.kernel.base import Record, Short, Text


class Remark(Record):
    """A remark of one group on one version, what the unit answered, and whether it is solved.

    `place` is a code of `activities.places`, `was` how that place read then,
    so that the difference can be shown in words. A remark outlives the credit:
    a unit that takes its record back and offers it again meets it still.
    """

    __tablename__ = "remarks"
    __table_args__ = (sa.Index("ix_remarks_activity_id_group_id", "activity_id", "group_id"),)

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    version: Mapped[int]
    place: Mapped[Short]
    reason_id: Mapped[int | None] = mapped_column(sa.ForeignKey("reasons.id"))
    words: Mapped[Text]
    was: Mapped[Text] = mapped_column(default="")
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    answer: Mapped[Text] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    solved_at: Mapped[dt.datetime | None]

    @property
    def title(self) -> str:
        """Return what the journal calls it."""
        return self.words

    @property
    def state(self) -> RemarkState:
        """Return how far it has come."""
        if self.solved_at is not None:
            return RemarkState.SOLVED
        return RemarkState.OPEN if self.answered_at is None else RemarkState.ANSWERED

    @classmethod
    def pending(cls) -> sa.ColumnElement[bool]:
        """Match the remarks that are not solved."""
        return cls.solved_at.is_(None)
