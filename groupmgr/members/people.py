"""People of the units, the posts they hold in a group's bodies, and liaison officers."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.groups.models import Body
from groupmgr.kernel.base import Name, Record, Short
from groupmgr.members.labels import PostTitle
from groupmgr.members.models import Membership, Unit


class Person(Record):
    """Somebody the group must be able to name or reach; no identity numbers are kept."""

    __tablename__ = "people"
    __found_by__ = ("name", "position")

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    name: Mapped[Short]
    position: Mapped[Name] = mapped_column(default="")
    phone: Mapped[Short | None]
    email: Mapped[Name | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class Post(Record):
    """A person in a post of a body, for the days the post was held.

    `from_enterprise` tells that the person speaks for enterprises there;
    `resolution_id` is the resolution that appointed it.
    """

    __tablename__ = "posts"
    __table_args__ = (sa.CheckConstraint("ended_on >= started_on", name="ended_after_start"),)

    body_id: Mapped[int] = mapped_column(sa.ForeignKey("bodies.id"), index=True)
    term_id: Mapped[int | None] = mapped_column(sa.ForeignKey("terms.id"))
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"), index=True)
    title: Mapped[PostTitle]
    started_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    end_reason: Mapped[Name] = mapped_column(default="", server_default="")
    from_enterprise: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    resolution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("resolutions.id"))

    body: Mapped[Body] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the posts in the group's bodies."""
        return cls.body.has(Body.of_group(group_id))


class Liaison(Record):
    """The one named contact of a member; former ones stay with their days."""

    __tablename__ = "liaisons"
    __table_args__ = (
        sa.Index(
            "uq_liaisons_open",
            "membership_id",
            unique=True,
            sqlite_where=sa.text("ended_on IS NULL"),
            postgresql_where=sa.text("ended_on IS NULL"),
        ),
    )

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("people.id"))
    started_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]

    membership: Mapped[Membership] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")


# The contacts of a membership, for those who list many at once.
CONTACTS: Any = relationship(Liaison, viewonly=True, lazy="raise_on_sql")
Membership.contacts = CONTACTS
