"""Agreements between units, on their own or under a project, and what amended them."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from groupmgr.kernel.base import Edited, Name, Record, Short
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level
from groupmgr.kernel.parting import FormerPartyColumns, Parting
from groupmgr.members.models import Unit
from groupmgr.projects.labels import AgreementKind, AgreementState
from groupmgr.projects.models import Project


class Agreement(Credited, Edited):
    """A signed paper with the units that signed it and the days on which it holds.

    `ends_on` is what was signed first; `term` is what the last amendment made of it.
    """

    __tablename__ = "agreements"
    __found_by__ = ("name", "number")
    __table_args__ = (sa.CheckConstraint("ends_on >= signed_on", name="ends_after_signed"),)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    number: Mapped[Short | None]
    kind: Mapped[AgreementKind]
    level: Mapped[Level] = mapped_column(default=Level.SCHOOL)
    state: Mapped[AgreementState]
    project_id: Mapped[int | None] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    signed_on: Mapped[dt.date | None] = mapped_column(index=True)
    ends_on: Mapped[dt.date | None] = mapped_column(index=True)
    terminated_on: Mapped[dt.date | None]
    scan_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))

    if TYPE_CHECKING:
        term: Mapped[dt.date | None]

    owner: Mapped[Unit] = relationship(lazy="raise_on_sql")
    project: Mapped[Project | None] = relationship(lazy="raise_on_sql")
    parties: Mapped[list["AgreementParty"]] = relationship(
        cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    credits: Mapped[list["AgreementCredit"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    amendments: Mapped[list["Amendment"]] = relationship(
        cascade="all, delete-orphan", order_by="Amendment.signed_on", lazy="raise_on_sql"
    )

    @classmethod
    def in_force_on(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match the agreements that are signed and hold on a day, as amended until then."""
        kept = cls.state.in_(
            (AgreementState.SIGNED, AgreementState.RENEWED, AgreementState.EXPIRED)
        )
        ended = sa.and_(cls.state == AgreementState.TERMINATED, cls.terminated_on > day)
        term = sa.func.coalesce(_amended(cls, Amendment.signed_on <= day), cls.ends_on)
        return sa.and_(
            sa.or_(kept, ended), cls.signed_on <= day, sa.or_(term.is_(None), term >= day)
        )


class Amendment(Record):
    """补充协议: what was agreed later; the term stays where it names no new end."""

    __tablename__ = "amendments"

    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id"), index=True)
    name: Mapped[Name]
    number: Mapped[Short | None]
    signed_on: Mapped[dt.date]
    ends_on: Mapped[dt.date | None]
    subject: Mapped[Name] = mapped_column(default="")


def _amended(agreement: type[Agreement], *which: sa.ColumnElement[bool]) -> Any:
    """Select the end that the last of some amendments gave an agreement."""
    moved = (Amendment.agreement_id == agreement.id, Amendment.ends_on.is_not(None))
    query = sa.select(Amendment.ends_on).where(*moved, *which)
    last = query.order_by(Amendment.signed_on.desc(), Amendment.id.desc()).limit(1)
    return last.correlate(agreement).scalar_subquery()


Agreement.term = column_property(sa.func.coalesce(_amended(Agreement), Agreement.ends_on))


class AgreementParty(Record):
    """A unit that signed the agreement."""

    __tablename__ = "agreement_parties"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "unit_id"),)

    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class FormerAgreementParty(FormerPartyColumns, Record):
    """Who was in an agreement up to and including a day, before a unit in it merged."""

    __tablename__ = "former_agreement_parties"
    __table_args__ = (sa.UniqueConstraint("agreement_id", "until", "unit_id"),)

    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id", ondelete="CASCADE"))


IN_AGREEMENTS = Parting(Agreement, AgreementParty, FormerAgreementParty, "agreement_id")


class AgreementCredit(CreditColumns, Record):
    """What a group decided on an agreement."""

    __tablename__ = "agreement_credits"
    __table_args__ = (
        sa.UniqueConstraint("agreement_id", "group_id"),
        sa.Index("ix_agreement_credits_group_id_decision", "group_id", "decision"),
    )

    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id"))

    agreement: Mapped[Agreement] = relationship(back_populates="credits", lazy="raise_on_sql")
