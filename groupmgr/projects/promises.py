"""What units promised in an agreement, and what kept it."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Name, Record, Short
from groupmgr.members.models import Unit
from groupmgr.projects.agreements import Agreement
from groupmgr.projects.labels import PromiseKind, PromiseState


class Promise(Record):
    """承诺: so much of something from one of the parties, until a day."""

    __tablename__ = "promises"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_positive"),)

    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    kind: Mapped[PromiseKind]
    subject: Mapped[Name]
    amount: Mapped[Decimal]
    measure: Mapped[Short]
    due_on: Mapped[dt.date | None] = mapped_column(index=True)

    agreement: Mapped[Agreement] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    keepings: Mapped[list["Keeping"]] = relationship(
        cascade="all, delete-orphan", order_by="Keeping.on", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.subject

    @property
    def kept(self) -> Decimal:
        """How much of it was kept."""
        return sum((one.amount for one in self.keepings), Decimal(0))

    def state(self, day: dt.date) -> PromiseState:
        """Return how the promise stands on a day."""
        if self.kept >= self.amount:
            return PromiseState.KEPT
        if self.due_on is not None and self.due_on < day:
            return PromiseState.OVERDUE
        return PromiseState.BEGUN if self.keepings else PromiseState.OPEN

    @classmethod
    def is_open(cls) -> sa.ColumnElement[bool]:
        """Match the promises that are not kept whole."""
        kept = sa.select(sa.func.coalesce(sa.func.sum(Keeping.amount, type_=sa.Integer), 0))
        kept = kept.where(Keeping.promise_id == cls.id).correlate(cls)
        return kept.scalar_subquery() < sa.type_coerce(cls.amount, sa.Integer)

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the promises of the agreements offered to the group."""
        return cls.agreement.has(Agreement.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the promises of the agreements that these units keep."""
        return cls.agreement.has(Agreement.of_units(unit_ids))


class Keeping(Record):
    """兑现: a part of a promise that was kept, by an activity or by money that arrived."""

    __tablename__ = "keepings"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_positive"),)

    promise_id: Mapped[int] = mapped_column(sa.ForeignKey("promises.id"), index=True)
    on: Mapped[dt.date]
    amount: Mapped[Decimal]
    activity_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("activities.id", ondelete="SET NULL"), index=True
    )
    receipt_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("receipts.id", ondelete="SET NULL"), index=True
    )
    note: Mapped[Name] = mapped_column(default="")
