"""Lines of Chinese that end at the right edge.

WeasyPrint 70 justifies by widening spaces, and Chinese has none. This takes
the place of the one function that does so; WeasyPrint is pinned, and a test
measures the right edge.
"""

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

# A line that lacks more than this many characters was broken on purpose.
_MOST = 3


def install() -> None:
    """Let WeasyPrint justify every line between its characters."""
    inline.justify_line = _justify


def _justify(context: Any, line: Any, missing: float) -> None:
    letters = sum(len(box.text) for box in _words(line))
    if letters > 1 and missing < _MOST * line.style["font_size"]:
        _spread(line, missing / (letters - 1), 0)


def _words(box: Any) -> list[Any]:
    if isinstance(box, boxes.TextBox):
        return [box]
    return [words for child in getattr(box, "children", ()) for words in _words(child)]


def _spread(box: Any, spacing: float, moved: float) -> float:
    """Widen the box, moved to the right as far as those before it grew; return the new move."""
    start = moved
    if isinstance(box, boxes.TextBox):
        box.style = box.style.copy()
        box.style["letter_spacing"] = _letter_spacing(box) + spacing
        moved += spacing * len(box.text)
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            moved = _spread(child, spacing, moved)
    else:
        box.translate(start, 0)
        return start
    box.position_x += start
    box.width += moved - start
    return moved


def _letter_spacing(box: Any) -> float:
    spacing = box.style["letter_spacing"]
    return 0 if spacing == "normal" else float(spacing)
