"""Joint projects with their parties, standings, milestones, outputs, receipts and credits."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from groupmgr.kernel.base import Edited, Name, Record, Short, Text
from groupmgr.kernel.credit import CreditColumns, Credited
from groupmgr.kernel.levels import Level, Standing
from groupmgr.kernel.parting import FormerPartyColumns, Parting
from groupmgr.kernel.workflow import Workflow
from groupmgr.members.models import Unit
from groupmgr.projects.labels import (
    FiveTogether,
    OutputKind,
    ProjectKind,
    ProjectRole,
    ProjectState,
    ProjectStep,
)

COURSE = Workflow(
    {
        (ProjectState.INTENDED, ProjectStep.APPLY): ProjectState.APPLYING,
        (ProjectState.APPLYING, ProjectStep.EXAMINE): ProjectState.EXAMINED,
        (ProjectState.EXAMINED, ProjectStep.ESTABLISH): ProjectState.ESTABLISHED,
        (ProjectState.ESTABLISHED, ProjectStep.START): ProjectState.RUNNING,
        (ProjectState.RUNNING, ProjectStep.CHECK): ProjectState.MIDTERM,
        (ProjectState.RUNNING, ProjectStep.ACCEPT): ProjectState.ACCEPTANCE,
        (ProjectState.RUNNING, ProjectStep.EXTEND): ProjectState.EXTENDED,
        (ProjectState.RUNNING, ProjectStep.ABANDON): ProjectState.ABANDONED,
        (ProjectState.MIDTERM, ProjectStep.RESUME): ProjectState.RUNNING,
        (ProjectState.MIDTERM, ProjectStep.ACCEPT): ProjectState.ACCEPTANCE,
        (ProjectState.EXTENDED, ProjectStep.RESUME): ProjectState.RUNNING,
        (ProjectState.EXTENDED, ProjectStep.ACCEPT): ProjectState.ACCEPTANCE,
        (ProjectState.EXTENDED, ProjectStep.ABANDON): ProjectState.ABANDONED,
        (ProjectState.ACCEPTANCE, ProjectStep.CLOSE): ProjectState.CLOSED,
    }
)


class Project(Credited, Edited):
    """Something a school and others carry out together, kept by the unit that reports it.

    `budget` is the contract value in 元; what was paid is in `receipts`.
    """

    __tablename__ = "projects"
    __found_by__ = ("name", "number", "document_number")
    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    name: Mapped[Name]
    pinyin: Mapped[str] = mapped_column(sa.String(240), default="")
    number: Mapped[Short | None]
    kind: Mapped[ProjectKind] = mapped_column(index=True)
    five_together: Mapped[FiveTogether | None]
    level: Mapped[Level]
    document_number: Mapped[Short | None]
    state: Mapped[ProjectState] = mapped_column(index=True)
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    starts_on: Mapped[dt.date] = mapped_column(index=True)
    ends_on: Mapped[dt.date | None]
    budget: Mapped[Decimal | None]
    students: Mapped[int | None]
    class_name: Mapped[Name | None]
    department: Mapped[Name | None]
    programme: Mapped[Name | None]
    summary: Mapped[Text] = mapped_column(default="")
    next_steps: Mapped[Text] = mapped_column(default="")

    owner: Mapped[Unit] = relationship(lazy="raise_on_sql")
    parties: Mapped[list["ProjectParty"]] = relationship(
        cascade="all, delete-orphan", order_by="ProjectParty.id", lazy="raise_on_sql"
    )
    credits: Mapped[list["ProjectCredit"]] = relationship(
        back_populates="project", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    standings: Mapped[list["ProjectStanding"]] = relationship(
        cascade="all, delete-orphan", order_by="ProjectStanding.on", lazy="raise_on_sql"
    )
    targets: Mapped[list["Target"]] = relationship(
        cascade="all, delete-orphan", order_by="Target.id", lazy="raise_on_sql"
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        cascade="all, delete-orphan", order_by="Milestone.due_on", lazy="raise_on_sql"
    )
    outputs: Mapped[list["Output"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        order_by="Output.on",
        lazy="raise_on_sql",
    )
    receipts: Mapped[list["Receipt"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        order_by="Receipt.voucher_on",
        lazy="raise_on_sql",
    )


class ProjectParty(Record):
    """A unit in the project, and what it put in (元)."""

    __tablename__ = "project_parties"
    __table_args__ = (sa.UniqueConstraint("project_id", "unit_id"),)

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("units.id"), index=True)
    role: Mapped[ProjectRole]
    amount: Mapped[Decimal | None]
    contact: Mapped[Short | None]

    unit: Mapped[Unit] = relationship(lazy="raise_on_sql")


class FormerProjectParty(FormerPartyColumns, Record):
    """Who was in a project up to and including a day, before a unit in it merged."""

    __tablename__ = "former_project_parties"
    __table_args__ = (sa.UniqueConstraint("project_id", "until", "unit_id"),)

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id", ondelete="CASCADE"))


IN_PROJECTS = Parting(Project, ProjectParty, FormerProjectParty, "project_id")


class ProjectCredit(CreditColumns, Record):
    """What a group decided on a project."""

    __tablename__ = "project_credits"
    __table_args__ = (
        sa.UniqueConstraint("project_id", "group_id"),
        sa.Index("ix_project_credits_group_id_decision", "group_id", "decision"),
    )

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"))

    project: Mapped[Project] = relationship(back_populates="credits", lazy="raise_on_sql")


class ProjectStanding(Record):
    """A list or title for which the project was recommended, or to which it was selected."""

    __tablename__ = "project_standings"

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    title: Mapped[Name]
    level: Mapped[Level]
    standing: Mapped[Standing]
    on: Mapped[dt.date]
    document_number: Mapped[Short | None]


class Target(Record):
    """目标: what the project is to reach, and how far it has come."""

    __tablename__ = "project_targets"

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    name: Mapped[Name]
    amount: Mapped[Decimal]
    measure: Mapped[Short]
    reached: Mapped[Decimal | None]


class Milestone(Record):
    """里程碑."""

    __tablename__ = "milestones"

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    name: Mapped[Name]
    due_on: Mapped[dt.date]
    done_on: Mapped[dt.date | None]


class Output(Record):
    """成果: what came out of a project; it counts for the project's parties. Money in 元."""

    __tablename__ = "outputs"
    __found_by__ = ("title", "number")

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    studio_id: Mapped[int | None] = mapped_column(sa.ForeignKey("studios.id"), index=True)
    kind: Mapped[OutputKind] = mapped_column(index=True)
    title: Mapped[Name]
    level: Mapped[Level | None]
    number: Mapped[Short | None]
    on: Mapped[dt.date] = mapped_column(index=True)
    amount: Mapped[Decimal | None]

    project: Mapped[Project] = relationship(back_populates="outputs", lazy="raise_on_sql")
    authors: Mapped[list["OutputAuthor"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="OutputAuthor.rank",
        lazy="raise_on_sql",
    )


class OutputAuthor(Record):
    """完成单位（排名）: a unit, or one of no register (`name`), at its place among the authors.

    `people` are its 完成人 in the order of the certificate.
    """

    __tablename__ = "output_authors"
    __table_args__ = (
        sa.UniqueConstraint("output_id", "rank"),
        sa.CheckConstraint("rank > 0", name="rank_positive"),
        sa.CheckConstraint("(unit_id IS NULL) <> (name = '')", name="unit_or_name"),
    )

    output_id: Mapped[int] = mapped_column(sa.ForeignKey("outputs.id", ondelete="CASCADE"))
    rank: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("units.id"), index=True)
    name: Mapped[Name] = mapped_column(default="")
    people: Mapped[Name] = mapped_column(default="")

    unit: Mapped[Unit | None] = relationship(lazy="raise_on_sql")


class Receipt(Record):
    """到款: money that arrived for a project on the day of its bank voucher (元)."""

    __tablename__ = "receipts"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_positive"),)

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id"), index=True)
    amount: Mapped[Decimal]
    voucher_on: Mapped[dt.date] = mapped_column(index=True)
    voucher_number: Mapped[Short]

    project: Mapped[Project] = relationship(back_populates="receipts", lazy="raise_on_sql")
