"""The versions of the minutes, and what the units that attended say of them."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Record, Short, Text
from groupmgr.members.models import Unit


class MinutesRevision(Record):
    """The minutes as somebody left them."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    number: Mapped[int]
    text: Mapped[Text]
    made_by: Mapped[Short]


class MinutesComment(Record):
    """What a unit says of a version; it waits until it was answered."""

    __tablename__ = "minutes_comments"

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    number: Mapped[int]
    name: Mapped[Short]
    text: Mapped[Text]
    taken: Mapped[bool | None]
    answer: Mapped[Text] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
