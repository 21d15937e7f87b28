"""What is added to the list of who came after the minutes were drafted."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.accounts.models import Account
from groupmgr.kernel.base import Name, Record, Short
from groupmgr.meetings.labels import Presence
from groupmgr.meetings.models import Attendance


class LateEntry(Record):
    """补录: a change of the list after the minutes were drafted; it holds once another agreed."""

    __tablename__ = "late_entries"

    attendance_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attendance.id", ondelete="CASCADE"), index=True
    )
    presence: Mapped[Presence]
    person: Mapped[Short] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=1)
    reason: Mapped[Name]
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"))
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    decided_at: Mapped[dt.datetime | None]
    accepted: Mapped[bool | None]

    seat: Mapped[Attendance] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[Account] = relationship(foreign_keys=asked_by_id, lazy="raise_on_sql")
