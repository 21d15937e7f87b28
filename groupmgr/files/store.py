"""A folder in which content lies under its own hash: never twice, never changed, never half."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """The folder; made on first use."""

    root: Path

    @classmethod
    def under(cls, home: Path) -> "Store":
        """Return the store of an installation."""
        return cls(Path(home) / "files")

    def put(self, content: bytes) -> str:
        """Keep the content and return its SHA-256; raise `OSError` where the disk refuses."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.path(sha256)
        if place.exists():
            return sha256
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(place)
        except OSError:
            Path(draft).unlink(missing_ok=True)
            raise
        return sha256

    def path(self, sha256: str) -> Path:
        """Return where the content of a hash lies."""
        return self.root / sha256[:2] / sha256

    def read(self, sha256: str) -> bytes:
        """Return the content of a hash."""
        return self.path(sha256).read_bytes()
