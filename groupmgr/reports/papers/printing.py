"""A sheet as a page."""

import segno

from groupmgr.official.pages import draw
from groupmgr.reports.numbering import numbered
from groupmgr.reports.papers.sheet import Sheet


def to_html(sheet: Sheet, seal: str) -> str:
    """Draw the sheet as one page that needs no other file to be read."""
    code = segno.make(sheet.address, error="m")
    return draw(
        "reports/papers/paper.html",
        sheet=sheet,
        sections=tuple(numbered(sheet.sections)),
        seal=seal,
        picture=code.svg_data_uri(border=0, omitsize=True),
    )
