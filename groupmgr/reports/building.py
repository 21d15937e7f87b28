"""The job that builds an edition; run twice, it ends in the same edition."""

import io
import time
from dataclasses import dataclass, field

import pikepdf
import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.jobs.work import Work
from groupmgr.reports import making
from groupmgr.reports.collect.year import collect
from groupmgr.reports.facts import Facts
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import dump
from groupmgr.reports.render import Progress
from groupmgr.reports.seal import freeze, seal, thaw

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SELDOM = 0.5


def build(work: Work) -> None:
    """Collect the facts, print and proof-read them, and only then let the edition have its files.

    A final edition is printed from the facts it has, with its number and date.
    """
    work.progress("收集数据")
    with work.reading() as session:
        wanted = _edition(session, work)
        facts, imprint = _facts(session, wanted), wanted.imprint
    paced, store = _Paced(work.progress), Store.under(work.home)
    pdf, word = making.pdf(facts, paced, imprint), making.docx(facts, paced, imprint)
    edition, frozen = _edition(work.session, work), freeze(facts)
    edition.facts, edition.seal = frozen, seal(frozen)
    edition.findings = dump(making.findings(facts))
    edition.file_id, edition.pages = keep_made(work.session, store, pdf, PDF).id, _pages(pdf)
    edition.word_id = keep_made(work.session, store, word, WORD).id
    if edition.state is EditionState.BUILDING:
        edition.state = EditionState.DRAFT
    work.session.flush()


def _facts(session: Session, edition: Edition) -> Facts:
    if edition.state is EditionState.FINAL and edition.facts is not None:
        return thaw(edition.facts)
    group = session.get_one(Group, edition.group_id)
    return collect(session, group, edition.year, edition.as_of)


def _edition(session: Session, work: Work) -> Edition:
    return session.scalars(sa.select(Edition).where(Edition.job_id == work.job_id)).one()


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


@dataclass
class _Paced:
    """Passes progress on twice a second at most: every word of it is a write to the database."""

    tell: Progress
    said: float = field(default=0.0, init=False)

    def __call__(self, step: str, done: int, total: int) -> None:
        if time.monotonic() - self.said >= _SELDOM:
            self.tell(step, done, total)
            self.said = time.monotonic()
