"""The tables of a year's manuscript: its outline, its passages and exhibits, what was waved."""

import datetime as dt
from typing import Annotated

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.accounts.models import Account
from groupmgr.groups.models import OfGroup
from groupmgr.jobs.models import Job
from groupmgr.kernel.base import Record, Short, Text
from groupmgr.kernel.labels import Label

Key = Annotated[str, mapped_column(sa.String(200))]


class Deed(Label):
    """How a version of a passage came about."""

    WRITTEN = "written", "修改"
    CHECKED = "checked", "已核"
    CHOSEN = "chosen", "两份选一"
    RESTORED = "restored", "恢复旧版"
    PROPOSED = "proposed", "恢复为记录所写"
    CROSSED = "crossed", "待定"
    ASIDE = "aside", "同时所写"


# Versions that stand beside the text: not yet decided on, and not taken as they were.
BESIDE = (Deed.CROSSED, Deed.ASIDE)


class Manuscript(OfGroup, Record):
    """The report of a year while people write it.

    `facts` is what the records said when they were last read, as canonical JSON;
    the sentences that it proposes are never stored, only what is written over them.
    """

    __tablename__ = "manuscripts"
    __table_args__ = (sa.UniqueConstraint("group_id", "year"),)

    year: Mapped[int]
    facts: Mapped[Text | None] = mapped_column(deferred=True)
    facts_at: Mapped[dt.datetime | None]
    job_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jobs.id"))

    job: Mapped[Job | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def given_to(cls, account_id: int) -> sa.ColumnElement[bool]:
        """Match those of which a person was given a section to write."""
        given = Outline.manuscript_id == cls.id, Outline.writer_id == account_id
        return sa.exists().where(*given)

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return f"{self.year}年度工作报告文稿"


class Outline(Record):
    """What people decided on a section or block: its title, its place, who writes it.

    `arranged` lists the keys below it in their order, as JSON; the row whose key
    is empty arranges the chapters. An own section stands under `above`.
    """

    __tablename__ = "outlines"
    __table_args__ = (sa.UniqueConstraint("manuscript_id", "key"),)

    manuscript_id: Mapped[int] = mapped_column(sa.ForeignKey("manuscripts.id"))
    key: Mapped[Key]
    heading: Mapped[str | None] = mapped_column(sa.String(120))
    hidden: Mapped[bool] = mapped_column(default=False)
    arranged: Mapped[Text | None]
    above: Mapped[Key | None]
    writer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    due_on: Mapped[dt.date | None]

    writer: Mapped[Account | None] = relationship(lazy="raise_on_sql")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.heading or self.key or "目录"


class Passage(Record):
    """A paragraph that somebody wrote over; its words are those of its newest version.

    What crossed with another's words is a version too, which never is its words.
    """

    __tablename__ = "passages"
    __table_args__ = (sa.UniqueConstraint("manuscript_id", "key"),)

    manuscript_id: Mapped[int] = mapped_column(sa.ForeignKey("manuscripts.id"))
    key: Mapped[Key]
    revision: Mapped[int]

    # Activities have a `Version` too.
    versions: Mapped[list["Version"]] = relationship(
        "groupmgr.reports.editing.models.Version",
        order_by="groupmgr.reports.editing.models.Version.number",
        lazy="raise_on_sql",
        cascade="all, delete-orphan",
    )


class Version(Record):
    """The words of a passage from one save to the next; without words it is as the records say.

    `basis` is what the figures said when it was written or last looked over.
    """

    __tablename__ = "passage_versions"
    __table_args__ = (sa.UniqueConstraint("passage_id", "number"),)

    passage_id: Mapped[int] = mapped_column(sa.ForeignKey("passages.id"))
    number: Mapped[int]
    words: Mapped[Text | None]
    basis: Mapped[Text] = mapped_column(default="")
    deed: Mapped[Deed] = mapped_column(default=Deed.WRITTEN)
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))
    author_name: Mapped[Short] = mapped_column(default="")


class Exhibit(Record):
    """A table, chart or photo that somebody placed in a section, or in place of a composed one.

    `source` names what is shown (`compose.exhibits`); without a caption it has that of
    its source. `basis` is what its source was called when somebody last wrote the caption.
    """

    __tablename__ = "exhibits"
    __table_args__ = (sa.UniqueConstraint("manuscript_id", "key"),)

    manuscript_id: Mapped[int] = mapped_column(sa.ForeignKey("manuscripts.id"))
    key: Mapped[Key]
    above: Mapped[Key]
    source: Mapped[Key]
    caption: Mapped[str | None] = mapped_column(sa.String(120))
    basis: Mapped[Text] = mapped_column(default="")

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.caption or self.basis


class Waved(Record):
    """An advice of proof-reading that somebody does not follow, with the reason."""

    __tablename__ = "waved_findings"
    __table_args__ = (sa.UniqueConstraint("manuscript_id", "mark"),)

    manuscript_id: Mapped[int] = mapped_column(sa.ForeignKey("manuscripts.id"))
    mark: Mapped[str] = mapped_column(sa.String(64))
    words: Mapped[Text]
    reason: Mapped[Text]
    author_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    @property
    def title(self) -> str:
        """What the journal calls it."""
        return self.words
