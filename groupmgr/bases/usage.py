"""Who used a base, on which days and for what (2-records.md 2.5b)."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.attachments.models import Attachment
from groupmgr.bases.labels import UsageKind
from groupmgr.bases.models import TrainingBase
from groupmgr.kernel.base import Edited, Name
from groupmgr.members.models import Unit


class BaseUsage(Edited):
    """使用记录: people of a unit, or of nobody in the register (`user`), at a base.

    It stands in the school year in which it ended and lies in that year whole.
    """

    __tablename__ = "base_usages"
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.CheckConstraint("unit_id IS NOT NULL OR \"user\" <> ''", name="somebody"),
        sa.Index("ix_base_usages_base_id_ends_on", "base_id", "ends_on"),
    )

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    user: Mapped[Name] = mapped_column(default="")
    kind: Mapped[UsageKind]
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    people: Mapped[int]
    hours: Mapped[Decimal]
    note: Mapped[Name] = mapped_column(default="")

    base: Mapped[TrainingBase] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit | None] = relationship(lazy="raise_on_sql")
    files: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=Attachment.id,
        lazy="raise_on_sql",
    )

    @property
    def person_hours(self) -> Decimal:
        """人时: the people by the hours each of them was there."""
        return self.people * self.hours

    @property
    def days(self) -> int:
        """How many days it took."""
        return (self.ends_on - self.starts_on).days + 1

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the use of the bases offered to the group."""
        return cls.base.has(TrainingBase.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the use of the bases that these units keep."""
        return cls.base.has(TrainingBase.of_units(unit_ids))

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the use of the bases that the units may read about."""
        return cls.base.has(TrainingBase.shared(group_id, unit_ids))
