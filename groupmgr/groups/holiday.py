"""The days off and the worked weekends that a group laid down itself."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Edited, Name
from groupmgr.kernel.labels import Label


class DayKind(Label):
    """What people do on these days."""

    OFF = "off", "放假"
    WORK = "work", "上班"


class Holiday(OfGroup, Edited):
    """节假日安排: some days on which all work or nobody does, by a document."""

    __tablename__ = "holidays"
    __table_args__ = (sa.CheckConstraint("last_on >= first_on", name="ends_after_start"),)

    name: Mapped[Name]
    kind: Mapped[DayKind] = mapped_column(default=DayKind.OFF)
    first_on: Mapped[dt.date]
    last_on: Mapped[dt.date]
    source: Mapped[Name]

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.name}（{self.kind.label}）"

    @classmethod
    def touches(cls, first: dt.date, last: dt.date) -> sa.ColumnElement[bool]:
        """Match what has a day in common with a span of days."""
        return sa.and_(cls.first_on <= last, cls.last_on >= first)
