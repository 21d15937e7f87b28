"""Accounts, what they are assigned to, and the sessions they are signed in with."""

import datetime as dt

import sqlalchemy as sa
from flask_login import UserMixin
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Name, Record, Short
from groupmgr.kernel.clock import now
from groupmgr.kernel.labels import Label
from groupmgr.policy import Role


class Digest(Label):
    """When a person is written what waits."""

    NEVER = "never", "不发"
    URGENT = "urgent", "有临期或逾期时发"
    WEEKLY = "weekly", "有待办就发"


class Account(UserMixin, Record):
    """A person who signs in.

    `digest` says when what waits is written to `email`, with links to `site`,
    the address of the product at which the person chose so.
    """

    __tablename__ = "accounts"

    login: Mapped[Short] = mapped_column(unique=True)
    name: Mapped[Short]
    phone: Mapped[Short | None]
    email: Mapped[str | None] = mapped_column(sa.String(254))
    digest: Mapped[Digest] = mapped_column(default=Digest.NEVER, server_default="never")
    site: Mapped[Name] = mapped_column(default="", server_default="")
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    must_change: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None]

    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="account", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    @property
    def is_active(self) -> bool:
        return self.active

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the people of the group's own offices and of its member units."""
        membership = sa.table("memberships", sa.column("unit_id"), sa.column("group_id"))
        units = sa.select(membership.c.unit_id).where(membership.c.group_id == group_id)
        return cls.assignments.any(
            sa.or_(Assignment.group_id == group_id, Assignment.unit_id.in_(units))
        )

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match the people assigned to these units."""
        return cls.assignments.any(Assignment.unit_id.in_(unit_ids))


class Assignment(Record):
    """A role of a person: in the installation, in one group, or in one unit."""

    __tablename__ = "assignments"
    __table_args__ = (
        sa.UniqueConstraint("account_id", "role", "group_id", "unit_id"),
        sa.CheckConstraint("group_id IS NULL OR unit_id IS NULL", name="one_place"),
    )

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    role: Mapped[Role]
    group_id: Mapped[int | None] = mapped_column(sa.ForeignKey("groups.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)

    account: Mapped[Account] = relationship(back_populates="assignments", lazy="raise_on_sql")


class LoginSession(Record):
    """A browser in which somebody is signed in; it can be ended from any other."""

    __tablename__ = "login_sessions"

    account_id: Mapped[int] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    device: Mapped[Name]
    address: Mapped[Short]
    seen_at: Mapped[dt.datetime] = mapped_column(default=now)
    ended_at: Mapped[dt.datetime | None]
