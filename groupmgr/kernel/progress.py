"""How long work says how far it is."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[str, int, int], None]
_SELDOM = 0.5


def silent(step: str, done: int, total: int) -> None:
    """Tell nobody how far the work has come."""


@dataclass
class Paced:
    """Passes progress on twice a second at most: every word of it is a write to the database."""

    tell: Progress
    said: float = field(default=0.0, init=False)

    def __call__(self, step: str, done: int, total: int) -> None:
        if time.monotonic() - self.said >= _SELDOM:
            self.tell(step, done, total)
            self.said = time.monotonic()
