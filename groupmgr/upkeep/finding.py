"""What a check looks at and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa


@dataclass(frozen=True, slots=True)
class Site:
    """An installation: its database, opened to read only, and its home.

    `patience` is how many seconds a check may take that can look at a part.
    """

    reading: sa.Engine
    home: Path
    patience: float = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen, and the remedy where it is not good; `details` follow line by line."""

    words: str
    remedy: str = ""
    details: Sequence[str] = ()

    @property
    def good(self) -> bool:
        """Tell whether nothing need be done."""
        return not self.remedy
