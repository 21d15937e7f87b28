"""Applications of units that want to become members."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Group, OfGroup
from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.meetings.models import Resolution
from groupmgr.members.labels import MembershipState, Ownership, UnitKind
from groupmgr.members.models import Unit


class Application(OfGroup, Record):
    """入会申请: what a unit says of itself, and how far its application has come.

    It stands apart from units and memberships until the unit is admitted. The
    applicant reads and corrects it by a link, whose secret follows from `salt`
    and the key of the installation (`kernel.site`). `returned` is what
    must be put right. `closed_at` is when it became a member or was refused:
    of one code only one application is open in a group.
    """

    __tablename__ = "applications"
    __table_args__ = (
        sa.Index("ix_applications_group_id_state", "group_id", "state"),
        sa.Index(
            "uq_applications_open",
            "group_id",
            "uscc",
            unique=True,
            sqlite_where=sa.text("closed_at IS NULL"),
            postgresql_where=sa.text("closed_at IS NULL"),
        ),
    )

    state: Mapped[MembershipState] = mapped_column(default=MembershipState.SUBMITTED)
    name: Mapped[Name]
    uscc: Mapped[str] = mapped_column(sa.String(18))
    kind: Mapped[UnitKind]
    ownership: Mapped[Ownership | None]
    region: Mapped[Name] = mapped_column(default="")
    address: Mapped[Name | None]
    contact: Mapped[Short]
    position: Mapped[Name] = mapped_column(default="")
    phone: Mapped[Short]
    email: Mapped[Name | None]
    statement: Mapped[Text] = mapped_column(default="")
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    letter_name: Mapped[Name] = mapped_column(default="")
    returned: Mapped[Text] = mapped_column(default="")
    applied_on: Mapped[dt.date]
    resolution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))
    approved_on: Mapped[dt.date | None]
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"))
    membership_id: Mapped[int | None] = mapped_column(sa.ForeignKey("memberships.id"))
    closed_at: Mapped[dt.datetime | None]
    salt: Mapped[Short]
    site: Mapped[Name] = mapped_column(default="")
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    tries: Mapped[int] = mapped_column(default=0)
    tries_since: Mapped[dt.datetime | None]

    group: Mapped[Group] = relationship(lazy="raise_on_sql")
    letter: Mapped[StoredFile | None] = relationship(lazy="raise_on_sql")
    resolution: Mapped[Resolution | None] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit | None] = relationship(lazy="raise_on_sql")
