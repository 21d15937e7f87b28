"""The link by which an applicant follows and corrects its application."""

from groupmgr.admission.models import Application
from groupmgr.kernel.site import Site

PATH = "/join/a/"
PURPOSE = "admission"


def link(site: Site, application: Application) -> str | None:
    """Return the address; nothing where it was made with another key of the installation."""
    return site.opening(PATH, PURPOSE, application.salt, application.token_hash)
