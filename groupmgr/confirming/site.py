"""How secrets of links are made: out of a key that lies outside the database, and kept nowhere.

A letter, a reminder and a printed code can thus carry the same link on
different days, while a copy of the database opens none of them. Where the key
of the installation is changed, links that were handed out go on to work, and
new ones must be made to hand out more.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass

from groupmgr.accounts.service import hashed
from groupmgr.confirming.models import Invitation

PATH = "/c/"


@dataclass(frozen=True, slots=True)
class Site:
    """The key of the installation, and the address at which people reach it."""

    key: str
    address: str

    def secret(self, salt: str) -> str:
        """Return the secret that follows from a salt."""
        made = hmac.digest(self.key.encode(), f"confirming {salt}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def link(self, invitation: Invitation) -> str | None:
        """Return the address of a link; nothing where it was made with another key."""
        secret = self.secret(invitation.salt)
        if not hmac.compare_digest(hashed(secret), invitation.token_hash):
            return None
        return f"{self.address.rstrip('/')}{PATH}{secret}"


def new_salt() -> str:
    """Return what no other link has."""
    return secrets.token_urlsafe(24)
