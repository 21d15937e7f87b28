"""Hand-overs that were made, with what was handed over."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Record, Short, Text
from groupmgr.members.models import Membership


class Handover(Record):
    """工作交接: from one liaison officer of a member to the next, as it stood on the day.

    `items` hold, by kind, the titles of what was open; the sheet is printed of them.
    """

    __tablename__ = "handovers"

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    day: Mapped[dt.date]
    from_name: Mapped[Short]
    to_name: Mapped[Short]
    to_phone: Mapped[Short | None]
    from_account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    to_account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    closed_account: Mapped[bool] = mapped_column(default=False)
    items: Mapped[dict[str, Any]]
    remark: Mapped[Text] = mapped_column(default="")
    made_by: Mapped[Short]

    membership: Mapped[Membership] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.from_name}→{self.to_name}"

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the hand-overs of the group's members."""
        return cls.membership.has(Membership.of_group(group_id))
