"""The versions of an activity that were handed in."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.kernel.base import Record
from groupmgr.kernel.clock import now


class Version(Record):
    """What was material in the record at one version, so that a change can be shown in words."""

    __tablename__ = "activity_versions"
    __table_args__ = (sa.UniqueConstraint("activity_id", "version"),)

    activity_id: Mapped[int] = mapped_column(sa.ForeignKey("activities.id"))
    version: Mapped[int]
    material: Mapped[dict[str, Any]]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    made_at: Mapped[dt.datetime] = mapped_column(default=now)

    @property
    def title(self) -> str:
        """Return what the journal calls it."""
        return f"第 {self.version} 版"
