"""The links by which parties answer."""

from dataclasses import dataclass

from groupmgr.confirming.models import Invitation
from groupmgr.kernel import site
from groupmgr.kernel.site import new_salt

__all__ = ("PATH", "PURPOSE", "Site", "new_salt")

PATH = "/c/"
PURPOSE = "confirming"


@dataclass(frozen=True, slots=True)
class Site(site.Site):
    """The installation, as links to a record lead to it."""

    def secret(self, salt: str) -> str:
        """Return the secret that follows from a salt."""
        return self.made(PURPOSE, salt)

    def link(self, invitation: Invitation) -> str | None:
        """Return the address of a link; nothing where it was made with another key."""
        return self.opening(PATH, PURPOSE, invitation.salt, invitation.token_hash)
