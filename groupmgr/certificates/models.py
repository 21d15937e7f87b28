"""Certificates and plaques, each with a number that is given once."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.attachments.models import Attachment
from groupmgr.groups.models import Group, OfGroup
from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.labels import Label
from groupmgr.members.labels import Rank
from groupmgr.members.models import Unit


class CertificateKind(Label):
    """证牌类别."""

    CERTIFICATE = "certificate", "成员证书"
    PLAQUE = "plaque", "成员牌匾"


class Certificate(OfGroup, Record):
    """证牌: what a unit was handed, under the name and rank of its day.

    Numbers run by group, kind and year and are never used again, also not
    those of what was taken back. `number` is how it reads on the paper.
    """

    __tablename__ = "certificates"
    __table_args__ = (sa.UniqueConstraint("group_id", "kind", "year", "place"),)

    kind: Mapped[CertificateKind]
    year: Mapped[int]
    place: Mapped[int]
    number: Mapped[Name]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    name: Mapped[Name]
    rank: Mapped[Rank]
    joined_on: Mapped[dt.date]
    issued_on: Mapped[dt.date]
    received_by: Mapped[Short | None]
    withdrawn_on: Mapped[dt.date | None]
    withdrawn_reason: Mapped[Text] = mapped_column(default="")

    group: Mapped[Group] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    files: Mapped[list[Attachment]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by=Attachment.id,
        lazy="raise_on_sql",
    )

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.number} {self.name}"

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match what these units hold."""
        return cls.unit_id.in_(unit_ids)
