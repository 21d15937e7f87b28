"""The stored-files table."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Name, Record


class StoredFile(Record):
    """Content that was uploaded or made, kept once under its hash; names belong to its uses."""

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    media_type: Mapped[Name]
