"""The report as it stands today: proposed by the records, written over by people, proof-read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from groupmgr.reports.compose.exhibits import Exhibits
from groupmgr.reports.editing.edits import Change, Edits, Exhibit
from groupmgr.reports.editing.overlay import Desk, overlay, unchecked
from groupmgr.reports.editing.showing import Showing
from groupmgr.reports.editing.unsettled import doubtful, stale
from groupmgr.reports.facts import Facts
from groupmgr.reports.outline import Document
from groupmgr.reports.proofing.checking import check
from groupmgr.reports.proofing.findings import Finding, ordered
from groupmgr.reports.proofing.known import known
from groupmgr.reports.proofing.reading import of_document


@dataclass(frozen=True)
class Draft:
    """Facts, the document composed of them, and the edits over it."""

    facts: Facts
    proposed: Document
    edits: Edits

    @cached_property
    def document(self) -> Document:
        """The report with what people wrote."""
        return overlay(self.proposed, self.edits, self.facts)

    @cached_property
    def whole(self) -> Document:
        """The same with what was hidden or struck out: people may want it back."""
        seen = tuple(replace(one, hidden=False) for one in self.edits.outline)
        kept = tuple(one for one in self.edits.passages if one.words)
        edits = replace(self.edits, passages=kept, outline=seen)
        return overlay(self.proposed, edits, self.facts)

    @cached_property
    def desk(self) -> Desk:
        """What draws and dates passages."""
        return Desk(self.proposed, self.facts)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What the indicators are called."""
        return {one.code: one.name for one in self.facts.figures}

    def read_out(self, key: str, words: str) -> str:
        """Return the words of a passage as they would be printed today."""
        lines = (one.runs for one in self.desk.paragraphs(key, words))
        return "\n".join("".join(run.text for run in runs) for runs in lines)

    @cached_property
    def changed(self) -> Mapping[str, tuple[Change, ...]]:
        """The passages that are 待核, with the figures that changed."""
        return unchecked(self.proposed, self.edits, self.facts)

    @cached_property
    def exhibits(self) -> Exhibits:
        """What can be chosen from the records."""
        return Exhibits(self.proposed, self.facts)

    @cached_property
    def showing(self) -> Showing:
        """What was chosen, and where it stands."""
        return Showing(self.proposed, self.facts, self.edits)

    @cached_property
    def unsure(self) -> Mapping[str, tuple[Exhibit, str]]:
        """The exhibits that are 待核, with what is to be done."""
        return self.showing.unsure()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What a careful reader would mark, what is 待核 among it."""
        lines = of_document(self.document)
        unsettled = (*stale(lines, self.changed), *doubtful(lines, self.unsure.values()))
        return ordered((*check(lines, known(self.facts)), *unsettled))
