"""The job that builds an edition; run twice, it ends in the same edition."""

import io

import pikepdf
import sqlalchemy as sa
from sqlalchemy.orm import Session

from groupmgr.files.service import keep_made
from groupmgr.files.store import Store
from groupmgr.groups.models import Group
from groupmgr.jobs.work import Work
from groupmgr.kernel.progress import Paced
from groupmgr.reports import making
from groupmgr.reports.collect.year import collect
from groupmgr.reports.editing.edits import Edits
from groupmgr.reports.editing.gathering import edits_for, find
from groupmgr.reports.editing.service import keep_facts
from groupmgr.reports.editing.waving import unwaved
from groupmgr.reports.facts import Facts
from groupmgr.reports.models import Edition, EditionState
from groupmgr.reports.proofing.findings import dump
from groupmgr.reports.seal import freeze, sealed, thaw, thaw_edits

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build(work: Work) -> None:
    """Collect the facts, print and proof-read them, and only then let the edition have its files.

    An edition that states something already is printed from the facts and words it has.
    """
    work.progress("收集数据")
    with work.reading() as session:
        wanted = _edition(session, work)
        (facts, edits), imprint = _stated(session, wanted, _site(work)), wanted.imprint
    paced, store = Paced(work.progress), Store.under(work.home)
    pdf = making.pdf(facts, paced, imprint, edits, work.home / "printed", store)
    word = making.docx(facts, paced, imprint, edits, pdf, store)
    edition = _edition(work.session, work)
    _freeze(work.session, edition, facts, edits)
    edition.file_id, edition.pages = keep_made(work.session, store, pdf, PDF).id, _pages(pdf)
    edition.word_id = keep_made(work.session, store, word, WORD).id
    if edition.state is EditionState.BUILDING:
        edition.state = EditionState.DRAFT
    work.session.flush()


def _stated(session: Session, edition: Edition, site: str) -> tuple[Facts, Edits]:
    if edition.facts is not None:
        return thaw(edition.facts), thaw_edits(edition.edits)
    group = session.get_one(Group, edition.group_id)
    facts = collect(session, group, edition.year, edition.as_of, site)
    return facts, edits_for(session, edition.group_id, edition.year)


def _site(work: Work) -> str:
    return str(work.settings.get("SITE") or work.arguments.get("site", ""))


def _freeze(session: Session, edition: Edition, facts: Facts, edits: Edits) -> None:
    """Let the edition keep what it states, and what proof-reading says of it."""
    edition.facts, edition.edits = freeze(facts), freeze(edits) if edits else None
    edition.seal = sealed(facts, edits)
    found = unwaved(session, edition.group_id, edition.year, making.findings(facts, edits))
    edition.findings = dump(found)
    manuscript = find(session, edition.group_id, edition.year)
    if manuscript is not None and edition.state is EditionState.BUILDING:
        keep_facts(manuscript, facts)


def _edition(session: Session, work: Work) -> Edition:
    return session.scalars(sa.select(Edition).where(Edition.job_id == work.job_id)).one()


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)
