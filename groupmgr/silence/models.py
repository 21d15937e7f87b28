"""Proposals that a member be deemed to have left."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.groups.models import Rule
from groupmgr.kernel.base import Record, Short, Text
from groupmgr.kernel.labels import Label
from groupmgr.members.models import Membership


class ProposalState(Label):
    """What became of a proposal."""

    WAITING = "waiting", "待决定"
    LEFT = "left", "视为自动退出"
    KEPT = "kept", "保留资格"
    LAPSED = "lapsed", "已有活动"


class Proposal(Record):
    """建议视为自动退出: a member was silent for longer than a rule of the group allows.

    `since` is the last day on which it took part, or the day it joined;
    `months` are those of the rule, which may be others later.
    """

    __tablename__ = "leaving_proposals"
    __table_args__ = (
        sa.Index(
            "uq_leaving_proposals_waiting",
            "membership_id",
            unique=True,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        ),
        sa.Index("ix_leaving_proposals_membership_id", "membership_id"),
    )

    membership_id: Mapped[int] = mapped_column(sa.ForeignKey("memberships.id"))
    rule_id: Mapped[int] = mapped_column(sa.ForeignKey("rules.id"))
    since: Mapped[dt.date]
    months: Mapped[int]
    proposed_on: Mapped[dt.date]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING)
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[Short | None]
    reason: Mapped[Text] = mapped_column(default="")

    membership: Mapped[Membership] = relationship(lazy="raise_on_sql")
    rule: Mapped[Rule] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.membership.unit.name

    @classmethod
    def of_group(cls, group_id: int) -> sa.ColumnElement[bool]:
        """Match the proposals about members of the group."""
        return cls.membership.has(Membership.of_group(group_id))
