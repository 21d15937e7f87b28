"""A long page as PDF: cut, printed by several hands where it changed, bound."""

from collections.abc import Callable, Sequence
from pathlib import Path

from groupmgr.kernel.progress import Progress, silent
from groupmgr.reports.press.binding import bind, places
from groupmgr.reports.press.crew import Crew, crew
from groupmgr.reports.press.kept import Kept
from groupmgr.reports.press.parts import cut
from groupmgr.reports.press.sheet import Part, Sheet, load

_NUMBERS = 100


def to_book(
    write: Callable[[], str], progress: Progress = silent, folder: Path | None = None
) -> bytes:
    """Print a page that may be long; `folder` keeps its parts for the next time.

    While `write` writes the page, the hands get ready. The same page gives the
    same bytes, whether its parts were kept or not.
    """
    kept = Kept(folder) if folder else None
    with crew(progress) as hands:
        parts = cut(write())
        before = len(parts.front)
        sheets = _printed((*parts.front, *parts.rest), hands, kept)
        kinds = tuple(kind for sheet in sheets[before:] for kind in sheet.kinds)
        numbers = [
            parts.numbers(kinds[first : first + _NUMBERS], first + 1)
            for first in range(0, len(kinds), _NUMBERS)
        ]
        where = places(sheets[before:])
        contents = parts.contents({name: place[0] + 1 for name, place in where.items()})
        sheets[parts.place], *numbered = _printed([contents, *numbers], hands, kept)
    if kept:
        kept.tidy()
    progress("写入文件", len(kinds), len(kinds))
    return bind(sheets[:before], sheets[before:], numbered)


def _printed(parts: Sequence[Part], hands: Crew, kept: Kept | None) -> list[Sheet]:
    """Print what is not kept, and keep it."""
    found = {part: sheet for part in parts if kept and (sheet := kept.get(part))}
    missing = [part for part in dict.fromkeys(parts) if part not in found]
    for part, sheet in zip(missing, hands.print(missing), strict=True):
        found[part] = sheet
        if kept:
            kept.put(part, sheet)
    return [load(found[part]) for part in parts]
