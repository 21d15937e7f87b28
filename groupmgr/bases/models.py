"""Training bases with their kinds, co-building units, plaques, standings and credits."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.bases.labels import BaseKind, BaseState, BuildMode, Input, OpenTo
from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level, Standing
from groupmgr.members.models import Unit


class TrainingBase(Credited, Edited):
    """A place for practical training, kept by its host (依托单位)."""

    __tablename__ = "bases"
    __table_args__ = (sa.CheckConstraint("delisted_on >= built_on", name="delisted_after_built"),)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    build_mode: Mapped[BuildMode]
    level: Mapped[Level]
    state: Mapped[BaseState] = mapped_column(index=True)
    programmes: Mapped[int | None]
    main_programmes: Mapped[Text] = mapped_column(default="")
    support_department: Mapped[Name | None]
    approved_on: Mapped[dt.date | None]
    document_number: Mapped[Short | None]
    built_on: Mapped[dt.date | None]
    delisted_on: Mapped[dt.date | None]
    floor_area: Mapped[Decimal | None]
    site_area: Mapped[Decimal | None]
    open_to: Mapped[OpenTo] = mapped_column(default=OpenTo.UNIT)
    manager: Mapped[Short | None]
    phone: Mapped[Short | None]
    agreement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreements.id"))

    owner: Mapped[Unit] = relationship(lazy="raise_on_sql")
    kinds: Mapped[list["KindOfBase"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    parties: Mapped[list["BaseParty"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    credits: Mapped[list["BaseCredit"]] = relationship(
        back_populates="base", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    plaques: Mapped[list["Plaque"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    standings: Mapped[list["BaseStanding"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )


class KindOfBase(Record):
    """One of the kinds that a base is of."""

    __tablename__ = "base_kinds"
    __table_args__ = (sa.UniqueConstraint("base_id", "kind"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    kind: Mapped[BaseKind] = mapped_column(index=True)


class BaseParty(Record):
    """A unit that builds the base with its host, and what it put in (元)."""

    __tablename__ = "base_parties"
    __table_args__ = (sa.UniqueConstraint("base_id", "unit_id", "input"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    input: Mapped[Input | None]
    amount: Mapped[Decimal | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class BaseCredit(CreditColumns, Record):
    """What a group decided on a base."""

    __tablename__ = "base_credits"
    __table_args__ = (
        sa.UniqueConstraint("base_id", "group_id"),
        sa.Index("ix_base_credits_group_id_decision", "group_id", "decision"),
    )

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))

    base: Mapped[TrainingBase] = relationship(back_populates="credits", lazy="raise_on_sql")


class Plaque(Record):
    """授牌: a plaque hung on a day, and taken down on another."""

    __tablename__ = "plaques"
    __table_args__ = (sa.CheckConstraint("removed_on >= hung_on", name="removed_after_hung"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"), index=True)
    title: Mapped[Name]
    giver: Mapped[Name]
    hung_on: Mapped[dt.date]
    removed_on: Mapped[dt.date | None]


class BaseStanding(Record):
    """A list or title for which the base was recommended, or to which it was selected."""

    __tablename__ = "base_standings"

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"), index=True)
    title: Mapped[Name]
    level: Mapped[Level]
    standing: Mapped[Standing]
    on: Mapped[dt.date]
    document_number: Mapped[Short | None]
