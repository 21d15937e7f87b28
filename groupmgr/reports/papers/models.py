"""The table of papers."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Record, Short, Text
from groupmgr.kernel.labels import Label
from groupmgr.members.models import Unit


class PaperKind(Label):
    """What a unit is given."""

    SUMMARY = "summary", "年度小结"
    CERTIFICATE = "certificate", "参与职业教育情况证明"


class UnitPaper(OfGroup, Record):
    """A paper on the year of one unit, as it was made on one day; it never changes.

    `facts` is the canonical JSON of everything stated and `seal` its SHA-256;
    `code` is printed on it, and whoever holds the paper finds it by that.
    """

    __tablename__ = "unit_papers"
    __table_args__ = (
        sa.Index(
            "ix_unit_papers_group_id_year_kind_unit_id", "group_id", "year", "kind", "unit_id"
        ),
        sa.Index("ix_unit_papers_seal", "seal"),
    )

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    kind: Mapped[PaperKind]
    year: Mapped[int]
    as_of: Mapped[dt.date]
    code: Mapped[Short] = mapped_column(unique=True)
    facts: Mapped[Text]
    seal: Mapped[str] = mapped_column(sa.String(64))
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"), index=True)
    word_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="raise_on_sql")
    word: Mapped[StoredFile | None] = relationship(foreign_keys=[word_id], lazy="raise_on_sql")

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the papers on these units."""
        return cls.unit_id.in_(unit_ids)

    @property
    def title(self) -> str:
        """Return what the journal and file names call it."""
        return f"{self.year}年{self.kind.label} {self.code}"
