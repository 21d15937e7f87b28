"""Master studios with their leader, team, apprentices, co-building units and credits."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Edited, Name, Record, Short
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level, Review
from groupmgr.members.models import Unit
from groupmgr.studios.labels import SkillGrade, StudioKind, StudioState


class Studio(Credited, Edited):
    """A studio led by a 领衔人, kept by its host (依托单位)."""

    __tablename__ = "studios"
    __found_by__ = ("name", "leader", "field")
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    kind: Mapped[StudioKind] = mapped_column(index=True)
    level: Mapped[Level]
    state: Mapped[StudioState] = mapped_column(index=True)
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    base_id: Mapped[int | None] = mapped_column(sa.ForeignKey("bases.id"))
    leader: Mapped[Short]
    leader_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"))
    leader_grade: Mapped[SkillGrade | None]
    leader_honours: Mapped[Name] = mapped_column(default="")
    field: Mapped[Name]
    area: Mapped[Decimal | None]
    funds: Mapped[Decimal | None]
    approved_on: Mapped[dt.date | None]
    document_number: Mapped[Short | None]
    plaque_on: Mapped[dt.date | None]
    starts_on: Mapped[dt.date | None]
    ends_on: Mapped[dt.date | None]
    review: Mapped[Review | None]

    owner: Mapped[Unit] = relationship(foreign_keys=[owner_unit_id], lazy="raise_on_sql")
    leader_unit: Mapped[Unit] = relationship(foreign_keys=[leader_unit_id], lazy="raise_on_sql")
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


class StudioParty(Record):
    """A unit that builds the studio with its host."""

    __tablename__ = "studio_parties"
    __table_args__ = (sa.UniqueConstraint("studio_id", "unit_id"),)

    studio_id: Mapped[int] = mapped_column(sa.ForeignKey("studios.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


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
