"""A record belongs to units; each group it is offered to decides whether it counts there."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Text
from groupmgr.kernel.labels import Label


class Decision(Label):
    """What a group's secretariat said of a record offered to it."""

    WAITING = "waiting", "待审核"
    APPROVED = "approved", "已通过"
    RETURNED = "returned", "已退回"
    EXCLUDED = "excluded", "不计入"


class CreditColumns:
    """The columns of every table of credits; the table adds the key of its record."""

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"))
    decision: Mapped[Decision] = mapped_column(default=Decision.WAITING)
    reason: Mapped[Text] = mapped_column(default="")
    decided_at: Mapped[dt.datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))


class Credited:
    """The policy's view of a record with `owner_unit_id`, `credits` and `parties`."""

    @classmethod
    def handed_in(cls) -> sa.ColumnElement[bool]:
        """Match the records that left the hands of the unit; a register has no drafts."""
        return sa.true()

    @classmethod
    def counts_in(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the records that count in the group."""
        approved = cls._table().credits.any(group_id=group_id, decision=Decision.APPROVED)
        return sa.type_coerce(approved, sa.Boolean)

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the records that were offered to the group."""
        return sa.and_(cls.handed_in(), cls._table().credits.any(group_id=group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the records that these units keep."""
        return sa.type_coerce(cls._table().owner_unit_id.in_(unit_ids), sa.Boolean)

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match what the units keep, what they take part in, and what counts in the group."""
        table = cls._table()
        party_class = table.parties.property.mapper.class_
        takes_part = table.parties.any(party_class.unit_id.in_(unit_ids))
        return sa.or_(
            cls.of_units(unit_ids),
            sa.and_(cls.handed_in(), takes_part),
            cls.counts_in(group_id),
        )

    @classmethod
    def _table(cls) -> Any:
        return cls
