"""The group and what is true of it alone: rules, honours, ties to other groups, bodies."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.groups.labels import (
    BodyKind,
    GroupKind,
    LegalForm,
    PeriodUnit,
    PlanSection,
    RuleKind,
    TieKind,
)
from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.clock import now
from groupmgr.kernel.levels import Level, Standing


class Group(Edited):
    """An alliance of units; a branch (分会) has a parent."""

    __tablename__ = "groups"

    code: Mapped[Short] = mapped_column(unique=True)
    name: Mapped[Name] = mapped_column(unique=True)
    short_name: Mapped[Short]
    name_en: Mapped[Name | None]
    kind: Mapped[GroupKind]
    legal_form: Mapped[LegalForm] = mapped_column(default=LegalForm.NONE)
    uscc: Mapped[str | None] = mapped_column(sa.String(18))
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    lead_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    secretariat_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    secretary_general: Mapped[Short | None]
    industry: Mapped[Name | None]
    region: Mapped[Name | None]
    region_code: Mapped[str | None] = mapped_column(sa.String(6))
    founded_on: Mapped[dt.date | None]
    purpose: Mapped[Text] = mapped_column(default="")
    phone: Mapped[Short | None]
    email: Mapped[Name | None]
    address: Mapped[Name | None]
    postcode: Mapped[str | None] = mapped_column(sa.String(6))
    website: Mapped[Name | None]
    takes_applications: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the group itself and its branches."""
        return sa.or_(cls.id == group_id, cls.parent_id == group_id)


class OfGroup:
    """The policy's view of a row that belongs to one group and is open to its members."""

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the rows of the group."""
        return sa.type_coerce(cls.group_id == group_id, sa.Boolean)

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the same rows: what a group decides for itself, its members may read."""
        return cls.of_group(group_id)


class Rule(OfGroup, Record):
    """A rule of the charter or of a notice, for the days on which it is in force (5-rules.md).

    `subject` names what it is about: the code of a meeting kind for notice
    days, cadence and quorum, the code of an indicator for a quota. A cadence
    or quota asks for `amount`; a quorum or majority for at least
    `numerator`/`denominator`, for more than that where `exceeding` (过半数),
    and a majority of all who are due, not of those present, where `of_all`.
    The subject of a majority may end in the kind of agenda item, as in
    `council/elect`.
    """

    __tablename__ = "rules"
    __table_args__ = (sa.CheckConstraint("valid_until >= valid_from", name="ends_after_start"),)

    kind: Mapped[RuleKind]
    subject: Mapped[Short]
    amount: Mapped[int | None]
    numerator: Mapped[int | None]
    denominator: Mapped[int | None]
    exceeding: Mapped[bool] = mapped_column(default=False)
    of_all: Mapped[bool] = mapped_column(default=False)
    per: Mapped[PeriodUnit | None]
    each_school: Mapped[bool] = mapped_column(default=False)
    source: Mapped[Name]
    valid_from: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]

    @classmethod
    def in_force_on(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match the rules in force on a day."""
        return sa.and_(
            cls.valid_from <= day, sa.or_(cls.valid_until.is_(None), cls.valid_until >= day)
        )


class Honour(OfGroup, Record):
    """A list or title that the group applied for or holds."""

    __tablename__ = "honours"

    title: Mapped[Name]
    level: Mapped[Level]
    standing: Mapped[Standing]
    on: Mapped[dt.date | None]
    document_number: Mapped[Short | None]


class Tie(OfGroup, Record):
    """How the group stands to another one, whether or not that one uses this installation."""

    __tablename__ = "ties"

    name: Mapped[Name]
    kind: Mapped[GroupKind]
    tie: Mapped[TieKind]
    tied_group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"))
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]


class Plan(OfGroup, Record):
    """One piece of work that the group plans for a year; the report before it looks ahead to it."""

    __tablename__ = "plans"

    year: Mapped[int]
    section: Mapped[PlanSection]
    position: Mapped[int]
    title: Mapped[Name]
    text: Mapped[Text]


class Body(OfGroup, Record):
    """A council, committee or working group."""

    __tablename__ = "bodies"

    kind: Mapped[BodyKind]
    name: Mapped[Name]

    terms: Mapped[list["Term"]] = relationship(
        back_populates="body", order_by="Term.number", lazy="raise_on_sql"
    )


class Term(Record):
    """The days of one 届 of a body."""

    __tablename__ = "terms"
    __table_args__ = (sa.UniqueConstraint("body_id", "number"),)

    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"))
    number: Mapped[int]
    starts_on: Mapped[dt.date]
    planned_end_on: Mapped[dt.date]
    extended_until: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None]
    resolution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))

    body: Mapped[Body] = relationship(back_populates="terms", lazy="raise_on_sql")


class Closing(OfGroup, Record):
    """封账: a year of the group in which nothing that counts changes, until it is reopened.

    A year that is closed again after that is another row.
    """

    __tablename__ = "closings"
    __table_args__ = (
        sa.Index(
            "uq_closings_closed",
            "group_id",
            "year",
            unique=True,
            sqlite_where=sa.text("reopened_at IS NULL"),
            postgresql_where=sa.text("reopened_at IS NULL"),
        ),
    )

    year: Mapped[int]
    closed_at: Mapped[dt.datetime] = mapped_column(default=now)
    closed_by: Mapped[Short]
    reason: Mapped[Text] = mapped_column(default="")
    reopened_at: Mapped[dt.datetime | None]
    reopened_by: Mapped[Short | None]
    reopened_reason: Mapped[Text] = mapped_column(default="")

    group: Mapped[Group] = relationship(lazy="raise_on_sql")
    exemptions: Mapped[list["Exemption"]] = relationship(
        back_populates="closing", order_by="Exemption.id", lazy="raise_on_sql"
    )

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.year}年度"


class Exemption(Record):
    """例外: until a day, and that day too, a unit's records of a closed year may change.

    Without a unit it is for what the group keeps itself: its meetings and its roll.
    """

    __tablename__ = "exemptions"
    __table_args__ = (sa.Index("ix_exemptions_closing_id", "closing_id", "unit_id", "until"),)

    closing_id: Mapped[int] = mapped_column(sa.ForeignKey("closings.id"))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    until: Mapped[dt.date]
    reason: Mapped[Text]
    granted_by: Mapped[Short]
    ended_at: Mapped[dt.datetime | None]

    closing: Mapped[Closing] = relationship(back_populates="exemptions", lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.closing.year}年度"

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the exemptions from the group's closings."""
        return cls.closing.has(Closing.of_group(group_id))

    @classmethod
    def in_force_on(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match the exemptions that hold on a day."""
        return sa.and_(cls.ended_at.is_(None), cls.until >= day)
