"""A workbook that somebody brought back, and what each of its rows wants."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from groupmgr.groups.models import OfGroup
from groupmgr.kernel.base import Name, Record, Short, Text
from groupmgr.kernel.labels import Label


class ImportState(Label):
    """How far a workbook that was brought back has come."""

    COMPARING = "comparing", "正在比对"
    READY = "ready", "待导入"
    TAKING = "taking", "导入未完成"
    TAKEN = "taken", "已导入"
    UNDOING = "undoing", "撤销未完成"
    UNDONE = "undone", "导入已撤销"


class Outcome(Label):
    """What the comparison found of a row, and what became of it."""

    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    CONFLICT = "conflict", "有冲突"
    FAULTY = "faulty", "须改"


class Import(OfGroup, Record):
    """A workbook that was brought back; `kept` names the file among those that wait for a day."""

    __tablename__ = "imports"

    account_id: Mapped[int | None] = mapped_column(sa.ForeignKey("accounts.id"), index=True)
    register: Mapped[Short]
    name: Mapped[Name]
    kept: Mapped[str] = mapped_column(sa.String(64))
    state: Mapped[ImportState] = mapped_column(default=ImportState.COMPARING)
    unchanged: Mapped[int] = mapped_column(default=0)
    notes: Mapped[Text] = mapped_column(default="")
    taken_at: Mapped[dt.datetime | None]
    undone_at: Mapped[dt.datetime | None]

    @classmethod
    def of_units(cls, unit_ids: frozenset[int]) -> sa.ColumnElement[bool]:
        """Match nothing: what somebody brought in for a unit is theirs and the office's."""
        return sa.false()


class ImportRow(Record):
    """A row that differs from what is registered.

    `cells` is what the row says, `base` what stood there at the download, `was`
    what was registered when it was compared, `faults` the sentences at its
    cells. `version` is that of the record: as it was compared, and after it was
    taken over as it was left.
    """

    __tablename__ = "import_rows"
    __table_args__ = (sa.Index("ix_import_rows_import_id_outcome", "import_id", "outcome", "id"),)

    import_id: Mapped[int] = mapped_column(sa.ForeignKey("imports.id"))
    number: Mapped[int]
    name: Mapped[Name]
    outcome: Mapped[Outcome]
    accepted: Mapped[bool] = mapped_column(default=False)
    taken: Mapped[bool] = mapped_column(default=False)
    record_id: Mapped[int | None]
    version: Mapped[Short] = mapped_column(default="")
    cells: Mapped[dict[str, Any]] = mapped_column(default=dict)
    base: Mapped[dict[str, Any]] = mapped_column(default=dict)
    was: Mapped[dict[str, Any]] = mapped_column(default=dict)
    faults: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
