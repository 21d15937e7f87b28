"""One printed report for all tests that only look at it."""

import pypdfium2
import pytest

from groupmgr.reports.compose.document import compose
from groupmgr.reports.printing import to_pdf
from groupmgr.reports.render import to_html
from groupmgr.reports.seal import freeze, seal
from tests.reports.samples import year_facts


def printed(facts):
    """Return the PDF of a year."""
    return to_pdf(to_html(compose(facts), seal(freeze(facts))))


@pytest.fixture(scope="session")
def pdf():
    return printed(year_facts())


@pytest.fixture(scope="session")
def pages(pdf):
    """Return the text of every page, without line breaks."""
    with pypdfium2.PdfDocument(pdf) as file:
        return ["".join(page.get_textpage().get_text_range().split()) for page in file]


@pytest.fixture(scope="session")
def text(pages):
    return "".join(pages)
