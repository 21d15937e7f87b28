"""Master studios with their stages, leader, team, apprentices, reviews and credits."""

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from groupmgr.attachments.models import Attachment
from groupmgr.kernel.base import Edited, Name, Record, Short
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level, Review
from groupmgr.kernel.parting import FormerPartyColumns, Parting
from groupmgr.kernel.staging import StageColumns, last_stage, state_on
from groupmgr.members.models import Unit
from groupmgr.studios.labels import (
    DualLevel,
    FundSource,
    SkillGrade,
    StudioKind,
    StudioState,
    TitleKind,
)


class Studio(Credited, Edited):
    """A studio led by a 领衔人, kept by its host (依托单位).

    Its state is that of the last of its `stages`; the stage 已授牌 begins on the
    day of the plaque.
    """

    __tablename__ = "studios"
    __found_by__ = ("name", "leader", "field")
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    kind: Mapped[StudioKind] = mapped_column(index=True)
    level: Mapped[Level]
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    base_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bases.id"))
    leader: Mapped[Short]
    leader_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    leader_grade: Mapped[SkillGrade | None]
    field: Mapped[Name]
    area: Mapped[Decimal | None]
    funds: Mapped[Decimal | None]
    fund_source: Mapped[FundSource | None]
    approved_on: Mapped[dt.date | None]
    document_number: Mapped[Short | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]

    if TYPE_CHECKING:
        state: Mapped[StudioState]

    owner: Mapped[Unit] = relationship(foreign_keys=[owner_unit_id], lazy="raise_on_sql")
    leader_unit: Mapped[Unit] = relationship(foreign_keys=[leader_unit_id], lazy="raise_on_sql")
    stages: Mapped[list["StudioStage"]] = relationship(
        cascade="all, delete-orphan", order_by="StudioStage.on", lazy="raise_on_sql"
    )
    titles: Mapped[list["LeaderTitle"]] = relationship(
        cascade="all, delete-orphan", order_by="LeaderTitle.id", lazy="raise_on_sql"
    )
    reviews: Mapped[list["StudioReview"]] = relationship(
        cascade="all, delete-orphan", order_by="StudioReview.year.desc()", lazy="raise_on_sql"
    )
    parties: Mapped[list["StudioParty"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    credits: Mapped[list["StudioCredit"]] = relationship(
        back_populates="studio", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    team: Mapped[list["TeamMember"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    apprentices: Mapped[list["Apprentice"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    @classmethod
    def in_state(cls, day: dt.date, *states: StudioState) -> sa.ColumnElement[bool]:
        """Match the studios that were in one of the states on a day."""
        stage = last_stage(StudioStage, StudioStage.studio_id, cls, StudioStage.on <= day)
        return sa.type_coerce(stage.in_(states), sa.Boolean)

    def state_on(self, day: dt.date) -> StudioState | None:
        """Return the state on a day, or nothing before the first that is known."""
        return cast("StudioState | None", state_on(self.stages, day))

    @property
    def plaque_on(self) -> dt.date | None:
        """The day on which the studio got its plaque, the last one if there were several."""
        named = [one.on for one in self.stages if one.state is StudioState.NAMED]
        return named[-1] if named else None


class StudioStage(StageColumns, Record):
    """The state in which a studio was from a day on, and the document that says so."""

    __tablename__ = "studio_stages"
    __table_args__ = (sa.UniqueConstraint("studio_id", "on"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"))
    state: Mapped[StudioState]

    files: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=Attachment.id,
        lazy="raise_on_sql",
    )


Studio.state = column_property(last_stage(StudioStage, StudioStage.studio_id, Studio))


class LeaderTitle(Record):
    """A post, qualification or honour of the leader; of several levels each stands by itself."""

    __tablename__ = "leader_titles"

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"), index=True)
    kind: Mapped[TitleKind]
    name: Mapped[Name]
    level: Mapped[Level | None]
    on: Mapped[dt.date | None]


class StudioReview(Record):
    """年度考核: what somebody found when they reviewed a studio for a year."""

    __tablename__ = "studio_reviews"
    __table_args__ = (sa.UniqueConstraint("studio_id", "year", "reviewer"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"))
    year: Mapped[int]
    result: Mapped[Review]
    on: Mapped[dt.date]
    reviewer: Mapped[Name]
    document_number: Mapped[Short | None]


class StudioParty(Record):
    """A unit that builds the studio with its host."""

    __tablename__ = "studio_parties"
    __table_args__ = (sa.UniqueConstraint("studio_id", "unit_id"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class FormerStudioParty(FormerPartyColumns, Record):
    """Who was in a studio up to and including a day, before a unit in it merged."""

    __tablename__ = "former_studio_parties"
    __table_args__ = (sa.UniqueConstraint("studio_id", "until", "unit_id"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id", ondelete="CASCADE"))


IN_STUDIOS = Parting(Studio, StudioParty, FormerStudioParty, "studio_id")


class StudioCredit(CreditColumns, Record):
    """What a group decided on a studio."""

    __tablename__ = "studio_credits"
    __table_args__ = (
        sa.UniqueConstraint("studio_id", "group_id"),
        sa.Index("ix_studio_credits_group_id_decision", "group_id", "decision"),
    )

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"))

    studio: Mapped[Studio] = relationship(back_populates="credits", lazy="raise_on_sql")


class TeamMember(Record):
    """团队成员: who works in the studio, from which unit, on which days."""

    __tablename__ = "studio_team"

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    name: Mapped[Short]
    dual_level: Mapped[DualLevel | None]
    task: Mapped[Name] = mapped_column(default="")
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class Apprentice(Record):
    """带徒: a person taught in the studio, and the grade reached at the end."""

    __tablename__ = "apprentices"
    __table_args__ = (sa.CheckConstraint("until >= since", name="until_after_since"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    name: Mapped[Short]
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
    grade: Mapped[SkillGrade | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
