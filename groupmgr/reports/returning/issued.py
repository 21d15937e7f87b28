"""What an edition said, passage by passage, and by which names a Word file knows them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from groupmgr.reports.editing.showing import photo_key
from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Block, Chart, Document, Paragraph, Photos, Runs, Table
from groupmgr.reports.word.anchors import anchor_of, caption_anchor
from groupmgr.reports.word.contents import anchor

Kind = Literal["text", "heading", "caption"]

_COUNTED = "[0-9０-９〇零一二三四五六七八九十]+"
# What stands in front of a heading or a caption and is counted anew for every document.
_LABELS = {
    "heading": re.compile(rf"^(?:{_COUNTED}[、.．]|[（(]{_COUNTED}[）)])\s*"),
    "caption": re.compile(rf"^[图表]\s*{_COUNTED}\s+"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a caption, or a paragraph with the runs that it was drawn from.

    `key` is that of the passage in the manuscript: its lines share one.
    """

    key: str
    under: str
    text: str
    place: str
    runs: Runs = ()
    kind: Kind = "text"


def passages(document: Document) -> list[Passage]:
    """Return the headings, paragraphs and captions of a document in their order."""
    return list(_passages(document))


def unlabelled(kind: Kind, line: str) -> str:
    """Return the words of a heading or caption without the number in front of them."""
    return _LABELS[kind].sub("", line) if kind in _LABELS else line


def _passages(document: Document) -> Iterator[Passage]:
    for item in numbered(document.sections):
        heading, key = item.heading, ""
        yield Passage(item.section.key, heading, heading, anchor(item.anchor), kind="heading")
        for block in item.section.blocks:
            if isinstance(block, Paragraph):
                # The second and later lines of a passage are numbered after its key.
                key = key if key and block.key.startswith(f"{key}-") else block.key
                text = "".join(run.text for run in block.runs)
                yield Passage(key, heading, text, anchor_of(block.key), block.runs)
            for known_as, words in _captions(block):
                place = caption_anchor(known_as)
                yield Passage(known_as, heading, words, place, kind="caption")


def _captions(block: Block) -> Iterator[tuple[str, str]]:
    if isinstance(block, Photos):
        yield from ((photo_key(block, photo), photo.caption) for photo in block.photos)
    elif isinstance(block, Table | Chart):
        yield block.key, block.caption
