"""The table of report editions."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import OfGroup
from groupmgr.jobs.models import Job
from groupmgr.kernel.base import Record, Short, Text
from groupmgr.kernel.labels import Label
from groupmgr.kernel.workflow import Workflow
from groupmgr.reports.facts import Imprint


class EditionState(Label):
    """状态 of an edition."""

    BUILDING = "building", "生成中"
    DRAFT = "draft", "草稿"
    CONSULTED = "consulted", "征求意见"
    FINAL = "final", "定稿"
    ISSUED = "issued", "已印发"


class EditionStep(Label):
    """What the secretariat does with an edition."""

    CONSULT = "consult", "征求意见"
    RECALL = "recall", "收回修改"
    FINISH = "finish", "定稿"
    ISSUE = "issue", "印发"


E, Step = EditionState, EditionStep
COURSE = Workflow(
    {
        (E.DRAFT, Step.CONSULT): E.CONSULTED,
        (E.CONSULTED, Step.RECALL): E.DRAFT,
        (E.DRAFT, Step.FINISH): E.FINAL,
        (E.CONSULTED, Step.FINISH): E.FINAL,
        (E.FINAL, Step.ISSUE): E.ISSUED,
    }
)


class Edition(OfGroup, Record):
    """The year's report as it was built from the records on one day.

    A final one bears its number (发文字号), its signer and its date (成文日期).

    `facts` is the canonical JSON of everything stated, `edits` that of what people
    wrote over it, `seal` the SHA-256 of both;
    `file` is the PDF and `word` the same in .docx, absent until the job has made
    them; `findings` is what proof-reading found in them, as JSON.
    """

    __tablename__ = "editions"
    __table_args__ = (
        sa.UniqueConstraint("group_id", "year", "number"),
        sa.Index(
            "uq_editions_group_id_document_number", "group_id", "document_number", unique=True
        ),
    )

    year: Mapped[int]
    number: Mapped[int]
    as_of: Mapped[dt.date]
    state: Mapped[EditionState] = mapped_column(default=EditionState.BUILDING)
    facts: Mapped[Text | None]
    edits: Mapped[Text | None]
    seal: Mapped[str | None] = mapped_column(sa.String(64))
    pages: Mapped[int | None]
    file_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    word_id: Mapped[int | None] = mapped_column(sa.ForeignKey("stored_files.id"))
    findings: Mapped[Text | None]
    job_id: Mapped[int | None] = mapped_column(sa.ForeignKey("jobs.id"))
    document_number: Mapped[Short | None]
    signer: Mapped[Short | None]
    dated: Mapped[dt.date | None]
    made_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"))

    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id], lazy="raise_on_sql")
    word: Mapped[StoredFile | None] = relationship(foreign_keys=[word_id], lazy="raise_on_sql")
    job: Mapped[Job | None] = relationship(lazy="raise_on_sql")

    @classmethod
    def shared(cls, group_id: int, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match what members read: what they are asked about, and what is final."""
        read = cls.state.in_((EditionState.CONSULTED, EditionState.FINAL, EditionState.ISSUED))
        return sa.and_(cls.of_group(group_id), read)

    @property
    def imprint(self) -> Imprint | None:
        """Return what a final edition bears."""
        if self.document_number is None or self.dated is None:
            return None
        return Imprint(
            number=self.document_number, dated=self.dated.isoformat(), signer=self.signer or ""
        )

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
