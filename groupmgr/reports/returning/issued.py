"""What an edition said, passage by passage, and by which names a Word file knows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Document, Paragraph, Runs
from groupmgr.reports.word.anchors import anchor_of
from groupmgr.reports.word.contents import anchor


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, or a paragraph with the runs that it was drawn from.

    `key` is that of the passage in the manuscript: its lines share one.
    """

    key: str
    under: str
    text: str
    place: str
    runs: Runs = ()
    is_heading: bool = False


def passages(document: Document) -> list[Passage]:
    """Return the headings and paragraphs of a document in their order."""
    return list(_passages(document))


def _passages(document: Document) -> Iterator[Passage]:
    for item in numbered(document.sections):
        heading, key = item.heading, ""
        yield Passage(item.section.key, heading, heading, anchor(item.anchor), is_heading=True)
        for block in item.section.blocks:
            if isinstance(block, Paragraph):
                # The second and later lines of a passage are numbered after its key.
                key = key if key and block.key.startswith(f"{key}-") else block.key
                text = "".join(run.text for run in block.runs)
                yield Passage(key, heading, text, anchor_of(block.key), block.runs)
