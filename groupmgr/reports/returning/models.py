"""The table of Word files that came back."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Name, Record, Short
from groupmgr.reports.models import Edition


class ReturnedWord(OfGroup, Record):
    """A Word file of an edition that people went on writing in; `taken` holds what was taken over.

    Its keys are those of the changes, its values the names of those who took them over.
    """

    __tablename__ = "returned_words"

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id"), index=True)
    file_id: Mapped[int] = mapped_column(sa.ForeignKey("stored_files.id"))
    name: Mapped[Name]
    author: Mapped[Short]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    taken: Mapped[dict[str, Any]] = mapped_column(default=dict)

    edition: Mapped[Edition] = relationship(lazy="raise_on_sql")
    file: Mapped[StoredFile] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """Return what the journal calls it."""
        return self.name
