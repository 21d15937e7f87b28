"""Units with the names they had, and their memberships with the ranks they had."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from groupmgr.groups.models import Group
from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.text import initials, pinyin
from groupmgr.members.labels import (
    AnnualCheck,
    EndReason,
    MembershipState,
    NameChange,
    Ownership,
    Rank,
    UnitKind,
    UnitState,
)


class Unit(Edited):
    """A school, enterprise, association, institute or department, once for all its groups.

    `name` is today's; `former_names` hold what it was called before, each with
    the last day of that name. `pinyin` and `initials` follow `name`.
    `checks_inside` asks that an administrator of the unit passes on what its
    clerks hand in.
    """

    __tablename__ = "units"
    __found_by__ = ("name", "short_name", "uscc", "address", "intro")
    __table_args__ = (
        sa.CheckConstraint("uscc IS NOT NULL OR no_uscc_reason <> ''", name="uscc_or_reason"),
    )

    name: Mapped[Name] = mapped_column(unique=True)
    short_name: Mapped[Short | None]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="", index=True)
    initials: Mapped[Name] = mapped_column(default="")
    uscc: Mapped[str | None] = mapped_column(sa.String(18), unique=True)
    no_uscc_reason: Mapped[Name] = mapped_column(default="")
    kind: Mapped[UnitKind] = mapped_column(index=True)
    ownership: Mapped[Ownership | None]
    region: Mapped[Name] = mapped_column(default="")
    region_code: Mapped[str | None] = mapped_column(sa.String(6))
    address: Mapped[Name | None]
    postcode: Mapped[str | None] = mapped_column(sa.String(6))
    legal_representative: Mapped[Short | None]
    intro: Mapped[Text] = mapped_column(default="")
    state: Mapped[UnitState] = mapped_column(default=UnitState.ACTIVE)
    merged_into_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    checks_inside: Mapped[bool] = mapped_column(default=False)

    former_names: Mapped[list["FormerName"]] = relationship(
        back_populates="unit", order_by="FormerName.until", lazy="raise_on_sql"
    )
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="unit", lazy="raise_on_sql"
    )

    @validates("name")
    def _spell(self, key: str, name: str) -> str:
        self.pinyin, self.initials = pinyin(name), initials(name)
        return name

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the units that are or were in the group."""
        return cls.memberships.any(Membership.group_id == group_id)

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match these units."""
        return cls.id.in_(unit_ids)

    def name_on(self, day: dt.date) -> str:
        """Return what the unit was called on a day."""
        return next((former.name for former in self.former_names if former.until >= day), self.name)


class FormerName(Record):
    """曾用名: what a unit was called up to and including a day."""

    __tablename__ = "former_names"
    __found_by__ = ("name",)
    __table_args__ = (sa.UniqueConstraint("unit_id", "until"),)

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    name: Mapped[Name]
    until: Mapped[dt.date]
    change: Mapped[NameChange]

    unit: Mapped[Unit] = relationship(back_populates="former_names", lazy="raise_on_sql")


class Membership(Edited):
    """A unit in a group, from the day it joined to the day it left.

    `rank` is today's; `former_ranks` hold the ranks before, each with its last
    day. `ended_on` is the first day on which the unit is no longer a member.
    `admitted_by_id` and `ended_by_id` are the resolutions that decided it.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        sa.CheckConstraint("ended_on >= joined_on", name="ended_after_joined"),
        sa.Index(
            "uq_memberships_open",
            "group_id",
            "unit_id",
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        ),
        sa.Index("ix_memberships_on_roll", "unit_id", "group_id", "joined_on", "ended_on"),
    )

    group_id: Mapped[int] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    rank: Mapped[Rank] = mapped_column(default=Rank.MEMBER)
    state: Mapped[MembershipState] = mapped_column(default=MembershipState.DRAFT)
    is_lead: Mapped[bool] = mapped_column(default=False)
    is_secretariat: Mapped[bool] = mapped_column(default=False)
    applied_on: Mapped[dt.date | None]
    approved_on: Mapped[dt.date | None]
    joined_on: Mapped[dt.date | None] = mapped_column(index=True)
    ended_on: Mapped[dt.date | None]
    end_reason: Mapped[EndReason | None]
    admitted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))
    ended_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))
    certificate_number: Mapped[Short | None]
    annual_check: Mapped[AnnualCheck] = mapped_column(default=AnnualCheck.NOT_DONE)

    group: Mapped[Group] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(back_populates="memberships", lazy="raise_on_sql")
    former_ranks: Mapped[list["FormerRank"]] = relationship(
        back_populates="membership", order_by="FormerRank.until", lazy="raise_on_sql"
    )

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the memberships of the group."""
        return cls.group_id == group_id

    @classmethod
    def on_roll(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match the memberships that held on a day."""
        return sa.and_(cls.joined_on <= day, sa.or_(cls.ended_on.is_(None), cls.ended_on > day))

    def rank_on(self, day: dt.date) -> Rank:
        """Return the rank that the unit had on a day."""
        return next((former.rank for former in self.former_ranks if former.until >= day), self.rank)


class FormerRank(Record):
    """The rank of a membership up to and including a day."""

    __tablename__ = "former_ranks"
    __table_args__ = (sa.UniqueConstraint("membership_id", "until"),)

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    rank: Mapped[Rank]
    until: Mapped[dt.date]

    membership: Mapped[Membership] = relationship(
        back_populates="former_ranks", lazy="raise_on_sql"
    )
