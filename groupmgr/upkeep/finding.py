"""What a check looks at and what it answers."""

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Site:
    """An installation: its database, opened to read only, and its home."""

    reading: sa.Engine
    home: Path


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, and the remedy where it is not good."""

    words: str
    remedy: str = ""

    @property
    def good(self) -> bool:
        """Tell whether nothing need be done."""
        return not self.remedy
