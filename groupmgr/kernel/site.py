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


@dataclass(frozen=True, slots=True)
class Site:
    """The key of the installation, and the address at which people reach it."""

    key: str
    address: str

    def made(self, purpose: str, salt: str) -> str:
        """Return the secret that follows from a salt, for one purpose alone."""
        made = hmac.digest(self.key.encode(), f"{purpose} {salt}".encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(made).decode().rstrip("=")

    def opening(self, path: str, purpose: str, salt: str, kept: str | None) -> str | None:
        """Return the address of a link; nothing where there is none, or another key made it."""
        secret = self.made(purpose, salt)
        if not hmac.compare_digest(hashed(secret), kept or ""):
            return None
        return f"{self.address.rstrip('/')}{path}{secret}"


def hashed(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_salt() -> str:
    """Return what no other link has."""
    return secrets.token_urlsafe(24)
