"""The table of report editions."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import OfGroup
from groupmgr.jobs.models import Job
from groupmgr.kernel.base import Record, Short, Text
from groupmgr.kernel.labels import Label


class EditionState(Label):
    """状态 of an edition."""

    BUILDING = "building", "生成中"
    DRAFT = "draft", "草稿"
    CONSULTED = "consulted", "征求意见"
    FINAL = "final", "定稿"
    ISSUED = "issued", "已印发"


class Edition(OfGroup, Record):
    """The year's report as it was built from the records on one day.

    `facts` is the canonical JSON of everything stated, `seal` its SHA-256;
    `file` is the PDF and `word` the same in .docx, absent until the job has made
    them; `findings` is what proof-reading found in them, as JSON.
    """

    __tablename__ = "editions"
    __table_args__ = (sa.UniqueConstraint("group_id", "year", "number"),)

    year: Mapped[int]
    number: Mapped[int]
    as_of: Mapped[dt.date]
    state: Mapped[EditionState] = mapped_column(default=EditionState.BUILDING)
    facts: Mapped[Text | None]
    seal: Mapped[str | None] = mapped_column(sa.String(64))
    pages: Mapped[int | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    word_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    findings: Mapped[Text | None]
    job_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jobs.id"))
    document_number: Mapped[Short | None]
    signer: Mapped[Short | None]
    issued_on: Mapped[dt.date | None]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id], lazy="raise_on_sql")
    word: Mapped[StoredFile | None] = relationship(foreign_keys=[word_id], lazy="raise_on_sql")
    job: Mapped[Job | None] = relationship(lazy="raise_on_sql")

    @property
    def standing(self) -> str:
        """Return its state in words; of one that is not yet made, how far its job is."""
        if self.state is EditionState.BUILDING and self.job is not None:
            return self.job.state.label
        return self.state.label

    @property
    def title(self) -> str:
        """Return what the edition is called in lists and in the journal."""
        return title_of(self.year, self.number)


def title_of(year: int, number: int) -> str:
    """Return what an edition is called, also where only its year and number are known."""
    return f"{year}年度工作报告第{number}稿"
