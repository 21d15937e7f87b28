"""The facts of a year turned into its report."""

from groupmgr.reports.compose.book import Book
from groupmgr.reports.compose.gaps import gaps
from groupmgr.reports.compose.keys import rooted
from groupmgr.reports.compose.masthead import cover
from groupmgr.reports.compose.outlook import outlook
from groupmgr.reports.compose.overview import overview
from groupmgr.reports.compose.registers import members, registers
from groupmgr.reports.compose.results import results
from groupmgr.reports.compose.shares import reconciled, shares
from groupmgr.reports.compose.traces import readings, traces, values
from groupmgr.reports.compose.work import work
from groupmgr.reports.facts import Facts, Imprint
from groupmgr.reports.outline import Document


def compose(facts: Facts, imprint: Imprint | None = None) -> Document:
    """Compose the annual work report; the same facts always give the same document."""
    book = Book(facts)
    return Document(
        cover(facts, imprint),
        rooted((*overview(book), *work(book), *results(book), *outlook(book))),
        (
            *members(facts),
            *values(facts),
            *readings(facts),
            *reconciled(facts),
            *shares(facts),
            *registers(facts),
            *traces(facts),
            *gaps(facts),
        ),
    )
