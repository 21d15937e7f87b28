"""Activities: one joint event each, whoever reports it (counting.md, Records)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from groupmgr.activities.confirmation import Asked
from groupmgr.activities.details import Seconded, Training
from groupmgr.activities.labels import (
    ActivityState,
    Audience,
    Category,
    CreditStanding,
    EvidenceKind,
    Measure,
    PartyRole,
)
from groupmgr.files.models import StoredFile
from groupmgr.kernel.base import Edited, Name, Record, Text
from groupmgr.kernel.credit import CreditColumns, Credited, Decision
from groupmgr.kernel.levels import Level
from groupmgr.kernel.text import initials, pinyin
from groupmgr.members.models import Unit

# All that the indicators ask of an activity, so that they need not read the records.
_COUNTED = ("state", "ends_on", "category", "version", "owner_unit_id", "submitted_on")

# All that is asked of the others to find the doubles of one.
_NEAR = ("starts_on", "ends_on", "state", "title")

# What the indicators ask of a credit; whole numbers first, which are compared the fastest.
_DECIDED = ("activity_id", "group_id", "decided_version", "decision")


# All that the readings ask of a party.
_SAID = ("activity_id", "unit_id", "confirmation", "confirmed_version")


# The rows that live and die with their record; what is not asked for is not loaded.
_PARTS: dict[str, Any] = {"cascade": "all, delete-orphan", "lazy": "raise_on_sql"}


class Activity(Credited, Edited):
    """A joint event, kept by the unit that reports it and offered to that unit's groups.

    `version` grows with every material change (dates, category, parties,
    figures); decisions and confirmations hold for the version they were made on.
    `submitted_on` is the day on which the present version was handed in.
    `drafted_by_group_id` is the group whose secretariat writes the record for
    the unit, and may therefore see the draft. A void record that was a double
    says in `merged_into_id` which record tells of the event now.
    """

    __tablename__ = "activities"
    __found_by__ = ("title", "number", "place", "summary")
    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        sa.Index("ix_activities_ends_on_id", "ends_on", "id"),
        sa.Index("ix_activities_counted", *_COUNTED),
        sa.Index("ix_activities_kept", "owner_unit_id", "category", "state", "ends_on"),
        sa.Index("ix_activities_near", *_NEAR),
        sa.Index("ix_activities_category_ends_on_id", "category", "ends_on", "id"),
        sa.Index("ix_activities_state_version", "state", "version"),
    )

    title: Mapped[str] = mapped_column(sa.String(80))
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    category: Mapped[Category]
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date]
    place: Mapped[Name] = mapped_column(default="")
    summary: Mapped[Text] = mapped_column(default="")
    state: Mapped[ActivityState] = mapped_column(default=ActivityState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    submitted_on: Mapped[dt.date | None]
    void_reason: Mapped[Text] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("activities.id"), index=True)
    drafted_by_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    base_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bases.id"), index=True)
    studio_id: Mapped[int | None] = mapped_column(sa.ForeignKey("studios.id"), index=True)
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meetings.id"), index=True)

    owner: Mapped[Unit] = relationship(lazy="raise_on_sql")
    audiences: Mapped[list["AudienceOf"]] = relationship(**_PARTS)
    parties: Mapped[list["Party"]] = relationship(
        back_populates="activity", order_by="Party.id", **_PARTS
    )
    figures: Mapped[list["Stated"]] = relationship(
        back_populates="activity", order_by="Stated.id", **_PARTS
    )
    people: Mapped[list[Seconded]] = relationship(order_by=Seconded.id, **_PARTS)
    training: Mapped[Training | None] = relationship(**_PARTS)
    evidence: Mapped[list["Evidence"]] = relationship(
        back_populates="activity", order_by="Evidence.id", **_PARTS
    )
    media: Mapped[list["MediaReport"]] = relationship(order_by="MediaReport.id", **_PARTS)
    credits: Mapped[list["Credit"]] = relationship(back_populates="activity", **_PARTS)

    @validates("title")
    def _follow_title(self, key: str, title: str) -> str:
        self.pinyin = f"{initials(title)} {pinyin(title)}"[:240]
        return title

    @property
    def number(self) -> str:
        """Return the number that people quote."""
        return f"HD-{self.ends_on.year}-{self.id:05d}"

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match what was handed in to the group, and what its secretariat drafts for units."""
        handed_in = sa.and_(cls.handed_in(), cls.credits.any(group_id=group_id))
        return sa.or_(handed_in, cls.drafted_by_group_id == group_id)

    @classmethod
    def handed_in(cls) -> sa.ColumnElement[bool]:
        """Match the records that left the hands of the unit."""
        return cls.state.in_((ActivityState.SUBMITTED, ActivityState.VOID))

    @classmethod
    def counts_in(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the records that the group approved as they now stand."""
        return sa.and_(
            cls.state == ActivityState.SUBMITTED, cls.credits.any(Credit.approves(group_id))
        )


class AudienceOf(Record):
    """One of the audiences of an activity."""

    __tablename__ = "activity_audiences"
    __table_args__ = (sa.UniqueConstraint("activity_id", "audience"),)

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    audience: Mapped[Audience]


class Party(Asked, Record):
    """A unit in the activity, and what it said of the record at which version."""

    __tablename__ = "parties"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "unit_id"),
        sa.Index("ix_parties_unit_id_activity_id", "unit_id", "activity_id"),
        sa.Index("ix_parties_said", *_SAID),
        sa.Index("ix_parties_unit_id_confirmation", "unit_id", "confirmation", "activity_id"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    role: Mapped[PartyRole]

    activity: Mapped[Activity] = relationship(back_populates="parties", lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """Return what the journal calls it: the title of its activity."""
        return self.activity.title

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the part of these units in records that were handed in."""
        handed_in = cls.activity.has(Activity.handed_in())
        return sa.and_(cls.unit_id.in_(unit_ids), handed_in)


class Stated(Record):
    """One value that the record states, for the event or (per-party measures) for one party.

    `value` is in the unit of the measure, money in 元. What is not reported has no row.
    """

    __tablename__ = "figures"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "measure", "party_id"),
        sa.Index(
            "uq_figures_whole",
            "activity_id",
            "measure",
            unique=True,
            sqlite_where=sa.text("party_id IS NULL"),
            postgresql_where=sa.text("party_id IS NULL"),
        ),
        sa.CheckConstraint("value >= 0", name="not_negative"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    measure: Mapped[Measure]
    party_id: Mapped[int | None] = mapped_column(sa.ForeignKey("parties.id"))
    value: Mapped[Decimal]

    activity: Mapped[Activity] = relationship(back_populates="figures", lazy="raise_on_sql")
    party: Mapped[Party | None] = relationship(lazy="raise_on_sql")


class Evidence(Record):
    """佐证: a file or a link that proves the activity, or one of its figures."""

    __tablename__ = "evidence"
    __found_by__ = ("name",)
    __table_args__ = (
        sa.CheckConstraint("(file_id IS NULL) <> (url IS NULL)", name="file_or_link"),
        sa.Index("ix_evidence_proved", "activity_id", "measure", "file_id"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    measure: Mapped[Measure | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"), index=True)
    url: Mapped[str | None] = mapped_column(sa.String(500))
    name: Mapped[Name]
    kind: Mapped[EvidenceKind]
    dated: Mapped[dt.date | None]

    activity: Mapped[Activity] = relationship(back_populates="evidence", lazy="raise_on_sql")
    file: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")


class MediaReport(Record):
    """宣传报道: a story about the activity; the same story counts once, at its highest level."""

    __tablename__ = "media_reports"

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"), index=True)
    title: Mapped[Name]
    outlet: Mapped[Name]
    level: Mapped[Level]
    url: Mapped[str | None] = mapped_column(sa.String(500))
    on: Mapped[dt.date]


class Credit(CreditColumns, Record):
    """What a group decided on an activity, and on which version of it."""

    __tablename__ = "credits"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "group_id"),
        sa.Index("ix_credits_counted", *_DECIDED),
        sa.Index("ix_credits_group_id_decision", "group_id", "decision", "activity_id"),
    )

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    decided_version: Mapped[int | None]

    activity: Mapped[Activity] = relationship(back_populates="credits", lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """Return what the journal calls it: the title of its activity."""
        return self.activity.title

    @classmethod
    def approves(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the credits by which the group approved the activity as it now stands."""
        return sa.and_(
            cls.group_id == group_id,
            cls.decision == Decision.APPROVED,
            cls.decided_version == Activity.version,
        )

    @property
    def standing(self) -> CreditStanding:
        """Return the decision, or 待复核 where it approved an older version."""
        approved = self.decision is Decision.APPROVED
        if approved and self.decided_version != self.activity.version:
            return CreditStanding.STALE
        return CreditStanding.of_code(self.decision)
