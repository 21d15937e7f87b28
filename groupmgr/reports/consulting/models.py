"""The table of comments on an edition."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.labels import Label
from groupmgr.members.models import Unit
from groupmgr.reports.models import Edition


class Verdict(Label):
    """What the secretariat does with a comment."""

    TAKEN = "taken", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_TAKEN = "not-taken", "不采纳"
    NOTHING = "nothing", "无意见"


ANSWERS = (Verdict.TAKEN, Verdict.PARTLY, Verdict.NOT_TAKEN)


class Comment(OfGroup, Record):
    """What a unit says of one place of an edition, and the answer.

    `anchor` is the key of the section or paragraph, empty for the whole;
    `place` and `quoted` say in words what stood there.
    """

    __tablename__ = "edition_comments"
    __table_args__ = (
        sa.Index("ix_edition_comments_edition_id_verdict", "edition_id", "verdict"),
        sa.Index("ix_edition_comments_group_id_verdict", "group_id", "verdict"),
    )

    edition_id: Mapped[int] = mapped_column(sa.ForeignKey("editions.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    anchor: Mapped[str] = mapped_column(sa.String(80), default="")
    place: Mapped[Name] = mapped_column(default="")
    quoted: Mapped[Text] = mapped_column(default="")
    words: Mapped[Text]
    author: Mapped[Short]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    verdict: Mapped[Verdict | None]
    reason: Mapped[Text] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    answered_at: Mapped[dt.datetime | None]

    edition: Mapped[Edition] = relationship(lazy="raise_on_sql")
    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match what these units said."""
        return cls.unit_id.in_(unit_ids)

    @property
    def standing(self) -> str:
        """Return what was answered, or that it waits."""
        return self.verdict.label if self.verdict else "待答复"

    @property
    def title(self) -> str:
        """Return what lists and the journal call it."""
        return self.words[:40]
