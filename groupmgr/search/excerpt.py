"""Where in a text the words stand that were typed."""

import re
from collections.abc import Iterator

from groupmgr.index.words import plain, runs

AROUND = 28
LONGEST = 90


def excerpt(text: str, typed: str) -> str:
    """Return the part of a long text in which the first of the typed words stands, if one does."""
    pattern = _pattern(typed)
    match = pattern.search(text) if pattern else None
    if match is None:
        return ""
    start = max(0, match.start() - AROUND)
    part = text[start : start + LONGEST]
    return f"{'…' if start else ''}{part}{'…' if start + LONGEST < len(text) else ''}"


def marked(text: str, typed: str) -> Iterator[tuple[str, bool]]:
    """Cut a text into what was typed and what was not."""
    pattern = _pattern(typed)
    if pattern is None:
        yield text, False
        return
    for at, part in enumerate(pattern.split(text)):
        if part:
            yield part, at % 2 == 1


def _pattern(typed: str) -> re.Pattern[str] | None:
    words = runs(plain(typed).lower())
    return re.compile(f"({'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None
