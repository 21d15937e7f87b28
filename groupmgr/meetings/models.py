"""Meetings of a group: agenda, attendance by unit, votes, resolutions, follow-ups."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Body, OfGroup
from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.clock import now
from groupmgr.meetings.labels import (
    CLOSED,
    AgendaKind,
    Duty,
    FollowUpState,
    MeetingForm,
    MeetingKind,
    MeetingState,
    Presence,
    Reply,
    SignedBy,
    VoteBy,
)
from groupmgr.members.models import Unit


class Meeting(OfGroup, Edited):
    """A meeting of the group; it counts on the day it was held.

    `door_salt` and `door_hash` are those of the code at the door, `site` is where links lead.
    """

    __tablename__ = "meetings"
    __found_by__ = ("title", "place", "minutes")
    __table_args__ = (
        sa.CheckConstraint("ends_at >= starts_at", name="ends_after_start"),
        sa.Index("ix_meetings_group_id_starts_at", "group_id", "starts_at"),
        sa.Index("uq_meetings_door_hash", "door_hash", unique=True),
    )

    title: Mapped[Name]
    kind: Mapped[MeetingKind] = mapped_column(index=True)
    form: Mapped[MeetingForm] = mapped_column(default=MeetingForm.ON_SITE)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bodies.id"))
    term_number: Mapped[int | None]
    session_number: Mapped[int | None]
    convener_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    notice_on: Mapped[dt.date | None]
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    place: Mapped[Name] = mapped_column(default="")
    host: Mapped[Short | None]
    recorder: Mapped[Short | None]
    minutes: Mapped[Text] = mapped_column(default="")
    notice_number: Mapped[Short | None]
    notice_text: Mapped[Text] = mapped_column(default="")
    reply_by: Mapped[dt.date | None]
    door_salt: Mapped[Short] = mapped_column(default="")
    door_hash: Mapped[str | None] = mapped_column(sa.String(64))
    site: Mapped[Name] = mapped_column(default="")
    comments_by: Mapped[dt.date | None]
    minutes_number: Mapped[Short | None]
    minutes_issued_on: Mapped[dt.date | None]
    signer: Mapped[Short | None]

    body: Mapped[Body | None] = relationship(lazy="raise_on_sql")
    convener: Mapped[Unit | None] = relationship(lazy="raise_on_sql")
    agenda: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.position", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    attendance: Mapped[list["Attendance"]] = relationship(
        back_populates="meeting", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    resolutions: Mapped[list["Resolution"]] = relationship(
        back_populates="meeting",
        cascade="all, delete-orphan",
        order_by="Resolution.id",
        lazy="raise_on_sql",
    )
    follow_ups: Mapped[list["FollowUp"]] = relationship(
        back_populates="meeting",
        cascade="all, delete-orphan",
        order_by="FollowUp.due_on",
        lazy="raise_on_sql",
    )

    @property
    def day(self) -> dt.date:
        """The day it counts on, and whose rules hold for it."""
        return self.starts_at.date()


class AgendaItem(Record):
    """议程: one matter of a meeting."""

    __tablename__ = "agenda_items"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "position"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    position: Mapped[int]
    title: Mapped[Name]
    kind: Mapped[AgendaKind]
    presenter: Mapped[Name] = mapped_column(default="")
    minutes: Mapped[int | None]

    votes: Mapped[list["Vote"]] = relationship(cascade="all, delete-orphan", lazy="raise_on_sql")


class Attendance(Record):
    """One invited unit, who came for it, and how.

    Who left has `left_at`, and no vote from then on. By proxy `person` is the
    delegate, of another unit where `delegate_unit_id` says so, and `mandate`
    the 委托书. By the link of `salt` and `token_hash` the unit answers without
    an account; `asked_at` is the last letter, `reminders` counts those after the first.
    """

    __tablename__ = "attendance"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "unit_id"),)

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    presence: Mapped[Presence] = mapped_column(default=Presence.INVITED)
    person: Mapped[Short] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=1)
    signed_by: Mapped[SignedBy | None]
    signed_at: Mapped[dt.datetime | None]
    left_at: Mapped[dt.datetime | None]
    delegate_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    mandate_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    mandate_name: Mapped[Name | None]
    salt: Mapped[Short] = mapped_column(default="")
    token_hash: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    asked_at: Mapped[dt.datetime | None]
    reminders: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(back_populates="attendance", lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(foreign_keys=unit_id, lazy="raise_on_sql")
    reply: Mapped[Optional["UnitReply"]] = relationship(
        back_populates="seat", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    mandate: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.unit.name

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the seats at the group's meetings."""
        return cls.meeting.has(Meeting.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the seats of these units."""
        return sa.type_coerce(cls.unit_id.in_(unit_ids), sa.Boolean)


class UnitReply(Record):
    """回执: what an invited unit answered last; `person` comes, or stands for it as a delegate."""

    __tablename__ = "meeting_replies"

    attendance_id: Mapped[int] = mapped_column(
        sa.ForeignKey("attendance.id", ondelete="CASCADE"), unique=True
    )
    said: Mapped[Reply]
    person: Mapped[Name] = mapped_column(default="")
    people: Mapped[int] = mapped_column(default=1)
    phone: Mapped[Short] = mapped_column(default="")
    delegate_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    reason: Mapped[Name] = mapped_column(default="")
    said_by: Mapped[Short]

    seat: Mapped[Attendance] = relationship(back_populates="reply", lazy="raise_on_sql")

    @property
    def words(self) -> str:
        """The answer in a line."""
        if self.said is Reply.EXCUSED:
            return f"{self.said.label}：{self.reason}" if self.reason else self.said.label
        many = f"等 {self.people} 人" if self.people > 1 else ""
        return f"{self.said.label} {self.person}{many}"


class Vote(Record):
    """表决: the counts of one vote, with who was there and the rule, fixed at that moment.

    `base` is the number that the rule is reckoned on: `due` where it is a share
    of all, else `present`. `quorum` is the fewest that had to be there, nought
    where the charter asks for none.
    """

    __tablename__ = "votes"
    __table_args__ = (
        sa.CheckConstraint("yes + no + abstained <= base", name="within_base"),
        sa.CheckConstraint("present >= quorum", name="quorate"),
    )

    agenda_item_id: Mapped[int] = mapped_column(sa.ForeignKey("agenda_items.id"), index=True)
    yes: Mapped[int]
    no: Mapped[int]
    abstained: Mapped[int]
    base: Mapped[int]
    by: Mapped[VoteBy]
    taken_at: Mapped[dt.datetime] = mapped_column(default=now)
    present: Mapped[int]
    due: Mapped[int]
    quorum: Mapped[int]
    numerator: Mapped[int]
    denominator: Mapped[int]
    exceeding: Mapped[bool] = mapped_column(default=False)
    of_all: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Name]


class Resolution(Record):
    """决议(议定事项)."""

    __tablename__ = "resolutions"
    __found_by__ = ("text", "number")

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    agenda_item_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agenda_items.id"))
    number: Mapped[Short]
    text: Mapped[Text]
    effective_on: Mapped[dt.date | None]

    meeting: Mapped[Meeting] = relationship(back_populates="resolutions", lazy="raise_on_sql")


class FollowUp(Record):
    """跟踪督办事项: something to be done by units until a day."""

    __tablename__ = "follow_ups"
    __found_by__ = ("text", "progress")

    meeting_id: Mapped[int] = mapped_column(sa.ForeignKey("meetings.id"), index=True)
    resolution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))
    text: Mapped[Text]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    state: Mapped[FollowUpState] = mapped_column(default=FollowUpState.NOT_STARTED)
    done_on: Mapped[dt.date | None]
    progress: Mapped[Text] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship(back_populates="follow_ups", lazy="raise_on_sql")
    units: Mapped[list["FollowUpUnit"]] = relationship(
        cascade="all, delete-orphan", order_by="FollowUpUnit.id", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.text

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the follow-ups of the group's meetings."""
        return cls.meeting.has(Meeting.of_group(group_id))

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match those that one of the units leads or supports."""
        return cls.units.any(FollowUpUnit.unit_id.in_(unit_ids))

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match those in which one of the units has a duty."""
        return sa.and_(cls.of_group(group_id), cls.of_units(unit_ids))

    @classmethod
    def open(cls) -> sa.ColumnElement[bool]:
        """Match what is still to be done."""
        return sa.type_coerce(cls.state.not_in(CLOSED), sa.Boolean)

    @classmethod
    def overdue_on(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match what should have been done before a day and was not."""
        return sa.and_(cls.open(), cls.due_on < day)

    def days_over(self, day: dt.date) -> int:
        """Return how many days it is overdue, negative while there is time."""
        return 0 if self.state in CLOSED else (day - self.due_on).days


class FollowUpUnit(Record):
    """A unit that leads or supports a follow-up."""

    __tablename__ = "follow_up_units"
    __table_args__ = (sa.UniqueConstraint("follow_up_id", "unit_id"),)

    follow_up_id: Mapped[int] = mapped_column(sa.ForeignKey("follow_ups.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    duty: Mapped[Duty] = mapped_column(default=Duty.LEAD)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
