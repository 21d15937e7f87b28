"""From the facts of a year to a file that people keep."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from groupmgr.files.store import Store
from groupmgr.kernel.progress import Progress, silent
from groupmgr.reports.compose.document import compose
from groupmgr.reports.editing.draft import Draft
from groupmgr.reports.editing.edits import NO_EDITS, Edits
from groupmgr.reports.editing.overlay import overlay
from groupmgr.reports.facts import Facts, Imprint
from groupmgr.reports.outline import Document
from groupmgr.reports.paging import pages
from groupmgr.reports.photos import NO_PHOTOS, Shown, shown
from groupmgr.reports.press.book import to_book
from groupmgr.reports.proofing.findings import Finding
from groupmgr.reports.render import to_html
from groupmgr.reports.seal import freeze, sealed
from groupmgr.reports.word.document import to_docx


def pdf(
    facts: Facts,
    progress: Progress = silent,
    imprint: Imprint | None = None,
    edits: Edits = NO_EDITS,
    kept: Path | None = None,
    store: Store | None = None,
) -> bytes:
    """Make the report to be printed; its parts are kept in a folder for the next time.

    Photos are printed where there is a store that holds them.
    """
    return to_book(lambda: _page(facts, progress, imprint, edits, store), progress, kept)


def docx(
    facts: Facts,
    progress: Progress = silent,
    imprint: Imprint | None = None,
    edits: Edits = NO_EDITS,
    printed: bytes | None = None,
    store: Store | None = None,
) -> bytes:
    """Make the report to be edited in WPS or Word; its contents show the pages of the PDF."""
    day, seal = dt.date.fromisoformat(facts.as_of), sealed(facts, edits)
    composed, found = document(facts, imprint, edits), pages(printed) if printed else {}
    return to_docx(composed, seal, day, progress, found, _photos(store, composed))


def document(facts: Facts, imprint: Imprint | None = None, edits: Edits = NO_EDITS) -> Document:
    """Compose the report and lay over it what people wrote."""
    return overlay(compose(facts, imprint), edits, facts)


def findings(facts: Facts, edits: Edits = NO_EDITS) -> tuple[Finding, ...]:
    """Proof-read the report."""
    return Draft(facts, compose(facts), edits).findings


def html(
    facts: Facts,
    progress: Progress = silent,
    *,
    edits: Edits = NO_EDITS,
    store: Store | None = None,
) -> bytes:
    """Make the report as one page for a browser."""
    return _page(facts, progress, edits=edits, store=store).encode()


def json(facts: Facts, progress: Progress = silent, **_: object) -> bytes:
    """Make the facts alone, as they are sealed."""
    return freeze(facts).encode()


FORMATS: Mapping[str, Callable[..., bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "html": html,
    "json": json,
}


def _page(
    facts: Facts,
    progress: Progress,
    imprint: Imprint | None = None,
    edits: Edits = NO_EDITS,
    store: Store | None = None,
) -> str:
    composed = document(facts, imprint, edits)
    return to_html(composed, sealed(facts, edits), progress, _photos(store, composed))


def _photos(store: Store | None, composed: Document) -> Shown:
    return shown(store, composed) if store else NO_PHOTOS
