"""What belongs to the agenda and to what was handed out: papers, what is carried on, proofs."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.kernel.base import Name, Record
from groupmgr.meetings.models import FollowUp, Meeting


class AgendaPaper(Record):
    """会议材料: a file for one item of the agenda, numbered through the meeting."""

    __tablename__ = "agenda_papers"
    __found_by__ = ("name",)
    __table_args__ = (sa.UniqueConstraint("meeting_id", "number"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    agenda_item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("agenda_items.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    name: Mapped[Name]
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
    meeting: Mapped[Meeting] = relationship(lazy="raise_on_sql")


class CarriedItem(Record):
    """An item of the agenda that an earlier meeting of the body did not come to."""

    __tablename__ = "carried_items"

    agenda_item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("agenda_items.id", ondelete="CASCADE"), unique=True
    )
    from_item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_items.id"), index=True)


class CarriedFollowUp(Record):
    """A task of an earlier meeting that an item of the agenda tells of."""

    __tablename__ = "carried_follow_ups"
    __table_args__ = (sa.UniqueConstraint("agenda_item_id", "follow_up_id"),)

    agenda_item_id: Mapped[int] = mapped_column(
        sa.ForeignKey("agenda_items.id", ondelete="CASCADE")
    )
    follow_up_id: Mapped[int] = mapped_column(sa.ForeignKey("follow_ups.id"), index=True)

    follow_up: Mapped[FollowUp] = relationship(lazy="raise_on_sql")


class FollowUpProof(Record):
    """A file that shows that a task was done."""

    __tablename__ = "follow_up_proofs"
    __found_by__ = ("name",)

    follow_up_id: Mapped[int] = mapped_column(sa.ForeignKey("follow_ups.id"), index=True)
    name: Mapped[Name]
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
