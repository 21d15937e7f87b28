"""The attachments table."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.kernel.base import Name, Record

COLUMNS = ("plaque_id", "base_stage_id", "base_usage_id", "studio_stage_id", "certificate_id")
_ONE = " + ".join(f"CASE WHEN {column} IS NULL THEN 0 ELSE 1 END" for column in COLUMNS)


def _above(table: str) -> Mapped[int | None]:
    return mapped_column(sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


class Attachment(Record):
    """A file under its name, at exactly one of the things that files belong to."""

    __tablename__ = "attachments"
    __found_by__ = ("name",)
    __table_args__ = (sa.CheckConstraint(f"{_ONE} = 1", name="one_place"),)

    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"), index=True)
    name: Mapped[Name]
    plaque_id: Mapped[int | None] = _above("plaques")
    base_stage_id: Mapped[int | None] = _above("base_stages")
    base_usage_id: Mapped[int | None] = _above("base_usages")
    studio_stage_id: Mapped[int | None] = _above("studio_stages")
    certificate_id: Mapped[int | None] = _above("certificates")

    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")
