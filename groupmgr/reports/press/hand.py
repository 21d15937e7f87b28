"""Hands that print what they are given, part after part, until nobody asks.

Run as `python -m groupmgr.reports.press.hand FD...`: a foreman that loads the
press once and becomes a hand for each line; the other ends are `press.crew`.
"""

import gc
import hashlib
import os
import signal
import sys
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

import pydyf
from weasyprint import Document
from weasyprint.document import Page

from groupmgr.reports.press.sheet import Mark, Part, Sheet
from groupmgr.reports.printing import laid_out, write

_POINTS = 0.75  # a CSS pixel


def main() -> None:
    """Wait for the hands; who stops the foreman stops them."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    gc.disable()
    gc.freeze()
    lines = [int(line) for line in sys.argv[1:]]
    fork = get_context("fork")
    hands = [fork.Process(target=work, args=(line, lines), daemon=True) for line in lines]
    for hand in hands:
        hand.start()
    for line in lines:
        os.close(line)
    for hand in hands:
        hand.join()


def work(mine: int, lines: Sequence[int]) -> None:
    """Print pages until the line is closed; a page that cannot be printed is told in words.

    All that a part leaves behind is cleared at its end, and nothing looked for
    before: that saves a sixth of the time.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in set(lines) - {mine}:
        os.close(other)
    with Connection(mine) as line:
        while (part := _next(line)) is not None:
            try:
                line.send(("printed", off_press(part, lambda *_: line.send(("step", None)))))
            except Exception as problem:
                line.send(("failed", f"{type(problem).__name__}: {problem}"))
            gc.collect()


def off_press(part: Part, progress: Any) -> bytes:
    """Print one page."""
    name = hashlib.sha256(part.html.encode()).hexdigest()[:12]
    with laid_out(part.html, progress) as document:
        pdf = write(document, lambda _, file: _name_heads(file, name), tagged=part.tagged)
        return Sheet(_kinds(document), _places(document), _marks(document), pdf).dump()


def _next(line: Connection) -> Part | None:
    try:
        part: Part | None = line.recv()
    except EOFError:
        return None
    return part


def _kinds(document: Document) -> tuple[str, ...]:
    return tuple(page._page_box.page_type.name for page in document.pages)


def _places(document: Document) -> dict[str, tuple[int, float, float]]:
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            places.setdefault(name, (number, *_point(page, x, y)))
    return places


def _marks(document: Document) -> tuple[Mark, ...]:
    return tuple(
        Mark(level, words, (number, *_point(page, x, y)))
        for number, page in enumerate(document.pages)
        for level, words, (x, y), _ in page.bookmarks
    )


def _point(page: Page, x: float, y: float) -> tuple[float, float]:
    return x * _POINTS, (page.height - y) * _POINTS


def _name_heads(pdf: pydyf.PDF, name: str) -> None:
    """Let the heads of tables have names that no other part has; cells refer to them."""
    for element in pdf.objects:
        if isinstance(element, pydyf.Dictionary):
            if "ID" in element:
                element["ID"] = _named(name, element["ID"])
            heads = element.get("A", {}).get("Headers") if element.get("S") == "/TD" else None
            if heads:
                heads[:] = [_named(name, head) for head in heads]


def _named(name: str, head: pydyf.String) -> pydyf.String:
    return pydyf.String(f"{name}-{head.string}")


if __name__ == "__main__":
    main()
