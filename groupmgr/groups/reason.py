"""The reasons for which a group's secretariat returns or excludes records."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Name, Record, Short
from groupmgr.kernel.credit import Decision


class Reason(OfGroup, Record):
    """理由: why the secretariat returns or excludes a record, in short words of the group's own.

    `place` is what it is about: the code of a part of the record, or nothing
    for the whole of it. A reason is ended by its last day, never deleted.
    """

    __tablename__ = "reasons"

    decision: Mapped[Decision]
    place: Mapped[Short] = mapped_column(default="")
    words: Mapped[Name]
    valid_until: Mapped[dt.date | None]

    @property
    def title(self) -> str:
        """Return what the journal calls it."""
        return self.words

    @classmethod
    def in_force_on(cls, day: dt.date) -> sa.ColumnElement[bool]:
        """Match the reasons that can be given on a day."""
        return sa.or_(cls.valid_until.is_(None), cls.valid_until >= day)
