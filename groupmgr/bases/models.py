"""Training bases with their stages, kinds, co-building units, plaques, reviews and credits."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from groupmgr.attachments.models import Attachment
from groupmgr.bases.labels import BaseKind, BaseState, BuildMode, Input, OpenTo
from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level, Review, Standing
from groupmgr.kernel.parting import FormerPartyColumns, Parting
from groupmgr.kernel.staging import StageColumns, last_stage, state_on
from groupmgr.members.models import Unit


class TrainingBase(Credited, Edited):
    """A place for practical training, kept by its host (依托单位).

    Its state is that of the last of its `stages`, and on a past day that of the
    last one that had begun by then.
    """

    __tablename__ = "bases"
    __found_by__ = ("name",)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    build_mode: Mapped[BuildMode]
    level: Mapped[Level]
    programmes: Mapped[int | None]
    main_programmes: Mapped[Text] = mapped_column(default="")
    support_department: Mapped[Name | None]
    approved_on: Mapped[dt.date | None]
    document_number: Mapped[Short | None]
    built_on: Mapped[dt.date | None]
    floor_area: Mapped[Decimal | None]
    site_area: Mapped[Decimal | None]
    open_to: Mapped[OpenTo] = mapped_column(default=OpenTo.UNIT)
    manager: Mapped[Short | None]
    phone: Mapped[Short | None]
    agreement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreements.id"))

    if TYPE_CHECKING:
        state: Mapped[BaseState]

    owner: Mapped[Unit] = relationship(lazy="raise_on_sql")
    stages: Mapped[list["BaseStage"]] = relationship(
        cascade="all, delete-orphan", order_by="BaseStage.on", lazy="raise_on_sql"
    )
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
    reviews: Mapped[list["BaseReview"]] = relationship(
        cascade="all, delete-orphan", order_by="BaseReview.year.desc()", lazy="raise_on_sql"
    )

    @classmethod
    def in_state(cls, day: dt.date, *states: BaseState) -> sa.ColumnElement[bool]:
        """Match the bases that were in one of the states on a day."""
        stage = last_stage(BaseStage, BaseStage.base_id, cls, BaseStage.on <= day)
        return sa.type_coerce(stage.in_(states), sa.Boolean)

    def state_on(self, day: dt.date) -> BaseState | None:
        """Return the state on a day, or nothing before the first that is known."""
        return cast("BaseState | None", state_on(self.stages, day))


class BaseStage(StageColumns, Record):
    """生命周期: the state in which a base was from a day on, and the document that says so."""

    __tablename__ = "base_stages"
    __table_args__ = (sa.UniqueConstraint("base_id", "on"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    state: Mapped[BaseState]

    files: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=Attachment.id,
        lazy="raise_on_sql",
    )


TrainingBase.state = column_property(last_stage(BaseStage, BaseStage.base_id, TrainingBase))


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


class FormerBaseParty(FormerPartyColumns, Record):
    """Who was in a base up to and including a day, before a unit in it merged."""

    __tablename__ = "former_base_parties"
    __table_args__ = (sa.UniqueConstraint("base_id", "until", "unit_id"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id", ondelete="CASCADE"))


IN_BASES = Parting(TrainingBase, BaseParty, FormerBaseParty, "base_id")


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

    files: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=Attachment.id,
        lazy="raise_on_sql",
    )


class BaseStanding(Record):
    """A list or title for which the base was recommended, or to which it was selected."""

    __tablename__ = "base_standings"

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"), index=True)
    title: Mapped[Name]
    level: Mapped[Level]
    standing: Mapped[Standing]
    on: Mapped[dt.date]
    document_number: Mapped[Short | None]


class BaseReview(Record):
    """年度考核: what somebody found when they reviewed a base for a year."""

    __tablename__ = "base_reviews"
    __table_args__ = (sa.UniqueConstraint("base_id", "year", "reviewer"),)

    base_id: Mapped[int] = mapped_column(sa.ForeignKey("bases.id"))
    year: Mapped[int]
    result: Mapped[Review]
    on: Mapped[dt.date]
    reviewer: Mapped[Name]
    document_number: Mapped[Short | None]
