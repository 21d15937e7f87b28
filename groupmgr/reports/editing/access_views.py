"""The manuscript in the address, and the way back to a place in it."""

from flask import abort, url_for

from groupmgr.extensions import db
from groupmgr.reports.editing import service
from groupmgr.reports.editing.models import Manuscript
from groupmgr.web.access import actor


def manuscript_of(year: int) -> Manuscript:
    """Return the manuscript of a year for one who writes in it."""
    return service.open_to(db.session(), actor(), year) or abort(404)


def page_address(year: int, key: str) -> str:
    """Return the address of a section or passage on the page."""
    return url_for("reports.writing.show", year=year, _anchor=key)
