"""From the facts of a year to a file that people keep."""

import datetime as dt
from collections.abc import Callable, Mapping

from groupmgr.reports.compose.document import compose
from groupmgr.reports.facts import Facts, Imprint
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.proofing.checking import check
from groupmgr.reports.proofing.findings import Finding
from groupmgr.reports.proofing.known import known
from groupmgr.reports.proofing.reading import of_document
from groupmgr.reports.render import Progress, silent, to_html
from groupmgr.reports.seal import freeze, seal
from groupmgr.reports.word.document import to_docx


def pdf(facts: Facts, progress: Progress = silent, imprint: Imprint | None = None) -> bytes:
    """Make the report to be printed."""
    return to_pdf(_page(facts, progress, imprint), progress)


def docx(facts: Facts, progress: Progress = silent, imprint: Imprint | None = None) -> bytes:
    """Make the report to be edited in WPS or Word."""
    day = dt.date.fromisoformat(facts.as_of)
    return to_docx(compose(facts, imprint), seal(freeze(facts)), day, progress)


def findings(facts: Facts) -> tuple[Finding, ...]:
    """Proof-read the report."""
    return check(of_document(compose(facts)), known(facts))


def html(facts: Facts, progress: Progress = silent) -> bytes:
    """Make the report as one page for a browser."""
    return _page(facts, progress).encode()


def json(facts: Facts, progress: Progress = silent) -> bytes:
    """Make the facts alone, as they are sealed."""
    return freeze(facts).encode()


FORMATS: Mapping[str, Callable[[Facts, Progress], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "html": html,
    "json": json,
}


def _page(facts: Facts, progress: Progress, imprint: Imprint | None = None) -> str:
    return to_html(compose(facts, imprint), seal(freeze(facts)), progress)
