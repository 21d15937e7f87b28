"""The stored-files table."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Name, Record


class StoredFile(Record):
    """Content that was uploaded or made, kept once under its hash; names belong to its uses.

    An upload is kept as it came. Where it tells more than it shows (place,
    camera, day), `cleaned` is the same without that, and is what most people get.
    `look_1` to `look_4` are the quarters of the fingerprint of a picture
    (`files.likeness`), `taken_on` the day on which its camera says it was taken.
    `examined` tells that these have been looked for.
    """

    __tablename__ = "stored_files"

    sha256: Mapped[str] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int] = mapped_column(sa.BigInteger)
    media_type: Mapped[Name]
    shown_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    taken_on: Mapped[dt.date | None]
    examined: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    look_1: Mapped[int | None] = mapped_column(index=True)
    look_2: Mapped[int | None] = mapped_column(index=True)
    look_3: Mapped[int | None] = mapped_column(index=True)
    look_4: Mapped[int | None] = mapped_column(index=True)

    cleaned: Mapped[Optional["StoredFile"]] = relationship(
        remote_side="StoredFile.id", lazy="joined", join_depth=1
    )

    @property
    def shown(self) -> "StoredFile":
        """Return what is handed out to those who neither keep nor review the record."""
        return self.cleaned or self

    @property
    def is_picture(self) -> bool:
        """Tell whether browsers draw it."""
        return self.media_type.startswith("image/")
