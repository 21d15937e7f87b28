"""What an edition said, passage by passage, and by which names a Word file knows them."""

from collections.abc import Iterator
from dataclasses import dataclass

from groupmgr.reports.numbering import numbered
from groupmgr.reports.outline import Chart, Document, Gap, Paragraph, Runs
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


def others(document: Document) -> frozenset[str]:
    """Return what else stands in its Word file between them: captions and gaps."""
    blocks = [block for item in numbered(document.sections) for block in item.section.blocks]
    charts = (block for block in blocks if isinstance(block, Chart))
    captions = {f"图{number}　{chart.caption}" for number, chart in enumerate(charts, 1)}
    return frozenset(captions | {f"数据缺口：{one.text}" for one in blocks if isinstance(one, Gap)})


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
