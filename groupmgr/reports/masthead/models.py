"""The table of what stands around the text of a year's report."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Edited, Name, Short, Text
from groupmgr.kernel.labels import Label


class Layout(Label):
    """版式 of a report."""

    OFFICIAL = "official", "正式公文体"
    ADDRESS = "address", "大会报告体"


class Masthead(OfGroup, Edited):
    """What is typed once for all editions of a year; each edition freezes it among its facts.

    The address has a headline of one or two lines, is a numbered paper of its
    meeting and is read out by the reporter; the official document has a
    letterhead (发文机关标志), an addressee (主送机关) and copies (抄送). `upward`
    marks one that goes to a superior and bears its signer beside its number.
    """

    __tablename__ = "mastheads"
    __table_args__ = (sa.UniqueConstraint("group_id", "year"),)

    year: Mapped[int]
    layout: Mapped[Layout]
    signed_by: Mapped[Name]
    headline: Mapped[Text] = mapped_column(default="")
    meeting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meetings.id"))
    paper: Mapped[int | None]
    spoken_on: Mapped[dt.date | None]
    reporter: Mapped[Short] = mapped_column(default="")
    salutation: Mapped[Text] = mapped_column(default="")
    greeting: Mapped[Text] = mapped_column(default="")
    closing: Mapped[Text] = mapped_column(default="")
    letterhead: Mapped[Name] = mapped_column(default="")
    upward: Mapped[bool] = mapped_column(default=False)
    addressee: Mapped[Text] = mapped_column(default="")
    copies: Mapped[Text] = mapped_column(default="")
    issuer: Mapped[Name] = mapped_column(default="")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.year}年度报告的版式与抬头"
