"""Find a paper by what is printed on it, for people without an account."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from groupmgr.files.models import StoredFile
from groupmgr.groups.models import Group
from groupmgr.reports.compose.phrases import day
from groupmgr.reports.outline import Block
from groupmgr.reports.papers.facts import UnitYear
from groupmgr.reports.papers.making import COMPOSERS
from groupmgr.reports.papers.models import UnitPaper
from groupmgr.reports.papers.sheet import Sheet
from groupmgr.reports.seal import thaw_as


@dataclass(frozen=True, slots=True)
class Found:
    """A paper as the archive has it."""

    paper: UnitPaper
    year: UnitYear
    sheet: Sheet
    state: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Return what it says, to be held against the paper in somebody's hand."""
        text = (block for section in self.sheet.sections for block in section.blocks)
        return (*text, *self.sheet.appended)


def by_file(session: Session, sha256: str) -> tuple[str, str] | None:
    """Return what a file is, if it is a paper, and how it stands."""
    return _said(session, UnitPaper.file.has(StoredFile.sha256 == sha256))


def by_seal(session: Session, seal: str) -> tuple[str, str] | None:
    """Return what was made from facts with this fingerprint, and how it stands."""
    return _said(session, UnitPaper.seal == seal)


def by_code(session: Session, code: str) -> Found | None:
    """Return the paper on which this code is printed."""
    query = sa.select(UnitPaper).where(UnitPaper.code == tidied(code))
    paper = session.scalar(query.options(joinedload(UnitPaper.unit)))
    if paper is None:
        return None
    year = thaw_as(UnitYear, paper.facts)
    sheet = COMPOSERS[paper.kind](
        year, code=paper.code, address="", made_on=paper.created_at.date()
    )
    return Found(paper, year, sheet, _state(session, paper))


def tidied(code: str) -> str:
    """Return a code as it is printed, however it was typed."""
    letters = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    return "-".join(letters[at : at + 4] for at in range(0, min(len(letters), 12), 4))


def _said(session: Session, which: sa.ColumnElement[bool]) -> tuple[str, str] | None:
    query = sa.select(UnitPaper, Group.name).join(Group, Group.id == UnitPaper.group_id)
    row = session.execute(
        query.where(which)
        .options(joinedload(UnitPaper.unit))
        .order_by(UnitPaper.id.desc())
        .limit(1)
    ).first()
    if row is None:
        return None
    paper, group = row
    unit = thaw_as(UnitYear, paper.facts).unit.name
    title = f"{group}{unit}{paper.year}年{paper.kind.label}"
    return title, f"核验码{paper.code}，{_state(session, paper)}"


def _state(session: Session, paper: UnitPaper) -> str:
    """Say of which day it speaks, and whether a later one was made."""
    later = sa.exists().where(
        UnitPaper.group_id == paper.group_id,
        UnitPaper.year == paper.year,
        UnitPaper.kind == paper.kind,
        UnitPaper.unit_id == paper.unit_id,
        UnitPaper.id > paper.id,
    )
    until = f"数据截至{day(paper.as_of.isoformat(), with_year=True)}"
    return f"{until}，之后另有新的一份" if session.scalar(sa.select(later)) else until
