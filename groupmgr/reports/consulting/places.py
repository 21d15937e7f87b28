"""The text of an edition as readers see it, place by place, with what was said of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from groupmgr.reports.consulting.models import Comment
from groupmgr.reports.making import document
from groupmgr.reports.models import Edition
from groupmgr.reports.numbering import Numbered, numbered
from groupmgr.reports.outline import Block, Gap, Paragraph
from groupmgr.reports.seal import thaw, thaw_edits


@dataclass(frozen=True, slots=True)
class Place:
    """A heading or paragraph that can be commented on; a heading has a level."""

    key: str
    words: str
    under: str
    level: int = 0
    comments: tuple[Comment, ...] = ()


def places(edition: Edition, comments: Iterable[Comment] = ()) -> list[Place]:
    """Return the headings and paragraphs of an edition in their order."""
    facts = thaw(edition.facts or "")
    composed = document(facts, edition.imprint, thaw_edits(edition.edits))
    said: dict[str, list[Comment]] = {}
    for comment in comments:
        said.setdefault(comment.anchor, []).append(comment)
    return [place for item in numbered(composed.sections) for place in _places(item, said)]


def _places(item: Numbered, said: Mapping[str, list[Comment]]) -> Iterator[Place]:
    key, heading = item.section.key, item.heading
    yield Place(key, heading, heading, item.level, tuple(said.get(key, ())))
    for block in item.section.blocks:
        if words := _words(block):
            yield Place(block.key, words, heading, comments=tuple(said.get(block.key, ())))


def _words(block: Block) -> str:
    if isinstance(block, Paragraph):
        return "".join(run.text for run in block.runs)
    return "" if isinstance(block, Gap) else f"（{block.caption}，见 PDF）"
